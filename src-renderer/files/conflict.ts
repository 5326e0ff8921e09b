import type { OpenedFile } from '../../src-core/contract.ts';
import { differenceText } from '../../src-core/document/difference-text.ts';
import { differences } from '../../src-core/document/differences.ts';
import { parseDesign } from '../../src-core/document/parse.ts';
import { call } from '../rpc/services.ts';
import { useDocument } from '../store/document.ts';
import { toastIssues } from '../ui/toast-issues.ts';
import { fileName } from './design-name.ts';
import type { Choice } from './questions.ts';
import { askChoice } from './questions.ts';

export type Settlement = 'mine' | 'theirs' | 'saveAs';

const choices: readonly (Choice & { readonly id: Settlement | 'cancel' })[] = [
  { id: 'cancel', label: 'Cancel', look: 'plain' },
  { id: 'saveAs', label: 'Save as…', look: 'outlined' },
  { id: 'theirs', label: 'Take theirs', look: 'outlined' },
  { id: 'mine', label: 'Keep mine', look: 'primary' },
];

/**
 * Asks what is to become of a file that was changed outside, and shows in what it differs from the open design.
 * @returns the answer and the file as it was shown; null where the person left it or was told why the file cannot be read
 */
export async function askAboutChange(
  path: string,
): Promise<{ readonly settlement: Settlement; readonly theirs: OpenedFile } | null> {
  const opened = await call('openFile', { path });
  if (!opened.ok) toastIssues(opened.issues);
  if (!opened.ok || opened.value === null) return null;
  const theirs = opened.value;
  const design = parseDesign(theirs.text);
  const lines = design.ok
    ? differences(design.value, useDocument.getState().design).map(differenceText)
    : ['the file holds no design any more'];
  const answer = await askChoice({
    title: 'The file was changed outside',
    text: `${fileName(path)} holds something else than what was opened or saved here last. Nothing is written until you choose.`,
    details: {
      title: 'From theirs to mine',
      lines: lines.length > 0 ? lines : ['no difference in the design, only in how the file is written'],
    },
    choices: choices.filter(({ id }) => design.ok || id !== 'theirs'),
  });
  const chosen = choices.find(({ id }) => id === answer)?.id ?? 'cancel';
  return chosen === 'cancel' ? null : { settlement: chosen, theirs };
}
