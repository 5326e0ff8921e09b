import type { ReactNode } from 'react';
import styles from './PointerTip.module.css';

const width = 300;
const gap = 14;

interface PointerTipProps {
  /** Where the pointer is, in the window. */
  readonly x: number;
  readonly y: number;
  readonly children: ReactNode;
}

/** What is under the pointer, said beside it and inside the window. */
export function PointerTip({ x, y, children }: PointerTipProps) {
  const left = Math.max(4, Math.min(x + gap, window.innerWidth - width - 4));
  const isLow = y > window.innerHeight / 3;
  const place = isLow ? { bottom: window.innerHeight - y + gap } : { top: y + gap };
  return (
    <div className={styles.tip} style={{ left, maxWidth: width, ...place }}>
      {children}
    </div>
  );
}
