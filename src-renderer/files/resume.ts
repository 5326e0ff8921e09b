import { t } from '../locale/translate.ts';
import { call } from '../rpc/services.ts';
import { readyDesign, useDocument } from '../store/document.ts';
import { followJournal } from '../store/journal/following.ts';
import { goOn, workOfJournal } from '../store/journal/keeping.ts';
import { claimJournal, openJournals } from '../store/journal/ownership.ts';
import { toast } from '../ui/toasts.ts';
import { designTextIn } from './design-text.ts';
import { keepText } from './saved-text.ts';
import { showDesign } from './show-design.ts';

/** The file of a document without unsaved edits is read again, so that saving it writes the very same bytes. */
async function readAgain(): Promise<void> {
  const { path, hash, isDirty, opened } = useDocument.getState();
  if (path === null || isDirty) return;
  const file = await designTextIn(path);
  if (!file.ok || file.value?.hash !== hash || useDocument.getState().opened !== opened) return;
  keepText(file.value.text);
}

async function own(journal: string): Promise<boolean> {
  const kept = await workOfJournal(journal);
  if (kept === null) return false;
  await readyDesign(kept.work.open.design);
  goOn(journal, kept);
  showDesign();
  await readAgain();
  return true;
}

/** Follows a document that another tab has open, and goes on with it when that tab is gone. */
export async function follow(journal: string): Promise<boolean> {
  const isFollowing = await followJournal(
    journal,
    () => workOfJournal(journal),
    () => {
      void own(journal);
      toast({ tone: 'plain', text: t('The other tab has gone; this one goes on with the document') });
    },
  );
  if (!isFollowing) return false;
  showDesign();
  toast({
    tone: 'plain',
    text: t('This document is open in another tab; this one follows it'),
    stays: true,
  });
  return true;
}

/** Opens the document of a journal as it was, undo and redo included. @returns false where nothing of it was kept */
export async function resume(journal: string): Promise<boolean> {
  return (await claimJournal(journal)) ? own(journal) : follow(journal);
}

/** The journal of a file that another tab has open, or null. */
export async function journalOpenFor(path: string): Promise<string | null> {
  const open = await openJournals();
  const kept = open.size === 0 ? null : await call('keptDocuments', {});
  if (!kept?.ok) return null;
  return kept.value.find((document) => document.path === path && open.has(document.journal))?.journal ?? null;
}
