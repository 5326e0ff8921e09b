import type { ColumnDef, Table } from '@tanstack/react-table';
import { useMemo } from 'react';
import type { Convention } from '../../src-core/analysis/conventions/convention.ts';
import { useConvention } from '../store/convention.ts';
import { nameColumn, numberColumn, useSortedTable } from '../ui/table/use-sorted-table.ts';
import type { CompareRow } from './compare-rows.ts';
import { costOfDesign, rateOf } from './compare-text.ts';

export type CompareColumn = 'title' | 'params' | 'cost' | 'bytes' | 'median' | 'p90' | 'rate';

const column = (id: CompareColumn, value: (row: CompareRow) => number | bigint | null) =>
  numberColumn(id, value);

const columnsUnder = (convention: Convention): ColumnDef<CompareRow>[] => [
  nameColumn('title', (row) => row.title),
  column('params', (row) => row.params),
  column('cost', (row) => costOfDesign(row, convention)),
  column('bytes', (row) => row.bytes),
  column('median', (row) => row.run?.ms.median ?? null),
  column('p90', (row) => row.run?.ms.p90 ?? null),
  column('rate', (row) => rateOf(costOfDesign(row, convention), row.run)),
];

/** The designs of the comparison, sorted by one of their figures or by name. */
export function useCompareTable(rows: readonly CompareRow[]): Table<CompareRow> {
  const convention = useConvention();
  const columns = useMemo(() => columnsUnder(convention), [convention]);
  return useSortedTable({ rows, columns, sortedBy: 'params', getRowId: (row) => row.id });
}
