import type { Design, Note, Position } from './design.ts';
import type { SetNote } from './edit-kinds.ts';

/** The notes of a drawing: those of the design itself ('') or inside an item. One whose item is not there is the design's. */
export function notesIn({ notes = [], nodes }: Design, drawing: string): readonly Note[] {
  if (notes.length === 0) return notes;
  const ids = new Set(nodes.map(({ id }) => id));
  return notes.filter(({ parent }) => (parent !== undefined && ids.has(parent) ? parent : '') === drawing);
}

/** The edits that put notes back as they are now, at their places, ascending. */
export function notesBack({ notes = [] }: Design, among: (note: Note) => boolean): readonly SetNote[] {
  return notes.flatMap((each, index): SetNote[] => {
    if (!among(each)) return [];
    const { id, ...note } = each;
    return [{ kind: 'setNote', id, note, index }];
  });
}

/** The edits that bring the notes inside an item into another drawing, so that they stay when the item goes. */
export function notesTo(
  { notes = [] }: Design,
  from: string,
  to: string | undefined,
  by: Position = { x: 0, y: 0 },
): readonly SetNote[] {
  return notes.flatMap(({ id, parent, ...note }): SetNote[] => {
    if (parent !== from) return [];
    const { position } = note;
    return [
      {
        kind: 'setNote',
        id,
        note: {
          ...note,
          position: { ...position, x: position.x + by.x, y: position.y + by.y },
          ...(to !== undefined && { parent: to }),
        },
      },
    ];
  });
}
