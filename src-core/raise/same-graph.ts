import type { FlatGraph } from './flat-graph.ts';
import { commutes } from './matching.ts';

/**
 * Whether two programs compute the same: each output comes from the same inputs through the same nodes, wired alike, whatever
 * items these stand in. Weights are told by their sizes.
 */
export function isSameGraph(a: FlatGraph, b: FlatGraph): boolean {
  if (a.nodes.length !== b.nodes.length) return false;
  const numbers = new Map<string, number>();
  const [one, other] = [a, b].map((graph) => outputsOf(graph, numbers));
  return one!.length === other!.length && one!.every((number, index) => number === other![index]);
}

/** A number for each output, equal where what leads to it is; `numbers` are those given out so far. */
function outputsOf(
  { program, nodes, values, valueNumbers }: FlatGraph,
  numbers: Map<string, number>,
): readonly number[] {
  const numberOf = (text: string): number => {
    const known = numbers.get(text) ?? numbers.size;
    numbers.set(text, known);
    return known;
  };
  const made = new Map<number, number>();
  program.inputs.forEach(({ name, shape }, index) => {
    made.set(valueNumbers.get(name)!, numberOf(`input ${index}: ${shape.join()}`));
  });
  for (const { op, text, reads, writes } of nodes) {
    const read = reads.map((value) => made.get(value)!);
    const order = commutes.has(op) ? read.toSorted((x, y) => x - y) : read;
    for (const value of writes) made.set(value, numberOf(`${text}<${order.join()}>${values[value]!.output}`));
  }
  return program.outputs.map(({ tensor }) => made.get(valueNumbers.get(tensor.name)!)!);
}
