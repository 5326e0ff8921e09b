import type { ColumnDef, Row, SortingState, Table } from '@tanstack/react-table';
import { getCoreRowModel, getSortedRowModel, useReactTable } from '@tanstack/react-table';
import { useMemo, useState } from 'react';
import type { ConventionName } from '../../src-core/analysis/conventions/rules.ts';
import { useView } from '../store/view.ts';
import type { CompareRow } from './compare-rows.ts';
import { costOfDesign, rateOf } from './compare-text.ts';

export type CompareColumn = 'title' | 'params' | 'cost' | 'bytes' | 'median' | 'p90' | 'rate';

function byNumber(a: Row<CompareRow>, b: Row<CompareRow>, id: string): number {
  const [x, y] = [a.getValue<number | bigint>(id), b.getValue<number | bigint>(id)];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** What is unknown comes last whichever way the table is sorted. */
const column = (
  id: CompareColumn,
  value: (row: CompareRow) => number | bigint | null,
): ColumnDef<CompareRow> => ({
  id,
  accessorFn: (row) => value(row) ?? undefined,
  sortingFn: byNumber,
  sortUndefined: 'last',
  sortDescFirst: true,
});

const columnsUnder = (name: ConventionName): ColumnDef<CompareRow>[] => [
  { id: 'title', accessorFn: (row) => row.title, sortingFn: 'alphanumeric', sortDescFirst: false },
  column('params', (row) => row.params),
  column('cost', (row) => costOfDesign(row, name)),
  column('bytes', (row) => row.bytes),
  column('median', (row) => row.run?.ms.median ?? null),
  column('p90', (row) => row.run?.ms.p90 ?? null),
  column('rate', (row) => rateOf(costOfDesign(row, name), row.run)),
];

export function useCompareTable(rows: readonly CompareRow[]): Table<CompareRow> {
  const [sorting, setSorting] = useState<SortingState>([{ id: 'params', desc: true }]);
  const convention = useView((state) => state.convention);
  const columns = useMemo(() => columnsUnder(convention), [convention]);
  return useReactTable({
    data: rows as CompareRow[],
    columns,
    state: { sorting },
    getRowId: (row) => row.id,
    onSortingChange: setSorting,
    getCoreRowModel: getCoreRowModel(),
    getSortedRowModel: getSortedRowModel(),
    enableSortingRemoval: false,
  });
}
