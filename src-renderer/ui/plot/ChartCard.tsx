import type { ReactNode } from 'react';
import card from '../card.module.css';
import { classNames } from '../class-names.ts';
import styles from './ChartCard.module.css';

interface ChartCardProps {
  readonly title: string;
  readonly note: ReactNode;
  readonly controls: ReactNode;
  readonly children: ReactNode;
}

export function ChartCard({ title, note, controls, children }: ChartCardProps) {
  return (
    <section aria-label={title} className={classNames(card.card, styles.card)}>
      <header className={styles.head}>
        <h2 className={classNames(card.title, styles.title)}>{title}</h2>
        <span className={styles.note}>{note}</span>
        {controls}
      </header>
      {children}
    </section>
  );
}
