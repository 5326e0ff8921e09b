import type { FlatGraph } from './flat-graph.ts';
import { commutes } from './matching.ts';

/** For each value of two graphs a number: equal ones come from the same inputs through the same nodes, weights apart. */
export interface Likeness {
  readonly of: readonly [ReadonlyMap<number, number>, ReadonlyMap<number, number>];
}

const outputsOf = ({ program, valueNumbers }: FlatGraph): readonly number[] =>
  program.outputs.map(({ tensor }) => valueNumbers.get(tensor.name)!);

/**
 * How the values of two graphs are alike where both compute the same: each output comes from the same inputs through the same
 * nodes, wired alike, whatever items these stand in. Weights are told by their sizes. Null where they do not.
 */
export function likenessOf(a: FlatGraph, b: FlatGraph): Likeness | null {
  if (a.nodes.length !== b.nodes.length) return null;
  const numbers = new Map<string, number>();
  const [one, other] = [numbersOf(a, numbers), numbersOf(b, numbers)];
  const [from, to] = [outputsOf(a), outputsOf(b)];
  const isSame =
    from.length === to.length && from.every((at, index) => one.get(at) === other.get(to[index]!));
  return isSame ? { of: [one, other] } : null;
}

/** A number for each value; `numbers` are those given out so far. */
function numbersOf(
  { program, nodes, values, valueNumbers, turnsOf }: FlatGraph,
  numbers: Map<string, number>,
): ReadonlyMap<number, number> {
  const numberOf = (text: string): number => {
    const known = numbers.get(text) ?? numbers.size;
    numbers.set(text, known);
    return known;
  };
  const made = new Map<number, number>();
  const put = (value: number, number: number): void => {
    made.set(value, number);
    for (const other of turnsOf(value))
      made.set(other, numberOf(`turned ${number}: ${values[other]!.turned!.order.join()}`));
  };
  program.inputs.forEach(({ name, shape }, index) => {
    put(valueNumbers.get(name)!, numberOf(`input ${index}: ${shape.join()}`));
  });
  for (const { op, text, reads, writes } of nodes) {
    const read = reads.map((value) => made.get(value)!);
    const order = commutes.has(op) ? read.toSorted((x, y) => x - y) : read;
    for (const value of writes) put(value, numberOf(`${text}<${order.join()}>${values[value]!.output}`));
  }
  return made;
}

/** A weight of a program: the operator by number, and its short name there. */
interface WeightOf {
  readonly operator: number;
  readonly short: string;
}

/**
 * Pairs the weights of two graphs that are alike, so that the second computes what the first does if it has its values: from
 * the outputs back along what each node reads. Null where no pairing is found.
 */
export function pairedWeights(
  [a, b]: readonly [FlatGraph, FlatGraph],
  { of: [numberOf, numberThere] }: Likeness,
): readonly (readonly [WeightOf, WeightOf])[] | null {
  const pairs = new Map<number, number>();
  const taken = new Map<number, number>();
  const outputs = outputsOf(b);
  const open = outputsOf(a).map((value, index) => [value, outputs[index]!] as const);
  const weights: (readonly [WeightOf, WeightOf])[] = [];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [value, other] = next;
    const [known, back] = [pairs.get(value), taken.get(other)];
    if (known === other && back === value) continue;
    if (known !== undefined || back !== undefined) return null;
    pairs.set(value, other);
    taken.set(other, value);
    if (a.baseOf(value) !== value) {
      open.push([a.baseOf(value), b.baseOf(other)]);
      continue;
    }
    const [made, there] = [a.values[value]!.node, b.values[other]!.node];
    if (made === null || there === null) continue;
    const [node, twin] = [a.nodes[made]!, b.nodes[there]!];
    node.weights.forEach((short, index) => {
      weights.push([
        { operator: node.operator, short },
        { operator: twin.operator, short: twin.weights[index]! },
      ]);
    });
    const [first, second] = twin.reads;
    // of twins in any order, one that is paired says which one it is
    const isSwapped =
      commutes.has(node.op) &&
      node.reads.length === 2 &&
      (numberOf.get(node.reads[0]!) !== numberThere.get(first!) ||
        pairs.get(node.reads[0]!) === second ||
        pairs.get(node.reads[1]!) === first);
    const reads = isSwapped ? [second!, first!] : twin.reads;
    open.push(...node.reads.map((read, index) => [read, reads[index]!] as const));
  }
  return weights;
}
