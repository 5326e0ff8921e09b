import type { ReactNode } from 'react';
import { TooltipOn } from '../ui/Tooltip.tsx';
import styles from './FieldRow.module.css';

interface FieldRowProps {
  readonly label: string;
  /** What the field means, in a sentence. */
  readonly help?: string;
  readonly control: ReactNode;
  /** At the right end: the pin of a symbol. */
  readonly pin?: ReactNode;
  /** Shown beside the label while the row is under the pointer or has the focus. */
  readonly menu?: ReactNode;
  /** True where the control needs the place of the pin too. */
  readonly isWide?: boolean;
}

/** One line of a form: label, control, pin. */
export function FieldRow({ label, help, control, pin, menu, isWide }: FieldRowProps) {
  const name = <span className={styles.name}>{label}</span>;
  return (
    <div className={styles.row} data-wide={isWide || undefined} data-field={label}>
      <div className={styles.label}>
        {help === undefined ? (
          name
        ) : (
          <TooltipOn text={help} placement="left">
            <span className={styles.name} tabIndex={-1}>
              {label}
            </span>
          </TooltipOn>
        )}
      </div>
      <div className={styles.control}>{control}</div>
      <div className={styles.menu}>{menu}</div>
      {!isWide && <div className={styles.pin}>{pin}</div>}
    </div>
  );
}
