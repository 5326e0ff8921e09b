import type { Steps } from '../steps.ts';
import type { FlatGraph } from './flat-graph.ts';
import { inOrder } from './in-order.ts';
import type { Match } from './matching.ts';
import type { Placed, Standing } from './placed.ts';
import { operatorsOf } from './whole-match.ts';

/** The most tensors that are kept for blocks further on, the latest ones. */
const mostKept = 48;

interface Looking {
  /** The nodes that are not to be had; those of the placed blocks are while this looks. */
  readonly taken: Set<number>;
  /** The blocks of several inputs that some tensors enter, of which the last is one. */
  readonly joining: (open: readonly number[]) => readonly Standing[];
  readonly progress: (done: number, total: number) => void;
}

/**
 * Blocks of several inputs in the place of placed blocks and operators that they are made of, as a head in the place of what it
 * has on each level: each has at least two of these, and no part of another.
 */
export function* takenTogether(
  graph: FlatGraph,
  placed: readonly Placed[],
  { taken, joining, progress }: Looking,
): Steps<readonly Placed[]> {
  const { values, nodes, baseOf } = graph;
  const blockOf = new Map(placed.flatMap((block) => block.match.nodes.map((node) => [node, block] as const)));
  const isInside = (value: number): boolean => {
    const { node } = values[value]!;
    const block = node === null ? undefined : blockOf.get(node);
    return block !== undefined && !block.match.results.some((result) => baseOf(result) === value);
  };
  for (const node of blockOf.keys()) taken.delete(node);

  /** Whether several blocks or operators read a value, or one that has several results: more than a link of a chain. */
  const branches = (value: number): boolean => {
    const readers = new Set<Placed | number>();
    for (const reader of values[value]!.readers) readers.add(blockOf.get(reader) ?? nodes[reader]!.operator);
    const [first] = readers;
    return readers.size > 1 || (typeof first === 'object' && first.match.results.length > 1);
  };
  const isMadeOfSome = ({ nodes: inside }: Match): boolean => {
    const all = new Set(inside);
    const parts = new Set(inside.flatMap((node) => blockOf.get(node) ?? []));
    const left = inside.filter((node) => !blockOf.has(node));
    return (
      [...parts].every(({ match }) => match.nodes.every((node) => all.has(node))) &&
      parts.size + operatorsOf(graph, { nodes: left }).length >= 2
    );
  };

  let open: readonly number[] = [];
  for (let value = 0; value < values.length; value++) {
    progress(value + 1, values.length);
    const there = values[value]!;
    if (baseOf(value) !== value || there.shape === null || isInside(value)) continue;
    const isReadBehind = (one: number): boolean =>
      values[one]!.readers.some((reader) => reader > (there.node ?? -1));
    open = [...open, value].filter((one) => branches(one) || isReadBehind(one)).slice(-mostKept);
    if (open.length < 2 || open.at(-1) !== value) continue;
    const largest = inOrder(joining(open)).find(({ match }) => isMadeOfSome(match));
    if (largest !== undefined) {
      const block = { ...largest, operators: operatorsOf(graph, largest.match), others: [] };
      for (const node of block.match.nodes) {
        blockOf.set(node, block);
        taken.add(node);
      }
    }
    yield;
  }
  for (const node of blockOf.keys()) taken.add(node);
  return [...new Set(blockOf.values())];
}
