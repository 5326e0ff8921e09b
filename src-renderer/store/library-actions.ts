import { keptAgainst, storedIn, updatedFrom } from '../../src-core/document/block-library.ts';
import type { Edit } from '../../src-core/document/edit.ts';
import { batch } from '../../src-core/document/edit.ts';
import { blockOf, blocksOf, ownIdsIn } from '../../src-core/document/own-block.ts';
import { fail, issue, ok } from '../../src-core/errors.ts';
import { t } from '../locale/translate.ts';
import { toast } from '../ui/toasts.ts';
import { dispatch, useDocument } from './document.ts';
import { changeLibrary, entriesOf, isAsShown, useLibrary } from './library.ts';

/** Stores an own block of the document in the library, and ties it to what is stored. */
export async function storeBlock(id: string): Promise<void> {
  const { whole } = useDocument.getState();
  const block = blockOf(whole, id);
  if (block === undefined) return;
  const { title } = block;
  let edits: readonly Edit[] = [];
  const isStored = await changeLibrary((library) => {
    const { entry } = entriesOf(whole, useLibrary.getState().blocks).get(id) ?? {};
    if (entry !== undefined && !isAsShown(entry.id, library))
      return fail(issue('library/changed', {}, { title }));
    const stored = storedIn(library, blocksOf(whole), block);
    edits = stored.edits;
    return ok(stored.library);
  });
  if (!isStored) return;
  toast({ tone: 'good', text: t('{title} is in your library', { title }) });
  // What was edited meanwhile is linked as it is then: its content parts from the entry by itself.
  const linked = edits.flatMap((edit): readonly Edit[] => {
    if (edit.kind !== 'setBlock' || edit.block.library === undefined) return [];
    const now = blockOf(useDocument.getState().whole, edit.block.id);
    return now === undefined ? [] : [{ kind: 'setBlock', block: { ...now, library: edit.block.library } }];
  });
  if (linked.length > 0)
    dispatch(batch(linked), { label: t('Link {title} to the library', { title }), ofWhole: true });
}

/** Gives an own block of the document the content that it has in the library, in all its uses, as one step. */
export function updateBlock(id: string): void {
  const { whole } = useDocument.getState();
  const { blocks: library } = useLibrary.getState();
  const block = blockOf(whole, id);
  const found = entriesOf(whole, library).get(id);
  if (block === undefined || found === undefined) return;
  const edits = updatedFrom(blocksOf(whole), library, block, found.entry);
  dispatch(batch(edits), {
    label: t('Update {title} from the library', { title: block.title }),
    ofWhole: true,
  });
}

/** Keeps an own block of the document as it is, so that the library's is offered no more until it changes again. */
export function keepBlock(id: string): void {
  const { whole } = useDocument.getState();
  const { blocks: library } = useLibrary.getState();
  const block = blockOf(whole, id);
  const found = entriesOf(whole, library).get(id);
  if (block === undefined || found === undefined) return;
  dispatch(keptAgainst(block, library, found.entry), {
    label: t('Keep {title} as it is here', { title: block.title }),
    ofWhole: true,
  });
}

/** Takes a definition out of the library; designs keep their copies. One that others of the library use is refused. */
export async function removeEntry(id: string): Promise<void> {
  const title = useLibrary.getState().blocks.find((block) => block.id === id)?.title ?? id;
  const isGone = await changeLibrary((library) => {
    const users = library.filter((block) => block.id !== id && ownIdsIn(block.nodes).includes(id));
    if (users.length > 0)
      return fail(
        issue('library/in-use', {}, { title, users: users.map((block) => block.title).join(', ') }),
      );
    if (!isAsShown(id, library)) return fail(issue('library/changed', {}, { title }));
    return ok(library.filter((block) => block.id !== id));
  });
  if (isGone)
    toast({ tone: 'plain', text: t('{title} is out of your library; designs keep their copies', { title }) });
}
