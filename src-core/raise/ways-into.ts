import type { FlatGraph } from './flat-graph.ts';

/** So many tensors that enter together are tried in every order. */
const mostPermuted = 4;

/** All orders of some values, their own first. */
function permutationsOf(values: readonly number[]): readonly (readonly number[])[] {
  if (values.length < 2) return [values];
  return values.flatMap((value, at) =>
    permutationsOf(values.toSpliced(at, 1)).map((others) => [value, ...others]),
  );
}

/** The tensors that some operators read from around them, each as it was written. */
function enteringOf(
  { nodes, values, nodesOf, baseOf }: FlatGraph,
  operators: readonly number[],
): readonly number[] {
  const inside = new Set(operators);
  const reads = operators.flatMap((at) => nodesOf[at]!.flatMap((node) => nodes[node]!.reads.map(baseOf)));
  return [...new Set(reads)].filter((base) => {
    const maker = values[base]!.node;
    return maker === null || !inside.has(nodes[maker]!.operator);
  });
}

/**
 * The orders in which what some operators read from around them may enter a block that they are.
 * @param formsOf a tensor alone, in the orders of its axes in which a block could take it
 */
export function waysInto(
  graph: FlatGraph,
  operators: readonly number[],
  formsOf: (base: number) => readonly number[],
): readonly (readonly number[])[] {
  const bases = enteringOf(graph, operators);
  if (bases.length === 1) return formsOf(bases[0]!).map((entry) => [entry]);
  if (bases.length <= mostPermuted) return permutationsOf(bases);
  const ascending = bases.toSorted((a, b) => a - b);
  // levels of a pyramid come with the largest map first, or last
  const rowsOf = (base: number) => Number(graph.values[base]!.shape?.[2] ?? 0);
  const levels = bases.toSorted((a, b) => rowsOf(b) - rowsOf(a));
  return [bases, levels, levels.toReversed(), ascending, ascending.toReversed()];
}
