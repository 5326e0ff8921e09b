import type { NetworkItem } from './ready-network.ts';

/** Branches that read one item, side by side, and what joins them in order. */
export function side(
  id: string,
  from: string,
  row: number,
  branches: readonly (readonly NetworkItem[])[],
): NetworkItem[] {
  const longest = Math.max(...branches.map((branch) => branch.length));
  return [
    ...branches.flatMap((branch, column) =>
      branch.map((item, index) => ({
        ...item,
        ...(index === 0 && { from: [from] }),
        column,
        row: row + index,
      })),
    ),
    {
      id,
      definition: 'concat',
      fields: { inputs: branches.length },
      from: branches.map((branch) => branch.at(-1)!.id),
      row: row + longest,
    },
  ];
}
