import { ViewportPortal } from '@xyflow/react';
import { useDocument } from '../../store/document.ts';
import { NoteBox } from './NoteBox.tsx';

/** Words and frames of the design, behind what they cover. */
export function Notes() {
  const notes = useDocument((state) => state.design.notes);
  if (notes === undefined) return null;
  return (
    <ViewportPortal>
      {notes.map((note) => (
        <NoteBox key={note.id} note={note} />
      ))}
    </ViewportPortal>
  );
}
