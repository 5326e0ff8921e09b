import type { RowData, Table } from '@tanstack/react-table';
import { ArrowDown, ArrowUp } from 'lucide-react';
import styles from './SortableHeading.module.css';

interface SortableHeadingProps<Data extends RowData> {
  readonly table: Table<Data>;
  /** Null where one cannot sort by it. */
  readonly column: string | null;
  readonly title: string;
  readonly hint?: string | undefined;
}

/** The heading of a column: a button that sorts by it, with an arrow where the table is. */
export function SortableHeading<Data extends RowData>({
  table,
  column: id,
  title,
  hint,
}: SortableHeadingProps<Data>) {
  const column = id === null ? null : table.getColumn(id);
  const sorted = column?.getIsSorted() ?? false;
  const Arrow = sorted === 'asc' ? ArrowUp : ArrowDown;
  return (
    <th
      scope="col"
      title={hint}
      aria-sort={sorted === false ? undefined : sorted === 'asc' ? 'ascending' : 'descending'}
      className={styles.heading}
    >
      {column == null ? (
        title
      ) : (
        <button type="button" className={styles.sort} onClick={() => column.toggleSorting()}>
          {title}
          {sorted !== false && <Arrow size={12} aria-hidden />}
        </button>
      )}
    </th>
  );
}
