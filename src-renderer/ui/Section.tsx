import type { ReactNode } from 'react';
import { useId } from 'react';
import styles from './Section.module.css';

interface SectionProps {
  readonly title: string;
  /** At the right end of the heading, such as the name of a column. */
  readonly note?: ReactNode;
  readonly children: ReactNode;
}

/** A titled part of the inspector. */
export function Section({ title, note, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles.section}>
      <header className={styles.header}>
        <h3 id={id} className={styles.title}>
          {title}
        </h3>
        {note !== undefined && <span className={styles.note}>{note}</span>}
      </header>
      {children}
    </section>
  );
}
