import { classNames } from './class-names.ts';
import styles from './Numeric.module.css';

interface NumericProps {
  /** The number as text, `—` where it is unknown. */
  readonly value: string;
  /** Its unit; no number is shown without one unless the heading of its column names it. */
  readonly unit?: string | undefined;
  readonly strong?: boolean;
  readonly className?: string | undefined;
}

/** A number in tabular figures with its unit in a quieter colour. */
export function Numeric({ value, unit, strong, className }: NumericProps) {
  return (
    <span className={classNames(styles.numeric, className)}>
      <span className={strong ? styles.strong : undefined}>{value}</span>
      {unit !== undefined && <span className={styles.unit}> {unit}</span>}
    </span>
  );
}
