import type { OpenedFile } from '../../src-core/contract.ts';
import type { Design } from '../../src-core/document/design.ts';
import { t } from '../locale/translate.ts';
import { differenceLines } from '../store/difference-lines.ts';
import { useDocument } from '../store/document.ts';
import { toastIssues } from '../ui/toast-issues.ts';
import { parseText } from '../work/text-thread.ts';
import { fileName } from './design-name.ts';
import { designTextIn } from './design-text.ts';
import type { Choice } from './questions.ts';
import { askChoice } from './questions.ts';

/** The file as it was shown, and what is to become of it. */
type Answer =
  | { readonly settlement: 'mine'; readonly theirs: OpenedFile }
  | { readonly settlement: 'saveAs'; readonly theirs: OpenedFile }
  | { readonly settlement: 'theirs'; readonly theirs: OpenedFile; readonly design: Design };

const choices = (): readonly (Choice & { readonly id: Answer['settlement'] | 'cancel' })[] => [
  { id: 'cancel', label: t('Cancel'), look: 'plain' },
  { id: 'saveAs', label: t('Save as…'), look: 'outlined' },
  { id: 'theirs', label: t('Take theirs'), look: 'outlined' },
  { id: 'mine', label: t('Keep mine'), look: 'primary' },
];

/**
 * Asks what is to become of a file that was changed outside, and shows in what it differs from the open design.
 * @returns null where the person left it or was told why the file cannot be read
 */
export async function askAboutChange(path: string): Promise<Answer | null> {
  const opened = await designTextIn(path);
  if (!opened.ok) toastIssues(opened.issues);
  if (!opened.ok || opened.value === null) return null;
  const theirs = opened.value;
  const design = await parseText(theirs.text);
  const lines = design.ok
    ? await differenceLines(design.value, useDocument.getState().whole)
    : [t('the file holds no design any more')];
  const answer = await askChoice({
    title: t('The file was changed outside'),
    text: t(
      '{file} holds something else than what was opened or saved here last. Nothing is written until you choose.',
      { file: fileName(path) },
    ),
    details: {
      title: t('From theirs to mine'),
      lines: lines.length > 0 ? lines : [t('no difference in the design, only in how the file is written')],
    },
    choices: choices().filter(({ id }) => design.ok || id !== 'theirs'),
  });
  if (answer === 'theirs') return design.ok ? { settlement: answer, theirs, design: design.value } : null;
  return answer === 'mine' || answer === 'saveAs' ? { settlement: answer, theirs } : null;
}
