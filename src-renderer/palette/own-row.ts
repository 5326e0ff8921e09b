import type { Definition } from '../../src-core/language/definition.ts';
import { t } from '../locale/translate.ts';
import { exportBlock, exportEntry } from '../store/block-files.ts';
import { openBlock } from '../store/block-trail.ts';
import { entriesOf, hasNewer, useLibrary } from '../store/library.ts';
import { keepBlock, removeEntry, storeBlock, updateBlock } from '../store/library-actions.ts';
import { entryIdOf } from '../store/library-definitions.ts';
import { isOwn, useOwnBlocks } from '../store/own-blocks.ts';
import type { MenuEntry } from '../ui/Menu.tsx';

/** What the row of a definition says and offers beyond its being put on the canvas. */
interface OwnRow {
  /** What stands in the place of the usual hint; null for that one. */
  readonly hint: string | null;
  /** What its menu lists when it opens; null for a row without one. */
  readonly entries: (() => readonly MenuEntry[]) | null;
}

const plain: OwnRow = { hint: null, entries: null };

/** The row of an own block, in the document or in the library; any other definition has a plain one. */
export function useOwnRow({ id }: Definition): OwnRow {
  const blocks = useOwnBlocks();
  const library = useLibrary((state) => state.blocks);
  const entry = entryIdOf(id);
  if (entry !== null) return { hint: null, entries: () => entriesOfLibrary(entry) };
  if (!isOwn({ blocks }, id)) return plain;
  const found = entriesOf({ blocks }, library).get(id);
  const state = found?.state;
  const isNewer = hasNewer(found);
  const update: readonly MenuEntry[] = [
    { id: 'update', label: t('Update from my library'), run: () => updateBlock(id) },
    { id: 'keep', label: t('Keep as it is here'), run: () => keepBlock(id) },
  ];
  return {
    hint: isNewer ? t('newer in library') : null,
    entries: () => [
      { id: 'edit', label: t('Edit the block'), run: () => openBlock(id) },
      ...(isNewer ? update : []),
      ...(state === 'same' || state === 'newerThere'
        ? []
        : [{ id: 'store', label: t('Save to my library'), run: () => void storeBlock(id) }]),
      { id: 'export', label: t('Export as a file'), run: () => exportBlock(id) },
    ],
  };
}

const entriesOfLibrary = (id: string): readonly MenuEntry[] => [
  { id: 'export', label: t('Export as a file'), run: () => exportEntry(id) },
  { id: 'remove', label: t('Remove from my library'), run: () => void removeEntry(id) },
];
