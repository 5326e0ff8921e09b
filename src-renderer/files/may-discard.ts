import { t } from '../locale/translate.ts';
import { discardUnsaved, documentName, useDocument } from '../store/document.ts';
import { askChoice } from './questions.ts';
import { save } from './save-file.ts';

/** Asks about unsaved work where there is any; true when the design may be replaced. */
export async function mayDiscard(): Promise<boolean> {
  const state = useDocument.getState();
  // What a tab only follows is the other tab's.
  if (!state.isDirty || state.isFollowing) return true;
  const answer = await askChoice({
    title: t('Unsaved changes'),
    text: t('Save the changes to {name} first? Discarded changes are lost.', {
      name: documentName(state),
    }),
    choices: [
      { id: 'cancel', label: t('Cancel'), look: 'plain' },
      { id: 'discard', label: t('Discard'), look: 'outlined' },
      { id: 'save', label: t('Save'), look: 'primary' },
    ],
  });
  if (answer === 'save') await save();
  if (answer === 'discard') discardUnsaved();
  return answer === 'discard' || (answer === 'save' && !useDocument.getState().isDirty);
}
