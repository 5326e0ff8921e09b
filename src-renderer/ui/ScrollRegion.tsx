import type { ReactNode } from 'react';

interface ScrollRegionProps {
  readonly label: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** What scrolls is a stop for the keyboard. */
const stop = { tabIndex: 0 } as const;

/** A part that scrolls and holds nothing else for the keyboard: a list that is walked from the field above it. */
export function ScrollRegion({ label, className, children }: ScrollRegionProps) {
  return (
    <section aria-label={label} {...stop} className={className}>
      {children}
    </section>
  );
}
