import type { DocumentState } from '../store/document.ts';
import { documentName, useDocument } from '../store/document.ts';

const app = 'Blockwright';

/** The title of the window: the document's name, with a dot before it while it has edits that no file holds. */
export function windowTitle(state: Pick<DocumentState, 'path' | 'whole' | 'isDirty' | 'opened'>): string {
  return state.opened === 0 ? app : `${state.isDirty ? '● ' : ''}${documentName(state)} — ${app}`;
}

/** Keeps the title of the window true from now on. */
export function startTitle(): void {
  useDocument.subscribe((state) => {
    document.title = windowTitle(state);
  });
}
