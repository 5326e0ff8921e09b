import type { FlatGraph } from './flat-graph.ts';

/** The most nodes that are looked at; what a block is solved from beyond these is not told by a text. */
export const mostNear = 64;

/**
 * A text of what stands behind values that enter together, the nodes that are free and how they are wired: equal ones look alike up
 * to there.
 */
export function neighbourhood(
  graph: FlatGraph,
  entries: readonly number[],
  taken: ReadonlySet<number>,
): string {
  const sizes = entries.map((value) => (graph.values[value]!.shape ?? []).join());
  return [
    ...sizes,
    ...nodesBehind(graph, entries, taken, { most: mostNear, textOf: ({ text }) => text }),
  ].join('\n');
}

/** The most nodes by which places are told to look alike. */
const mostOfKind = 10;

/** A text of the operators that stand behind values that enter together, and how they are wired, whatever their numbers. */
export function kindOfPlace(
  graph: FlatGraph,
  entries: readonly number[],
  taken: ReadonlySet<number>,
): string {
  return nodesBehind(graph, entries, taken, { most: mostOfKind, textOf: ({ op }) => op }).join('\n');
}

interface Telling {
  readonly most: number;
  readonly textOf: (node: FlatGraph['nodes'][number]) => string;
}

function nodesBehind(
  graph: FlatGraph,
  entries: readonly number[],
  taken: ReadonlySet<number>,
  { most, textOf }: Telling,
): readonly string[] {
  const bases = [...new Set(entries.map(graph.baseOf))];
  const numbers = new Map(bases.map((base, index) => [base, index]));
  const orderOf = (one: number): string => graph.values[one]!.turned?.order.join('') ?? '';
  const seen = new Set<number>();
  const lines = entries.map(orderOf);
  const open = [...bases];
  for (let at = 0; at < open.length && lines.length <= most; at++) {
    for (const reader of graph.values[open[at]!]!.readers) {
      if (taken.has(reader) || seen.has(reader) || lines.length > most) continue;
      seen.add(reader);
      const node = graph.nodes[reader]!;
      const { reads, writes } = node;
      lines.push(
        `${textOf(node)}<${reads.map((read) => `${numbers.get(graph.baseOf(read)) ?? '?'}${orderOf(read)}`).join()}`,
      );
      for (const written of writes) {
        numbers.set(written, numbers.size);
        open.push(written);
      }
    }
  }
  return lines;
}
