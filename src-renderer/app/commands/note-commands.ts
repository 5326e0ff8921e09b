import { pointerOnCanvas } from '../../canvas/pointer.ts';
import { picture } from '../../canvas/shown-picture.ts';
import { centreOfView, toCanvas } from '../../canvas/viewport.ts';
import type { Command } from '../../store/commands.ts';
import { onLevel, selectedIds, standing } from '../../store/drawings.ts';
import { addNote } from '../../store/notes.ts';
import { levelEdits } from './level-edits.ts';

/** Space around what a frame is drawn around, and for its title. */
const margin = 24;
const title = 32;
const noteSize = { width: 220, height: 90 } as const;

/** A frame around the selected items, else a note where the pointer is. */
function add(): void {
  const ids = selectedIds();
  const bounds = ids.length === 0 ? null : picture.bounds(onLevel(ids));
  if (bounds !== null) {
    const { x, y, width, height } = bounds;
    addNote({
      ...standing(),
      text: '',
      position: { x: Math.round(x - margin), y: Math.round(y - margin - title) },
      size: { width: Math.round(width + 2 * margin), height: Math.round(height + 2 * margin + title) },
    });
    return;
  }
  const point = pointerOnCanvas();
  const place = (point === null ? null : toCanvas(point.x, point.y)) ?? centreOfView();
  addNote({
    ...standing(),
    text: '',
    position: { x: Math.round(place.x), y: Math.round(place.y) },
    size: noteSize,
  });
}

export const noteCommands: readonly Command[] = levelEdits([
  {
    id: 'edit.note',
    title: 'Frame the selection, or add a note',
    group: 'Edit',
    shortcuts: ['KeyC'],
    reach: 'canvas',
    run: add,
  },
]);
