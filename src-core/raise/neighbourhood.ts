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
  const bases = [...new Set(entries.map(graph.baseOf))];
  const numbers = new Map(bases.map((base, index) => [base, index]));
  const orderOf = (one: number): string => graph.values[one]!.turned?.order.join('') ?? '';
  const seen = new Set<number>();
  const lines = entries.map((value) => `${(graph.values[value]!.shape ?? []).join()} ${orderOf(value)}`);
  const open = [...bases];
  for (let at = 0; at < open.length && lines.length <= mostNear; at++) {
    for (const reader of graph.values[open[at]!]!.readers) {
      if (taken.has(reader) || seen.has(reader) || lines.length > mostNear) continue;
      seen.add(reader);
      const { text, reads, writes } = graph.nodes[reader]!;
      lines.push(
        `${text}<${reads.map((read) => `${numbers.get(graph.baseOf(read)) ?? '?'}${orderOf(read)}`).join()}`,
      );
      for (const written of writes) {
        numbers.set(written, numbers.size);
        open.push(written);
      }
    }
  }
  return lines.join('\n');
}
