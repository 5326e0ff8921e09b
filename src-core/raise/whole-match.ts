import type { FlatGraph } from './flat-graph.ts';
import type { Match } from './matching.ts';

/** The operators that the nodes of a match are of, in order. */
export const operatorsOf = ({ nodes: all }: FlatGraph, { nodes }: Pick<Match, 'nodes'>): readonly number[] =>
  [...new Set(nodes.map((node) => all[node]!.operator))].toSorted((a, b) => a - b);

/**
 * Whether nodes are some whole operators, nothing between them is read elsewhere, and their weights are their own.
 * @param sharing operators whose weights are not
 */
export function isWholeMatch(
  { nodes: all, values, nodesOf, baseOf }: FlatGraph,
  { nodes, results }: Match,
  sharing: ReadonlySet<number>,
): boolean {
  const inside = new Set(nodes);
  const leaving = new Set(results.map(baseOf));
  if (new Set(nodes.map((node) => all[node]!.operator)).size < 2) return false;
  return nodes.every((node) => {
    const { operator, writes } = all[node]!;
    if (sharing.has(operator) || nodesOf[operator]!.some((other) => !inside.has(other))) return false;
    return writes.every((value) => {
      if (leaving.has(value)) return true;
      const { leaves, readers } = values[value]!;
      return !leaves && readers.every((reader) => inside.has(reader));
    });
  });
}

/** The operators that share weights with any other. */
export function sharingIn({ program }: FlatGraph): ReadonlySet<number> {
  const byPath = new Map(program.operators.map(({ path }, index) => [path, index]));
  const sharing = new Set<number>();
  program.operators.forEach(({ path, weightsPath }, index) => {
    if (path === weightsPath) return;
    sharing.add(index);
    const owner = byPath.get(weightsPath);
    if (owner !== undefined) sharing.add(owner);
  });
  return sharing;
}

/** Those of some operators that share weights with others than these: what they share among themselves alone is their own. */
export function sharingBeyond(
  { program: { operators: all } }: FlatGraph,
  operators: readonly number[],
): ReadonlySet<number> {
  const inside = new Set(operators);
  const outside = new Set(all.flatMap(({ weightsPath }, at) => (inside.has(at) ? [] : [weightsPath])));
  return new Set(operators.filter((at) => outside.has(all[at]!.weightsPath)));
}
