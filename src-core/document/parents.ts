import type { Issue } from '../errors.ts';
import { issue } from '../errors.ts';
import type { Design, DesignEdge, DesignNode } from './design.ts';
import { shortened } from './in-sentence.ts';
import { nearestText } from './nearest-names.ts';
import { nestingLimit } from './read-json.ts';

/** The items that surround an item, the nearest first; they end where one surrounds itself. */
export function surroundings(nodes: ReadonlyMap<string, DesignNode>, id: string): readonly string[] {
  const chain: string[] = [];
  for (let at = nodes.get(id)?.parent; at !== undefined; at = nodes.get(at)?.parent) {
    chain.push(at);
    if (at === id || chain.length > nestingLimit) break;
  }
  return chain;
}

/** Finds items that stand in one that is not there, in themselves, or too deep. */
export function faultsOfParents(nodes: readonly DesignNode[]): readonly Issue[] {
  if (nodes.every((node) => node.parent === undefined)) return [];
  const byName = nodesById({ nodes });
  return nodes.flatMap(({ id, parent }): readonly Issue[] => {
    if (parent === undefined) return [];
    if (!byName.has(parent)) {
      const nearest = nearestText(parent, [...byName.keys()]);
      return [issue('document/unknown-parent', { node: id }, { name: shortened(parent), nearest })];
    }
    const chain = surroundings(byName, id);
    if (chain.at(-1) === id) {
      return [issue('document/inside-itself', { node: id }, { chain: [id, ...chain].join(' in ') })];
    }
    if (chain.length < nestingLimit) return [];
    return [issue('document/too-deep', { node: id }, { limit: nestingLimit })];
  });
}

/** Names of an item and of everything drawn inside it, at any depth. */
export function withInside(nodes: readonly DesignNode[], ids: Iterable<string>): ReadonlySet<string> {
  const found = new Set(ids);
  if (nodes.every((node) => node.parent === undefined)) return found;
  for (let size = -1; size !== found.size; ) {
    size = found.size;
    for (const { id, parent } of nodes) if (parent !== undefined && found.has(parent)) found.add(id);
  }
  return found;
}

/** Where an item stands: its name, and the item around it, of which a port may bear its name. */
export type Standing = Pick<DesignNode, 'id' | 'parent'>;

/** True where an end of a wire is an item, or the port of the item around it that the item stands for. */
export function endsAt(end: DesignEdge['from'], { id, parent }: Standing): boolean {
  return end.node === id || (parent !== undefined && end.node === parent && end.port === id);
}

export const touches = (edge: DesignEdge, standing: Standing): boolean =>
  endsAt(edge.from, standing) || endsAt(edge.to, standing);

const byId = new WeakMap<readonly DesignNode[], ReadonlyMap<string, DesignNode>>();

/** The items of a design by name; worked out once for a design, which every row of a list may ask for. */
export function nodesById({ nodes }: Pick<Design, 'nodes'>): ReadonlyMap<string, DesignNode> {
  let known = byId.get(nodes);
  if (known === undefined) {
    known = new Map(nodes.map((node) => [node.id, node]));
    byId.set(nodes, known);
  }
  return known;
}
