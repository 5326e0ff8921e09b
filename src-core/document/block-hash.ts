import type { DesignNode, OwnBlock } from './design.ts';
import { chainToItself, isOwnId } from './own-block.ts';
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
    const { id: _, library: __, nodes, ...rest } = block;
    const loops = chainToItself(id, blocks) !== null;
    const named = nodes.map((node: DesignNode) =>
      isOwnId(node.definition) && !loops ? { ...node, definition: hashAt(node.definition) } : node,
    );
    const hash = hashOf(canonical({ ...rest, nodes: named }));
    known.set(id, hash);
    return hash;
  };
  return hashAt;
}
