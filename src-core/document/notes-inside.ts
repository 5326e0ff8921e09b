import type { Design, Note, Position } from './design.ts';
import type { SetNote } from './edit-kinds.ts';
import { freshNoteId } from './names.ts';

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

/**
 * The edits that add notes of elsewhere to a design, under names of their own.
 * @param around the item inside whose drawing a note comes, by the name of the one where it stood; undefined leaves it out
 */
export function notesOfCopies(
  { notes: there = [] }: Design,
  notes: readonly Note[],
  around: (parent: string | undefined) => string | undefined,
): readonly SetNote[] {
  const taken = new Set(there.map(({ id }) => id));
  return notes.flatMap(({ id: _, parent: from, ...note }): SetNote[] => {
    const parent = around(from);
    if (parent === undefined) return [];
    const id = freshNoteId(taken);
    taken.add(id);
    return [{ kind: 'setNote', id, note: { ...note, parent } }];
  });
}
