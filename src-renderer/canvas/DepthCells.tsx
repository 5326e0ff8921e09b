import type { Cells } from '../../src-core/scene/node-parts.ts';
import { t } from '../locale/translate.ts';
import { classNames } from '../ui/class-names.ts';
import styles from './DepthCells.module.css';

interface DepthCellsProps {
  readonly cells: Cells;
  readonly compact: boolean;
  readonly className: string | undefined;
}

/** One cell per copy, filled where it reduces, and their number: `▮▯▯ ×3`. */
export function DepthCells({ cells, compact, className }: DepthCellsProps) {
  const { count, filled } = cells;
  return (
    <span
      className={classNames(styles.depth, className)}
      role="img"
      aria-label={t('{count} copies', { count })}
    >
      {!compact && count === filled.length && (
        <span className={styles.cells}>
          {filled.map((isFilled, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a cell is nothing but its place in the row
            <i key={index} data-filled={isFilled || undefined} className={styles.cell} />
          ))}
        </span>
      )}
      <span className={styles.count}>×{count}</span>
    </span>
  );
}
