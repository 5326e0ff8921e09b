import type { SavedFile } from '../../src-core/contract.ts';
import type { Result } from '../../src-core/errors.ts';
import { ok } from '../../src-core/errors.ts';
import { call } from '../rpc/services.ts';
import { documentName, markNow, useDocument } from '../store/document.ts';
import { designSuffix } from './design-name.ts';
import { keepSaved, textToSave } from './saved-text.ts';

export const nameNow = (): string => `${documentName(useDocument.getState())}${designSuffix}`;

export interface Replacing {
  /** Replace a file that is there. */
  readonly overwrite: boolean;
  /** The only content that may be replaced, by its hash. */
  readonly seen?: string;
}

let writing = 0;

/** Whether a file is being written, so that what it holds may be ours before we know. */
export const isWriting = (): boolean => writing > 0;

/**
 * Writes the open design; null where the person left the dialog. What is edited meanwhile stays unsaved.
 * @param path with null the shell's own dialog asks for one
 */
export async function writeFile(
  path: string | null,
  replacing: Replacing,
): Promise<Result<SavedFile | null>> {
  const { opened } = useDocument.getState();
  const mark = markNow();
  const suggestedName = nameNow();
  writing += 1;
  try {
    const text = await textToSave(path);
    const saved = await call('saveFile', { path, suggestedName, text, ...replacing });
    if (!saved.ok) return saved;
    if (saved.value === null) return ok(null);
    // Another document may have been opened while this one was written.
    if (useDocument.getState().opened === opened) keepSaved(saved.value.path, text, saved.value.hash, mark);
    return ok(saved.value);
  } finally {
    writing -= 1;
  }
}
