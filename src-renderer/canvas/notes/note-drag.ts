import type { Note, Position } from '../../../src-core/document/design.ts';
import type { Edit } from '../../../src-core/document/edit.ts';
import { batch } from '../../../src-core/document/edit.ts';
import { t } from '../../locale/translate.ts';
import { dispatch, useDocument } from '../../store/document.ts';
import { nodeAt } from '../../store/drawings.ts';
import { newGesture } from '../../ui/gesture.ts';
import { picture } from '../shown-picture.ts';

/** A note on the pointer: where it began, and the items that stand inside it, which go along. */
export interface NoteDrag {
  readonly note: Note;
  readonly from: Position;
  readonly gesture: string;
  readonly inside: readonly { readonly id: string; readonly path: string; readonly position: Position }[];
  by: Position;
}

/** The least that a note can be drawn in. */
const least = { width: 80, height: 40 } as const;

export function startNoteDrag(note: Note, at: { clientX: number; clientY: number }): NoteDrag {
  const { x, y } = note.position;
  const { width, height } = note.size;
  const { design } = useDocument.getState();
  const inside = picture
    .nodesIn({ x, y, width, height })
    .filter((node) => node.role === 'item' && node.x >= x && node.y >= y)
    .filter((node) => node.x + node.width <= x + width && node.y + node.height <= y + height)
    .flatMap(({ path }) => {
      const node = nodeAt(design, path);
      return node === null ? [] : [{ id: node.id, path, position: node.position }];
    });
  return {
    note,
    from: { x: at.clientX, y: at.clientY },
    gesture: newGesture(),
    inside,
    by: { x: 0, y: 0 },
  };
}

const moved = ({ x, y }: Position, by: Position): Position => ({ x: x + by.x, y: y + by.y });

/** The place of the note, and of what goes along, as one edit. */
function moveEdit({ note: { id, ...note }, inside, by }: NoteDrag, carries: boolean): Edit {
  const place: Edit = { kind: 'setNote', id, note: { ...note, position: moved(note.position, by) } };
  const moves = inside.map((item) => ({ id: item.id, position: moved(item.position, by) }));
  return batch(carries && moves.length > 0 ? [place, { kind: 'moveNodes', moves }] : [place]);
}

/** Moves a note; on a large level what stands inside is drawn along and moved when it is let go. */
export function moveNote(drag: NoteDrag, by: Position): void {
  if (by.x === drag.by.x && by.y === drag.by.y) return;
  drag.by = by;
  if (picture.isLarge)
    picture.drag(
      drag.inside.map(({ path }) => path),
      by,
    );
  dispatch(moveEdit(drag, !picture.isLarge), { gesture: drag.gesture, label: t('Move a note') });
}

export function resizeNote({ note, gesture }: NoteDrag, by: Position): void {
  const { id, ...rest } = note;
  const size = {
    width: Math.max(least.width, rest.size.width + by.x),
    height: Math.max(least.height, rest.size.height + by.y),
  };
  dispatch({ kind: 'setNote', id, note: { ...rest, size } }, { gesture, label: t('Size a note') });
}

export function endNoteDrag(drag: NoteDrag): void {
  if (picture.isLarge && drag.inside.length > 0 && (drag.by.x !== 0 || drag.by.y !== 0))
    dispatch(moveEdit(drag, true), { gesture: drag.gesture, label: t('Move a note') });
}
