import type { Table } from '@tanstack/react-table';
import type { Convention } from '../../src-core/analysis/conventions/convention.ts';
import { t } from '../locale/translate.ts';
import { useCompare } from '../store/compared-designs.ts';
import { useConvention } from '../store/convention.ts';
import { classNames } from '../ui/class-names.ts';
import { SortableHeading } from '../ui/table/SortableHeading.tsx';
import tables from '../ui/table/table.module.css';
import styles from './CompareTable.module.css';
import { CompareTableRow } from './CompareTableRow.tsx';
import type { CompareRow } from './compare-rows.ts';
import { baselineOf } from './compare-rows.ts';
import { costHeading, costOfDesign, rateHeading } from './compare-text.ts';
import { deltaOf, microseconds } from './delta.ts';
import type { CompareColumn } from './use-compare-table.ts';

interface Heading {
  readonly key: string;
  readonly title: string;
  /** Null where one cannot sort by it. */
  readonly column: CompareColumn | null;
}

const against = (key: string): Heading => ({ key, title: t('against baseline'), column: null });

const headings = (convention: Convention): readonly Heading[] => [
  { key: 'title', title: t('Design'), column: 'title' },
  { key: 'params', title: t('Params'), column: 'params' },
  against('params-delta'),
  { key: 'cost', title: costHeading(convention), column: 'cost' },
  against('cost-delta'),
  { key: 'bytes', title: t('ONNX, MB'), column: 'bytes' },
  { key: 'median', title: t('ms median'), column: 'median' },
  { key: 'p90', title: 'p90', column: 'p90' },
  against('median-delta'),
  { key: 'rate', title: rateHeading(convention), column: 'rate' },
];

/** Differences beyond this have bars of full length, so that one outlier does not shrink all others to nothing. */
const longestShown = 1;

/** The largest difference of any figure: the full length of the bars, which share one scale. */
function longestDelta(rows: readonly CompareRow[], base: CompareRow | null, convention: Convention): number {
  const cost = base === null ? null : costOfDesign(base, convention);
  const fractions = rows.flatMap((row) => [
    deltaOf(row.params, base?.params ?? null, 'difference').fraction,
    deltaOf(costOfDesign(row, convention), cost, 'difference').fraction,
    deltaOf(microseconds(row.run?.ms.median), microseconds(base?.run?.ms.median), 'difference').fraction,
  ]);
  return Math.min(longestShown, Math.max(0, ...fractions.map((fraction) => Math.abs(fraction ?? 0))));
}

interface CompareTableProps {
  readonly table: Table<CompareRow>;
  /** Sorted. */
  readonly rows: readonly CompareRow[];
}

export function CompareTable({ table, rows }: CompareTableProps) {
  const convention = useConvention();
  const deltas = useCompare((state) => state.deltas);
  const base = baselineOf(rows);
  const longest = longestDelta(rows, base, convention);
  return (
    <div className={styles.frame}>
      <table aria-label={t('Designs')} className={classNames(tables.table, styles.table)}>
        <thead>
          <tr>
            {headings(convention).map(({ key, column, title }) => (
              <SortableHeading key={key} table={table} column={column} title={title} />
            ))}
            <th className={styles.end}>
              <span className="visually-hidden">{t('Remove')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <CompareTableRow
              key={row.id}
              row={row}
              base={base}
              convention={convention}
              deltas={deltas}
              longest={longest}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
