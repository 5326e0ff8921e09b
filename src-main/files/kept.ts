import { join } from 'node:path';
import { fail, issue, ok } from '../../src-core/errors.ts';
import { beyondLimit } from '../../src-core/journal/bound.ts';
import type { BlockLibrary } from './block-library.ts';
import { blockLibrary } from './block-library.ts';
import type { Journals } from './journals.ts';
import { journals } from './journals.ts';
import type { Versions } from './versions.ts';
import { versions } from './versions.ts';

/** What Blockwright keeps of a person's work beside their files: own blocks, journals of open documents, versions before each save. */
export interface KeptWork {
  readonly library: BlockLibrary;
  readonly journals: Journals;
  readonly versions: Versions;
  /** Keeps a journal from being removed until the returned function is called: a window has it open. */
  hold(journal: string): () => void;
  /** Removes the oldest until all of it fits `keptLimit`; journals that are held stay. */
  fit(): Promise<void>;
  /** Removes all of it but the journals that are held. @returns the bytes that were freed */
  forget(): Promise<number>;
}

/** Where there is no place for it, nothing is kept, and whoever wants to keep something is told. */
const keptNowhere: KeptWork = {
  library: blockLibrary(null, { keep: async () => undefined }),
  journals: {
    append: async () => fail(issue('journal/no-place')),
    read: async () => ok([]),
    list: async () => ok([]),
    remove: async () => undefined,
  },
  versions: {
    keep: () => Promise.reject(new Error('the home folder is not known')),
    list: async () => [],
    read: async (path) => fail(issue('file/not-found', { file: path })),
    all: async () => [],
    remove: async () => undefined,
  },
  hold: () => () => undefined,
  fit: async () => undefined,
  forget: async () => 0,
};

/** @param folder of the user's data; null where there is none */
export function keptWork(folder: string | null, limit?: number): KeptWork {
  if (folder === null) return keptNowhere;
  const ofJournals = journals(join(folder, 'journals'));
  const ofVersions = versions(join(folder, 'versions'));
  const held = new Map<string, number>();

  async function all() {
    const listed = await ofJournals.list();
    const journalFiles = listed.ok ? listed.value : [];
    return [
      ...journalFiles.map((file) => ({ ...file, remove: () => ofJournals.remove(file.id) })),
      ...(await ofVersions.all()).map((file) => ({ ...file, remove: () => ofVersions.remove(file.id) })),
    ];
  }

  async function removeBeyond(most: number | undefined): Promise<number> {
    const gone = beyondLimit(await all(), most, (id) => held.has(id));
    for (const item of gone) await item.remove();
    return gone.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  return {
    library: blockLibrary(folder, ofVersions),
    journals: ofJournals,
    versions: ofVersions,
    hold(journal) {
      held.set(journal, (held.get(journal) ?? 0) + 1);
      return () => {
        const left = (held.get(journal) ?? 1) - 1;
        if (left > 0) held.set(journal, left);
        else held.delete(journal);
      };
    },
    async fit() {
      await removeBeyond(limit);
    },
    // Below nothing: an empty file goes, too.
    forget: () => removeBeyond(-1),
  };
}
