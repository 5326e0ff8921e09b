import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './Fault.module.css';

interface FaultProps {
  /** By which the field names it as its description. */
  readonly id?: string;
  readonly children: ReactNode;
}

/** Why a value is refused, under its field. */
export function Fault({ id, children }: FaultProps) {
  return (
    <p id={id} role="alert" className={styles.fault}>
      <CircleAlert size={12} aria-hidden className={styles.icon} />
      <span className={styles.words}>{children}</span>
    </p>
  );
}
