import type { DesignNode, OwnBlock } from './design.ts';
import { chainToItself, ownIdsIn } from './own-block.ts';
import { sha256 } from './sha256.ts';

/** JSON in which keys have one order, in ASCII alone: equal values have one text. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) {
    return JSON.stringify(value).replaceAll(
      /[^ -~]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
  }
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  const sorted = entries.sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${sorted.map(([key, part]) => `${canonical(key)}:${canonical(part)}`).join(',')}}`;
}

const hashOf = (text: string): string => sha256(Uint8Array.from(text, (unit) => unit.charCodeAt(0)));

const hashes = new WeakMap<OwnBlock, { readonly inside: string; readonly hash: string }>();

/** The hash of a definition, in which those inside it have these names; found once while both are the same. */
function hashWith(block: OwnBlock, names: ReadonlyMap<string, string>): string {
  const inside = [...names].flat().join(' ');
  const before = hashes.get(block);
  if (before?.inside === inside) return before.hash;
  const { id: _, library: __, nodes, ...rest } = block;
  const named = nodes.map((node: DesignNode) => {
    const definition = names.get(node.definition);
    return definition === undefined ? node : { ...node, definition };
  });
  const hash = hashOf(canonical({ ...rest, nodes: named }));
  hashes.set(block, { inside, hash });
  return hash;
}

/**
 * Tells definitions of one content apart from others, wherever they are and whatever they are called there: the SHA-256 of a
 * definition without its id and its link, in which every own definition inside is named by its own hash.
 * @param blocks where definitions inside are found; one that is missing, or that contains itself, is named by its id
 */
export function blockHasher(blocks: readonly OwnBlock[]): (id: string) => string {
  const byId = new Map(blocks.map((block) => [block.id, block]));
  const known = new Map<string, string>();
  const hashAt = (id: string): string => {
    const same = known.get(id);
    if (same !== undefined) return same;
    const block = byId.get(id);
    if (block === undefined) return id;
    const loops = chainToItself(id, blocks) !== null;
    const inside = new Map(ownIdsIn(block.nodes).map((inner) => [inner, loops ? inner : hashAt(inner)]));
    const hash = hashWith(block, inside);
    known.set(id, hash);
    return hash;
  };
  return hashAt;
}
