import { create } from 'zustand';
import type { Note } from '../../src-core/document/design.ts';
import { freshNoteId } from '../../src-core/document/names.ts';
import { dispatch, useDocument } from './document.ts';
import { select } from './selection.ts';

/** The note that is chosen, and the one whose words are being typed, by their ids. */
export const useNotes = create<{ readonly selected: string | null; readonly editing: string | null }>(() => ({
  selected: null,
  editing: null,
}));

const noteAt = (id: string): Note | undefined =>
  useDocument.getState().design.notes?.find((note) => note.id === id);

/** Chooses a note in the place of items and wires. */
export function selectNote(id: string): void {
  select([]);
  if (useNotes.getState().selected !== id) useNotes.setState({ selected: id, editing: null });
}

export function leaveNotes(): void {
  const { selected, editing } = useNotes.getState();
  if (selected !== null || editing !== null) useNotes.setState({ selected: null, editing: null });
}

export const editNote = (id: string): void => useNotes.setState({ selected: id, editing: id });

/** Adds a note and puts the cursor into it. */
export function addNote(note: Omit<Note, 'id'>): void {
  const id = freshNoteId(new Set((useDocument.getState().design.notes ?? []).map((other) => other.id)));
  if (!dispatch({ kind: 'setNote', id, note })) return;
  select([]);
  editNote(id);
}

export function removeNote(id: string): void {
  if (dispatch({ kind: 'setNote', id, note: null })) leaveNotes();
}

/** Takes the words that were typed for a note. */
export function setNoteText(id: string, text: string): void {
  const note = noteAt(id);
  useNotes.setState({ editing: null });
  if (note === undefined || note.text === text) return;
  const { id: _, ...rest } = note;
  dispatch({ kind: 'setNote', id, note: { ...rest, text } });
}
