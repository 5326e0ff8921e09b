import type { ReactNode } from 'react';
import styles from './InspectorParts.module.css';

interface InspectorPartsProps {
  /** Its fields. */
  readonly children: ReactNode;
  /** What is read off them: formulas, plots and lists. */
  readonly figures: ReactNode;
}

/** The fields above what is read off them: each scrolls by itself, so that the tabs of the formulas stay in sight. */
export function InspectorParts({ children, figures }: InspectorPartsProps) {
  return (
    <>
      <div className={styles.fields}>{children}</div>
      <div className={styles.figures}>{figures}</div>
    </>
  );
}
