import type { DesignNode } from './design.ts';
import type { SetWeightsOf } from './edit-kinds.ts';
import { surroundings } from './parents.ts';

type Nodes = readonly DesignNode[];
type ById = ReadonlyMap<string, DesignNode>;

/** An item with weights of its own. */
export function ownWeights({ weightsOf: _, ...node }: DesignNode): DesignNode {
  return node;
}

/**
 * Names of the items that say they run with the same weights as one, itself included. Their fields are equal and change
 * together.
 */
export function sharingWith(nodes: Nodes, id: string): ReadonlySet<string> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const all = new Set(nodes.map((node) => node.id));
  const own = beyond(byId, all, id);
  return new Set([id, ...[...all].filter((other) => beyond(byId, all, other) === own)]);
}

/** What stands behind an item's owner once some items are gone: the first item that stays, or the last that goes. */
function beyond(byId: ById, gone: ReadonlySet<string>, owner: string): string {
  const seen = new Set<string>();
  let at = owner;
  for (let next: string | undefined = at; next !== undefined && !seen.has(next); ) {
    at = next;
    if (!gone.has(at)) break;
    seen.add(at);
    next = byId.get(at)?.weightsOf;
  }
  return at;
}

/**
 * The items that stay when some go. What ran with the weights of one that goes runs with those of its owner, where it had
 * one that stays; else the outermost of its takers, the first among equals, has the weights and the others take them from it.
 */
export function handedOn(nodes: Nodes, gone: ReadonlySet<string>): Nodes {
  const staying = nodes.filter(({ id }) => !gone.has(id));
  const takers = staying.filter(({ weightsOf }) => weightsOf !== undefined && gone.has(weightsOf));
  if (takers.length === 0) return staying;
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const owners = new Map(takers.map(({ id, weightsOf }) => [id, beyond(byId, gone, weightsOf!)]));
  const heirs = new Map<string, DesignNode>();
  const depth = ({ id }: DesignNode): number => surroundings(byId, id).length;
  for (const taker of takers) {
    const owner = owners.get(taker.id)!;
    const heir = heirs.get(owner);
    if (heir === undefined || depth(taker) < depth(heir)) heirs.set(owner, taker);
  }
  return staying.map((node) => {
    const owner = owners.get(node.id);
    if (owner === undefined) return node;
    if (!gone.has(owner)) return { ...node, weightsOf: owner };
    const heir = heirs.get(owner)!;
    return heir === node ? ownWeights(node) : { ...node, weightsOf: heir.id };
  });
}

/** The edits that let items take the weights of some names as they do now. */
export const takesOf = (nodes: Nodes, names: ReadonlySet<string>): readonly SetWeightsOf[] =>
  nodes.flatMap(({ id, weightsOf: owner }) =>
    owner !== undefined && names.has(owner) ? [{ kind: 'setWeightsOf', id, owner }] : [],
  );
