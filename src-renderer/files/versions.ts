import { bytesText } from '../../src-core/format.ts';
import { t } from '../locale/translate.ts';
import { call } from '../rpc/services.ts';
import { differenceLines } from '../store/difference-lines.ts';
import { openDesign, readyDesign, useDocument } from '../store/document.ts';
import { openJournals } from '../store/journal/ownership.ts';
import { forgetCopies } from '../store/journal/tab-copy.ts';
import { toastIssues } from '../ui/toast-issues.ts';
import { toast } from '../ui/toasts.ts';
import { parseText } from '../work/text-thread.ts';
import { fileName } from './design-name.ts';
import { mayDiscard } from './may-discard.ts';
import type { OfferEntry } from './questions.ts';
import { askChoice, offer } from './questions.ts';
import { showDesign } from './show-design.ts';

/** Offers the contents that the open file had before it was saved over. One that is opened is unsaved until it is saved. */
export async function offerVersions(): Promise<void> {
  const { path, hash, whole } = useDocument.getState();
  if (path === null) return;
  const versions = await call('fileVersions', { path });
  if (!versions.ok) return toastIssues(versions.issues);
  const entries: OfferEntry[] = [];
  for (const { id, bytes, replaced } of versions.value) {
    const read = await call('readVersion', { path, id });
    const version = read.ok ? await parseText(read.value.text) : read;
    if (!version.ok) continue;
    entries.push({
      id,
      name: `${fileName(path)}, ${bytesText(BigInt(bytes))}`,
      time: replaced,
      details: {
        title: t('From it to what is open'),
        lines: await differenceLines(version.value, whole),
      },
      async open() {
        if (!(await mayDiscard())) return false;
        await readyDesign(version.value);
        openDesign(version.value, { path, hash, unsaved: true });
        showDesign();
        return true;
      },
    });
  }
  if (entries.length > 0) offer(t('Versions before each save'), entries);
  else toast({ tone: 'plain', text: t('{file} has not been saved over yet', { file: fileName(path) }) });
}

/** Removes what is kept beside the files: journals that no tab has open, versions, and this browser's copies. */
export async function forgetKept(): Promise<void> {
  const answer = await askChoice({
    title: t('Forget kept work?'),
    text: t(
      'This removes all versions of all files, and the unsaved work and undo history of every document that is not open now. Your files stay as they are.',
    ),
    choices: [
      { id: 'cancel', label: t('Cancel'), look: 'plain' },
      { id: 'forget', label: t('Forget'), look: 'primary' },
    ],
  });
  if (answer !== 'forget') return;
  const open = await openJournals();
  await forgetCopies((journal) => open.has(journal));
  const forgotten = await call('forgetKept', {});
  if (!forgotten.ok) return toastIssues(forgotten.issues);
  toast({
    tone: 'good',
    text: t('Forgot {size} of kept work', { size: bytesText(BigInt(forgotten.value.bytes)) }),
  });
}
