import { ViewportPortal } from '@xyflow/react';
import { notesIn } from '../../../src-core/document/notes-inside.ts';
import { useDocument } from '../../store/document.ts';
import { openDrawing } from '../../store/drawings.ts';
import { useNavigation } from '../../store/navigation.ts';
import { NoteBox } from './NoteBox.tsx';

/** Words and frames of the level that is open, behind what they cover. */
export function Notes() {
  const design = useDocument((state) => state.design);
  // what is open is read with it
  useNavigation((state) => state.level);
  const drawing = openDrawing();
  const notes = drawing === null ? [] : notesIn(design, drawing);
  if (notes.length === 0) return null;
  return (
    <ViewportPortal>
      {notes.map((note) => (
        <NoteBox key={note.id} note={note} />
      ))}
    </ViewportPortal>
  );
}
