import { definitionFile, parseBlockFile } from '../../src-core/document/block-file.ts';
import type { BlockFile } from '../../src-core/document/design.ts';
import { emptyDesign } from '../../src-core/document/design.ts';
import { batch } from '../../src-core/document/edit.ts';
import { fileNameOf } from '../../src-core/document/file-name.ts';
import { blockOf, blocksOf } from '../../src-core/document/own-block.ts';
import { importEdits } from '../../src-core/document/own-block-merge.ts';
import { sizeLimit } from '../../src-core/document/read-json.ts';
import { serializeBlockFile } from '../../src-core/document/serialize.ts';
import { issue, issueAt } from '../../src-core/errors.ts';
import { t } from '../locale/translate.ts';
import { download } from '../ui/download.ts';
import { pickFile } from '../ui/pick-file.ts';
import { toastIssues } from '../ui/toast-issues.ts';
import { toast } from '../ui/toasts.ts';
import { dispatch, useDocument } from './document.ts';
import { useLibrary } from './library.ts';

export const blockSuffix = '.block.json';

function hand(file: BlockFile): void {
  const name = fileNameOf(file.blocks[0]!.title) || 'block';
  download(name + blockSuffix, new Blob([serializeBlockFile(file)], { type: 'application/json' }));
}

/** Hands an own block of the document to the browser as a file, with those inside it. */
export function exportBlock(id: string): void {
  const file = definitionFile(useDocument.getState().whole, id);
  if (file.ok) hand(file.value);
  else toastIssues(file.issues);
}

/** As `exportBlock`, of a definition of the library. */
export function exportEntry(id: string): void {
  const file = definitionFile({ ...emptyDesign(), blocks: useLibrary.getState().blocks }, id);
  if (file.ok) hand(file.value);
  else toastIssues(file.issues);
}

/** Brings the own blocks of a file into the document, as one step; what it has already stays as it is. */
export async function importBlockFile(file: File): Promise<void> {
  const { name, size: bytes } = file;
  if (bytes > sizeLimit) {
    toastIssues([issue('document/too-large', { file: name }, { bytes, limit: sizeLimit })]);
    return;
  }
  const read = parseBlockFile(await file.text());
  if (!read.ok) {
    toastIssues(read.issues.map((found) => issueAt(found, { file: name, ...found.where })));
    return;
  }
  const { whole } = useDocument.getState();
  const { edits, ids } = importEdits(blocksOf(whole), read.value.blocks, false);
  const [first] = read.value.blocks;
  if (first === undefined) return;
  const label = t('Import {title}', { title: first.title });
  if (edits.length > 0 && !dispatch(batch(edits), { label, ofWhole: true })) return;
  const title = blockOf(useDocument.getState().whole, ids.get(first.id) ?? '')?.title ?? first.title;
  toast({
    tone: 'good',
    text:
      edits.length > 0
        ? t('{title} is in the palette, under Own blocks', { title })
        : t('{title} is here already', { title }),
  });
}

/** Asks for a file of own blocks and brings them into the document. */
export async function importBlocks(): Promise<void> {
  const file = await pickFile('.json');
  if (file !== null) await importBlockFile(file);
}
