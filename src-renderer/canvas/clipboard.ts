import { copySelection, pasteSelection } from '../../src-core/document/clipboard.ts';
import { dispatch, useDocument } from '../store/document.ts';
import { onLevel, selectedIds, standing } from '../store/drawings.ts';
import { select } from '../store/selection.ts';
import { toastIssues } from '../ui/toast-issues.ts';

/** What was copied last in this window, for menus, which may not read the system's clipboard. */
let copied: string | null = null;
let pastes = 0;

/** How far each further copy stands from the one before. */
const step = 32;

export const allCopied = (): string | null => copied;

/** Copies the selected items with the wires among them; null where nothing is selected. */
export function copySelected(): string | null {
  const ids = selectedIds();
  if (ids.length === 0) return null;
  copied = copySelection(useDocument.getState().design, new Set(ids));
  pastes = 0;
  return copied;
}

/** Adds what was copied, a step further each time, and selects it. */
export function pasteCopied(text: string | null = copied): void {
  if (text === null) return;
  pastes = text === copied ? pastes + 1 : 1;
  copied = text;
  const offset = { x: pastes * step, y: pastes * step };
  const pasted = pasteSelection(useDocument.getState().design, text, offset, standing().parent);
  if (!pasted.ok) {
    toastIssues(pasted.issues, { tone: 'plain' });
    return;
  }
  if (dispatch(pasted.value.edit)) select(onLevel(pasted.value.ids));
}
