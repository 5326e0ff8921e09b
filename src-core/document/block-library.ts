import { blockHasher } from './block-hash.ts';
import type { DesignNode, OwnBlock } from './design.ts';
import type { Edit } from './edit.ts';
import { blocksUsedBy, freshBlockId } from './own-block.ts';
import { broughtBlocks } from './own-block-merge.ts';

/**
 * How a definition of a design stands to the one of a library that it is a copy of: alike; changed there, here, or in both places
 * since it was copied.
 */
type LinkState = 'same' | 'newerThere' | 'newerHere' | 'parted';

export interface LibraryEntry {
  /** The definition of the library. */
  readonly entry: OwnBlock;
  readonly state: LinkState;
}

/** What the definitions of a design are copies of, by their ids; those that are of no library are not among them. */
export function libraryEntries(
  blocks: readonly OwnBlock[],
  library: readonly OwnBlock[],
): ReadonlyMap<string, LibraryEntry> {
  if (library.length === 0) return new Map();
  const [here, there] = [blockHasher(blocks), blockHasher(library)];
  const byId = new Map(library.map((entry) => [entry.id, entry]));
  const byHash = new Map(library.map((entry) => [there(entry.id), entry]));
  return new Map(
    blocks.flatMap(({ id, library: link }): [string, LibraryEntry][] => {
      const hash = here(id);
      const alike = byHash.get(hash);
      const entry = link === undefined ? undefined : byId.get(link.id);
      if (link === undefined || entry === undefined || entry === alike)
        return alike === undefined ? [] : [[id, { entry: alike, state: 'same' }]];
      const isOldHere = hash === link.hash;
      const isOldThere = there(entry.id) === link.hash;
      const state = isOldHere ? 'newerThere' : isOldThere ? 'newerHere' : 'parted';
      return [[id, { entry, state: isOldHere && isOldThere ? 'same' : state }]];
    }),
  );
}

/** A definition with those that it comes down to, itself first. */
const withInside = (block: OwnBlock, blocks: readonly OwnBlock[]): readonly OwnBlock[] => [
  block,
  ...blocksUsedBy(block.nodes, blocks).filter(({ id }) => id !== block.id),
];

const renamed = (nodes: readonly DesignNode[], ids: ReadonlyMap<string, string>): readonly DesignNode[] =>
  nodes.map((node) => {
    const id = ids.get(node.definition) ?? node.definition;
    return id === node.definition ? node : { ...node, definition: id };
  });

/**
 * What brings a definition of a library into a design with those inside it, each with its link; what the design has already, by
 * its content, is taken as it is. Gives the id that it has in the design.
 */
export function placedFrom(
  blocks: readonly OwnBlock[],
  library: readonly OwnBlock[],
  entry: OwnBlock,
): { readonly edits: readonly Edit[]; readonly id: string } {
  const hash = blockHasher(library);
  const coming = withInside(entry, library).map(
    (block): OwnBlock => ({ ...block, library: { id: block.id, hash: hash(block.id) } }),
  );
  const { added, ids } = broughtBlocks(blocks, coming);
  return { edits: added.map((block) => ({ kind: 'addBlock', block })), id: ids.get(entry.id)! };
}

/** A design's definitions, and behind them those of a library that it has not, each with its link. */
export function blocksAndLibrary(
  blocks: readonly OwnBlock[],
  library: readonly OwnBlock[],
): readonly OwnBlock[] {
  const hash = blockHasher(library);
  const coming = library.map(
    (block): OwnBlock => ({ ...block, library: { id: block.id, hash: hash(block.id) } }),
  );
  return [...blocks, ...broughtBlocks(blocks, coming).added];
}

/**
 * The edits that give a definition of a design the content that its entry has in the library. Definitions inside come along:
 * copies of the same that nobody changed here are brought up to date too, all others stay, and what comes stands beside them.
 */
