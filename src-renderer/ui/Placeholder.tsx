import type { ReactNode } from 'react';
import styles from './Placeholder.module.css';

interface PlaceholderProps {
  readonly icon: ReactNode;
  readonly title: string;
  /** What would be here, and how to get it. */
  readonly text: string;
  readonly children?: ReactNode;
}

/** What stands in a panel that has nothing to show yet. */
export function Placeholder({ icon, title, text, children }: PlaceholderProps) {
  return (
    <div className={styles.placeholder}>
      {icon}
      <h3>{title}</h3>
      <p>{text}</p>
      {children}
    </div>
  );
}
