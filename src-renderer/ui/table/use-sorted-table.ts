import type { ColumnDef, Row, RowData, SortingState, Table, TableOptions } from '@tanstack/react-table';
import { getCoreRowModel, getSortedRowModel, useReactTable } from '@tanstack/react-table';
import { useState } from 'react';

function byNumber<Data extends RowData>(a: Row<Data>, b: Row<Data>, id: string): number {
  const [x, y] = [a.getValue<number | bigint>(id), b.getValue<number | bigint>(id)];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** A column of numbers, the largest first; what has none comes last whichever way the table is sorted. */
export const numberColumn = <Data extends RowData>(
  id: string,
  value: (row: Data) => number | bigint | null,
): ColumnDef<Data> => ({
  id,
  accessorFn: (row) => value(row) ?? undefined,
  sortingFn: byNumber,
  sortUndefined: 'last',
  sortDescFirst: true,
});

/** A column of names, from A to Z first. */
export const nameColumn = <Data extends RowData>(
  id: string,
  name: (row: Data) => string,
): ColumnDef<Data> => ({ id, accessorFn: name, sortingFn: 'alphanumeric', sortDescFirst: false });

interface SortedTableOptions<Data extends RowData>
  extends Omit<TableOptions<Data>, 'data' | 'getCoreRowModel' | 'onSortingChange'> {
  readonly rows: readonly Data[];
  /** The column of numbers that the table is sorted by at first, the largest first. */
  readonly sortedBy: string;
}

/** A table that is always sorted by one of its columns. */
export function useSortedTable<Data extends RowData>({
  rows,
  sortedBy,
  state,
  ...options
}: SortedTableOptions<Data>): Table<Data> {
  const [sorting, setSorting] = useState<SortingState>([{ id: sortedBy, desc: true }]);
  return useReactTable({
    ...options,
    data: rows as Data[],
    state: { ...state, sorting },
    onSortingChange: setSorting,
    getCoreRowModel: getCoreRowModel(),
    getSortedRowModel: getSortedRowModel(),
    enableSortingRemoval: false,
  });
}
