import type { ColumnDef, ExpandedState, Table } from '@tanstack/react-table';
import { getExpandedRowModel } from '@tanstack/react-table';
import { useEffect, useState } from 'react';
import { nameColumn, numberColumn, useSortedTable } from '../ui/table/use-sorted-table.ts';
import type { TimeNode } from './profile-tree.ts';
import { throughput } from './profile-tree.ts';

export type ProfileColumn = 'path' | 'time' | 'kernels' | 'cost' | 'rate';

const column = (id: ProfileColumn, value: (node: TimeNode) => number | bigint | null) =>
  numberColumn(id, value);

const profileColumns: ColumnDef<TimeNode>[] = [
  nameColumn('path', (node) => node.name),
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
  return useSortedTable({
    rows: root.children,
    columns: profileColumns,
    sortedBy: 'time',
    state: { expanded },
    getRowId: (node) => node.id,
    getSubRows: (node) => node.children as TimeNode[],
    onExpandedChange: setExpanded,
    getExpandedRowModel: getExpandedRowModel(),
    autoResetExpanded: false,
  });
}
