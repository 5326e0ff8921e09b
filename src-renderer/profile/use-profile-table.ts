import type { ColumnDef, ExpandedState, Row, SortingState, Table } from '@tanstack/react-table';
import {
  getCoreRowModel,
  getExpandedRowModel,
  getSortedRowModel,
  useReactTable,
} from '@tanstack/react-table';
import { useEffect, useState } from 'react';
import type { TimeNode } from './profile-tree.ts';
import { throughput } from './profile-tree.ts';

export type ProfileColumn = 'path' | 'time' | 'kernels' | 'cost' | 'rate';

function byNumber(a: Row<TimeNode>, b: Row<TimeNode>, id: string): number {
  const [x, y] = [a.getValue<number | bigint>(id), b.getValue<number | bigint>(id)];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** Rows without a value come last whichever way the table is sorted. */
const column = (
  id: ProfileColumn,
  value: (node: TimeNode) => number | bigint | null,
): ColumnDef<TimeNode> => ({
  id,
  accessorFn: (node) => value(node) ?? undefined,
  sortingFn: byNumber,
  sortUndefined: 'last',
  sortDescFirst: true,
});

const profileColumns: ColumnDef<TimeNode>[] = [
  { id: 'path', accessorFn: (node) => node.name, sortingFn: 'alphanumeric', sortDescFirst: false },
  column('time', (node) => node.microseconds),
  column('kernels', (node) => node.kernels),
  column('cost', (node) => node.cost),
  column('rate', (node) => throughput(node)),
];

/** The ids of the rows around one, outermost first. */
export function rowsAround(path: string): readonly string[] {
  const names = path.split('/').slice(0, -1);
  return names.map((_, index) => names.slice(0, index + 1).join('/'));
}

/** The rows of a profile: sorted within each item, opened where a person (or the selection) opened them. */
export function useProfileTable(root: TimeNode, selected: string | null): Table<TimeNode> {
  const [sorting, setSorting] = useState<SortingState>([{ id: 'time', desc: true }]);
  const [expanded, setExpanded] = useState<ExpandedState>({});
  useEffect(() => {
    if (selected === null) return;
    const around = rowsAround(selected);
    setExpanded((old) =>
      old === true || around.every((id) => old[id])
        ? old
        : { ...old, ...Object.fromEntries(around.map((id) => [id, true])) },
    );
  }, [selected]);
  return useReactTable({
    data: root.children as TimeNode[],
    columns: profileColumns,
    state: { sorting, expanded },
    getRowId: (node) => node.id,
    getSubRows: (node) => node.children as TimeNode[],
    onSortingChange: setSorting,
    onExpandedChange: setExpanded,
    getCoreRowModel: getCoreRowModel(),
    getSortedRowModel: getSortedRowModel(),
    getExpandedRowModel: getExpandedRowModel(),
    autoResetExpanded: false,
    enableSortingRemoval: false,
  });
}
