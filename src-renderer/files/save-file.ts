import type { Result } from '../../src-core/errors.ts';
import { ok } from '../../src-core/errors.ts';
import { call } from '../rpc/services.ts';
import { documentName, useDocument } from '../store/document.ts';
import { toastIssues } from '../ui/toast-issues.ts';
import { toast } from '../ui/toasts.ts';
import { designSuffix, fileName, named } from './design-name.ts';
import { askPath } from './questions.ts';
import { keepSaved, textToSave } from './saved-text.ts';
import { showsFileDialogs } from './window-dialogs.ts';

const nameNow = (): string => `${documentName(useDocument.getState())}${designSuffix}`;

/**
 * Writes the open design; null where the person left the dialog. What is edited meanwhile stays unsaved.
 * @param path with null the shell's own dialog asks for one
 */
async function write(path: string | null, overwrite: boolean): Promise<Result<string | null>> {
  const { design } = useDocument.getState();
  const text = textToSave();
  const saved = await call('saveFile', { path, suggestedName: nameNow(), text, overwrite });
  if (!saved.ok) return saved;
  if (saved.value === null) return ok(null);
  if (useDocument.getState().design === design) keepSaved(saved.value.path, text);
  return ok(saved.value.path);
}

function report(saved: Result<string | null>): void {
  if (!saved.ok) toastIssues(saved.issues);
  else if (saved.value !== null) {
    toast({ tone: 'good', text: `Saved ${fileName(saved.value)}`, detail: saved.value });
  }
}

/** Saves under a name that is asked for. */
export async function saveAs(): Promise<void> {
  if (!showsFileDialogs()) return report(await write(null, true));
  const question = { purpose: 'save', title: 'Save the design', suggestedName: nameNow() } as const;
  report(ok(await askPath(question, (chosen, overwrite) => write(named(chosen, designSuffix), overwrite))));
}

/** Saves to the file the design came from; one that has none yet gets a name first. */
export async function save(): Promise<void> {
  const { path } = useDocument.getState();
  if (path === null) return saveAs();
  report(await write(path, true));
}