export function updatedFrom(
  blocks: readonly OwnBlock[],
  library: readonly OwnBlock[],
  block: OwnBlock,
  entry: OwnBlock,
): readonly Edit[] {
  const [here, there] = [blockHasher(blocks), blockHasher(library)];
  const byHash = new Map(blocks.map(({ id }) => [here(id), id]));
  const ids = new Map([[entry.id, block.id]]);
  const replaced = new Set([block.id]);
  const added: OwnBlock[] = [];
  const coming = withInside(entry, library);
  for (const each of coming.slice(1)) {
    const alike = byHash.get(there(each.id));
    const copy = blocks.find(({ id, library: link }) => link?.id === each.id && here(id) === link.hash);
    const isFree = ![...blocks, ...added].some(({ id }) => id === each.id);
    const name = each.id.slice(each.id.indexOf(':') + 1);
    const own =
      alike ?? copy?.id ?? (isFree ? each.id : freshBlockId(name, [...blocks, ...added, ...coming]));
    ids.set(each.id, own);
    if (alike !== undefined) continue;
    if (copy !== undefined) replaced.add(own);
    else added.push({ ...each, id: own });
  }
  return coming.flatMap((each): readonly Edit[] => {
    const id = ids.get(each.id)!;
    const now: OwnBlock = {
      ...each,
      id,
      library: { id: each.id, hash: there(each.id) },
      nodes: renamed(each.nodes, ids),
    };
    if (replaced.has(id)) return [{ kind: 'setBlock', block: now }];
    return added.some((one) => one.id === id) ? [{ kind: 'addBlock', block: now }] : [];
  });
}

/** A library after a definition of a design was stored in it, and the edits that link the design to what was stored. */
interface Stored {
  readonly library: readonly OwnBlock[];
  readonly edits: readonly Edit[];
}

/**
 * Stores a definition of a design in a library with those inside it: in the place of the entry that it is a copy of, else as a new
 * one. Of those inside only what was changed here alone takes the place of its entry; what parted from it is stored beside it.
 */
export function storedIn(library: readonly OwnBlock[], blocks: readonly OwnBlock[], block: OwnBlock): Stored {
  const entries = libraryEntries(blocks, library);
  const going = withInside(block, blocks);
  const ids = new Map<string, string>();
  const taken: OwnBlock[] = [...library];
  const kept = new Set<string>();
  for (const each of going) {
    const found = entries.get(each.id);
    const replaces = found !== undefined && (each === block || found.state !== 'parted');
    const isFree = !taken.some(({ id }) => id === each.id);
    const name = each.id.slice(each.id.indexOf(':') + 1);
    const id = replaces ? found.entry.id : isFree ? each.id : freshBlockId(name, taken);
    if (each !== block && (found?.state === 'same' || found?.state === 'newerThere')) kept.add(id);
    if (!replaces) taken.push({ ...each, id });
    ids.set(each.id, id);
  }
  const stored = going
    .map(({ library: _, ...each }) => ({ ...each, id: ids.get(each.id)!, nodes: renamed(each.nodes, ids) }))
    .filter(({ id }) => !kept.has(id));
  const byId = new Map(stored.map((each) => [each.id, each]));
  const there = new Set(library.map(({ id }) => id));
  const after: readonly OwnBlock[] = [
    ...library.map((each) => byId.get(each.id) ?? each),
    ...stored.filter(({ id }) => !there.has(id)),
  ];
  const hash = blockHasher(after);
  const edits = going.flatMap((each): readonly Edit[] => {
    const id = ids.get(each.id)!;
    const link = { id, hash: hash(id) };
    const isLinked = each.library?.id === id && each.library.hash === link.hash;
    return isLinked || kept.has(id) ? [] : [{ kind: 'setBlock', block: { ...each, library: link } }];
  });
  return { library: after, edits };
}

/** The edit that keeps a definition as it is here, and what the library has now as what it parted from. */
export function keptAgainst(block: OwnBlock, library: readonly OwnBlock[], entry: OwnBlock): Edit {
  const link = { id: entry.id, hash: blockHasher(library)(entry.id) };
  return { kind: 'setBlock', block: { ...block, library: link } };
}

/** A field that a definition has and another has not, or has otherwise. */
export interface FieldChange {
  readonly name: string;
  readonly kind: 'added' | 'removed' | 'changed';
}

/** In which fields a definition differs from one before. */
export function fieldChanges(before: OwnBlock, after: OwnBlock): readonly FieldChange[] {
  const [old, now] = [before, after].map(({ fields }) => new Map(fields.map((field) => [field.name, field])));
  const removed = before.fields.filter(({ name }) => !now!.has(name));
  return [
    ...removed.map(({ name }): FieldChange => ({ name, kind: 'removed' })),
    ...after.fields.flatMap((field): readonly FieldChange[] => {
      const earlier = old!.get(field.name);
      if (earlier === undefined) return [{ name: field.name, kind: 'added' }];
      const isSame = JSON.stringify(earlier) === JSON.stringify(field);
      return isSame ? [] : [{ name: field.name, kind: 'changed' }];
    }),
  ];
}
