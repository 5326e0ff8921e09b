import type { DesignEdge } from '../document/design.ts';
import type { Drawing } from '../document/drawing.ts';
import type { Issue } from '../errors.ts';
import { issue } from '../errors.ts';
import type { Steps } from '../steps.ts';
import { finished } from '../steps.ts';

/** The wires of a level seen from its nodes, and an order in which every node follows what feeds it. */
export interface Wiring {
  readonly incoming: ReadonlyMap<string, readonly DesignEdge[]>;
  readonly outgoing: ReadonlyMap<string, readonly DesignEdge[]>;
  readonly order: readonly string[];
  /** Nodes on a loop, or fed by one; they stand last in `order`. */
  readonly looped: ReadonlySet<string>;
  readonly issues: readonly Issue[];
}

function put(groups: Map<string, DesignEdge[]>, key: string, edge: DesignEdge): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [edge]);
  else group.push(edge);
}

/** The names on one loop, starting anywhere on it. */
function loopOf(
  start: string,
  incoming: ReadonlyMap<string, readonly DesignEdge[]>,
  left: ReadonlySet<string>,
): string[] {
  const seen = new Set<string>();
  let at = start;
  while (!seen.has(at)) {
    seen.add(at);
    at = (incoming.get(at) ?? []).find((edge) => left.has(edge.from.node))?.from.node ?? at;
  }
  const way = [...seen];
  return [...way.slice(way.indexOf(at)), at].reverse();
}

/** So many wires or nodes are looked at in one step. */
const eachStep = 2000;

/** The entries of a list, with a step after so many of them; what is added while it is read is read too. */
function* inSteps<T>(list: readonly T[], read: (entry: T) => void): Steps<void> {
  for (let index = 0; index < list.length; index += 1) {
    read(list[index]!);
    if (index % eachStep === eachStep - 1) yield;
  }
}

/** As `wiringSteps`, at once. */
export const wire = (drawing: Omit<Drawing, 'inner'>): Wiring => finished(wiringSteps(drawing));

/**
 * Kahn's order over the wires, then what feeds nobody in the order of the document. Reports wires that end nowhere or come from
 * another level, and one loop where there are loops.
 */
export function* wiringSteps({ nodes, edges, crossing }: Omit<Drawing, 'inner'>): Steps<Wiring> {
  const ids = new Set(nodes.map((node) => node.id));
  const issues: Issue[] = crossing.map(({ from, to }) =>
    issue('graph/across-levels', { node: to.node, port: to.port }, { node: from.node }),
  );
  const incoming = new Map<string, DesignEdge[]>();
  const outgoing = new Map<string, DesignEdge[]>();
  yield* inSteps(edges, (edge) => {
    const missing = [edge.from, edge.to].find((end) => !ids.has(end.node));
    if (missing === undefined) {
      put(incoming, edge.to.node, edge);
      put(outgoing, edge.from.node, edge);
      return;
    }
    const other = missing === edge.from ? edge.to : edge.from;
    issues.push(issue('graph/dangling-edge', { node: other.node, port: other.port }, { node: missing.node }));
  });
  const waiting = new Map(nodes.map((node) => [node.id, incoming.get(node.id)?.length ?? 0]));
  yield;
  const order = nodes.filter((node) => waiting.get(node.id) === 0).map((node) => node.id);
  yield* inSteps(order, (id) => {
    for (const edge of outgoing.get(id) ?? []) {
      const left = waiting.get(edge.to.node)! - 1;
      waiting.set(edge.to.node, left);
      if (left === 0) order.push(edge.to.node);
    }
  });
  // Nothing waits for what feeds nobody: outputs stand last, in the order of the document.
  const isLast = (id: string): boolean => !outgoing.has(id);
  const settled = new Set(order);
  const ends = nodes.flatMap(({ id }) => (settled.has(id) && isLast(id) ? [id] : []));
  const sorted = [...order.filter((id) => !isLast(id)), ...ends];
  yield;
  const looped = new Set(nodes.map((node) => node.id).filter((id) => waiting.get(id)! > 0));
  if (looped.size > 0) {
    const chain = loopOf(looped.values().next().value!, incoming, looped);
    issues.push(issue('graph/cycle', { node: chain[0]! }, { chain: chain.join(' → ') }));
    sorted.push(...looped);
  }
  return { incoming, outgoing, order: sorted, looped, issues };
}
