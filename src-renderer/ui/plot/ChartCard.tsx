import type { ReactNode } from 'react';
import styles from './ChartCard.module.css';

interface ChartCardProps {
  readonly title: string;
  readonly note: ReactNode;
  readonly controls: ReactNode;
  readonly children: ReactNode;
}

export function ChartCard({ title, note, controls, children }: ChartCardProps) {
  return (
    <section aria-label={title} className={styles.card}>
      <header className={styles.head}>
        <h2 className={styles.title}>{title}</h2>
        <span className={styles.note}>{note}</span>
        {controls}
      </header>
      {children}
    </section>
  );
}
