import { blockHasher } from './block-hash.ts';
import type { DesignNode, OwnBlock } from './design.ts';
import type { Edit } from './edit.ts';
import { freshBlockId } from './own-block.ts';

/** Definitions that come into a design with items that use them. */
interface BroughtBlocks {
  /** Those that the design lacks, under ids that are free there. */
  readonly added: readonly OwnBlock[];
  /** The id in the design of each that came, by the id under which it came. */
  readonly ids: ReadonlyMap<string, string>;
  /** Items after their definitions came in. */
  readonly renamed: (nodes: readonly DesignNode[]) => readonly DesignNode[];
}

/**
 * Brings definitions into a design. One whose content the design has already is not added again; where the design has another
 * definition of that id, the one that comes gets an id of its own, so that neither changes what it did.
 */
export function broughtBlocks(known: readonly OwnBlock[], coming: readonly OwnBlock[]): BroughtBlocks {
  const [mine, theirs] = [blockHasher(known), blockHasher(coming)];
  const byId = new Map(known.map((block) => [block.id, block]));
  const byHash = new Map([...known].reverse().map(({ id }) => [mine(id), id]));
  const ids = new Map<string, string>();
  const fresh: OwnBlock[] = [];
  for (const block of coming) {
    const hash = theirs(block.id);
    const same = byId.has(block.id) && mine(block.id) === hash ? block.id : byHash.get(hash);
    if (same !== undefined) {
      ids.set(block.id, same);
      continue;
    }
    const name = block.id.slice(block.id.indexOf(':') + 1);
    const id = byId.has(block.id) ? freshBlockId(name, [...known, ...coming, ...fresh]) : block.id;
    ids.set(block.id, id);
    fresh.push({ ...block, id });
  }
  const renamed = (nodes: readonly DesignNode[]): readonly DesignNode[] =>
    nodes.map((node) => {
      const id = ids.get(node.definition) ?? node.definition;
      return id === node.definition ? node : { ...node, definition: id };
    });
  return { added: fresh.map((block) => ({ ...block, nodes: renamed(block.nodes) })), ids, renamed };
}

/** What brings definitions into a design: the edits, and the id there of each that came. */
interface ImportEdits {
  readonly edits: readonly Edit[];
  readonly ids: ReadonlyMap<string, string>;
}

/**
 * The edits that bring definitions into a design that has others.
 * @param replaces whether definitions of the design make room for those of the same id; else these come under ids of their own
 */
export function importEdits(
  known: readonly OwnBlock[],
  coming: readonly OwnBlock[],
  replaces: boolean,
): ImportEdits {
  if (!replaces) {
    const { added, ids } = broughtBlocks(known, coming);
    return { edits: added.map((block) => ({ kind: 'addBlock', block })), ids };
  }
  const there = new Set(known.map(({ id }) => id));
  return {
    edits: coming.map((block) => ({ kind: there.has(block.id) ? 'setBlock' : 'addBlock', block })),
    ids: new Map(coming.map(({ id }) => [id, id])),
  };
}
