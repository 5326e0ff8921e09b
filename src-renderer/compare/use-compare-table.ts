import type { ColumnDef, Table } from '@tanstack/react-table';
import { useMemo } from 'react';
import type { ConventionName } from '../../src-core/analysis/conventions/rules.ts';
import { useView } from '../store/view.ts';
import { nameColumn, numberColumn, useSortedTable } from '../ui/table/use-sorted-table.ts';
import type { CompareRow } from './compare-rows.ts';
import { costOfDesign, rateOf } from './compare-text.ts';

export type CompareColumn = 'title' | 'params' | 'cost' | 'bytes' | 'median' | 'p90' | 'rate';

const column = (id: CompareColumn, value: (row: CompareRow) => number | bigint | null) =>
  numberColumn(id, value);

const columnsUnder = (name: ConventionName): ColumnDef<CompareRow>[] => [
  nameColumn('title', (row) => row.title),
  column('params', (row) => row.params),
  column('cost', (row) => costOfDesign(row, name)),
  column('bytes', (row) => row.bytes),
  column('median', (row) => row.run?.ms.median ?? null),
  column('p90', (row) => row.run?.ms.p90 ?? null),
  column('rate', (row) => rateOf(costOfDesign(row, name), row.run)),
];

/** The designs of the comparison, sorted by one of their figures or by name. */
export function useCompareTable(rows: readonly CompareRow[]): Table<CompareRow> {
  const convention = useView((state) => state.convention);
  const columns = useMemo(() => columnsUnder(convention), [convention]);
  return useSortedTable({ rows, columns, sortedBy: 'params', getRowId: (row) => row.id });
}
