import type { SavedFile } from '../../src-core/contract.ts';
import type { Result } from '../../src-core/errors.ts';
import { issue, ok } from '../../src-core/errors.ts';
import { t } from '../locale/translate.ts';
import { useDocument } from '../store/document.ts';
import { spoken, toastIssues } from '../ui/toast-issues.ts';
import { toast } from '../ui/toasts.ts';
import { askAboutChange } from './conflict.ts';
import { designSuffix, fileName, named } from './design-name.ts';
import { askPath } from './questions.ts';
import { openRead } from './saved-text.ts';
import { showDesign } from './show-design.ts';
import { showsFileDialogs } from './window-dialogs.ts';
import { nameNow, writeFile } from './write-file.ts';

/** Says how a save ended; where it failed the work stays open and can be saved again. */
function report(saved: Result<SavedFile | null>): void {
  if (!saved.ok) {
    const [first] = saved.issues;
    if (first === undefined) return;
    const detail = first.where.file;
    toast({
      tone: 'error',
      text: spoken(first),
      ...(detail !== undefined && { detail }),
      offers: [{ label: t('Try again'), run: () => void save() }],
    });
  } else if (saved.value !== null) {
    const { path, notes } = saved.value;
    toast({ tone: 'good', text: t('Saved {file}', { file: fileName(path) }), detail: path });
    toastIssues(notes, { tone: 'plain', all: true });
  }
}

/** Whether what is open may be saved here; where another tab has it, that is said. */
function maySave(): boolean {
  const { isFollowing } = useDocument.getState();
  if (isFollowing) toastIssues([issue('journal/open-elsewhere')], { tone: 'plain' });
  return !isFollowing;
}

/** Saves under a name that is asked for. */
export async function saveAs(): Promise<void> {
  if (!maySave()) return;
  if (!showsFileDialogs()) return report(await writeFile(null, { overwrite: true }));
  const question = { purpose: 'save', title: t('Save the design'), suggestedName: nameNow() } as const;
  const saved = await askPath(question, (chosen, overwrite) =>
    writeFile(named(chosen, designSuffix), { overwrite }),
  );
  report(ok(saved));
}

/** Asks what is to become of a file that was changed outside, and does it. Only what was shown is overwritten. */
export async function settleChange(path: string): Promise<void> {
  const answer = await askAboutChange(path);
  if (answer === null) return;
  const { theirs } = answer;
  if (answer.settlement === 'saveAs') return saveAs();
  if (answer.settlement === 'mine')
    return settled(path, await writeFile(path, { overwrite: true, seen: theirs.hash }));
  const { isDirty } = useDocument.getState();
  openRead({ ...theirs, design: answer.design });
  showDesign();
  if (isDirty) toast({ tone: 'plain', text: t('Your own changes are kept; the next start offers them') });
}

async function settled(path: string, saved: Result<SavedFile | null>): Promise<void> {
  const isChanged = !saved.ok && saved.issues[0]?.code === 'file/changed';
  return isChanged ? settleChange(path) : report(saved);
}

/** Saves to the file the design came from; one that has none yet gets a name first. */
export async function save(): Promise<void> {
  const { path, hash } = useDocument.getState();
  if (path === null) return saveAs();
  if (!maySave()) return;
  return settled(path, await writeFile(path, { overwrite: true, ...(hash !== null && { seen: hash }) }));
}
