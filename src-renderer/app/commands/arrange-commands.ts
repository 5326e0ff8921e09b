import type { Line, Move, Placed } from '../../canvas/aligning.ts';
import { aligned, distributed } from '../../canvas/aligning.ts';
import { picture } from '../../canvas/shown-picture.ts';
import type { PlainText } from '../../locale/translate.ts';
import { t } from '../../locale/translate.ts';
import type { Command } from '../../store/commands.ts';
import { dispatch } from '../../store/document.ts';
import { onLevel, selectedIds } from '../../store/drawings.ts';
import { levelEdits } from './level-edits.ts';

/** The selected items where they are drawn. */
function selected(): readonly Placed[] {
  const ids = selectedIds();
  return onLevel(ids).flatMap((path, index) => {
    const node = picture.nodeAt(path);
    const id = ids[index];
    return node === undefined || id === undefined ? [] : [{ ...node, id }];
  });
}

function arrange(moves: readonly Move[], label: string): void {
  if (moves.length > 0) dispatch({ kind: 'moveNodes', moves }, { label });
}

const align = (line: Line, title: PlainText): Command => ({
  id: `edit.align-${line}`,
  title,
  group: 'Edit',
  isEnabled: () => selectedIds().length > 1,
  needs: 'select two items',
  run: () => arrange(aligned(selected(), line), t(title)),
});

const distribute = (axis: 'x' | 'y', title: PlainText): Command => ({
  id: `edit.distribute-${axis}`,
  title,
  group: 'Edit',
  isEnabled: () => selectedIds().length > 2,
  needs: 'select three items',
  run: () => arrange(distributed(selected(), axis), t(title)),
});

/** Commands that put the selected items in line, or at equal distances. */
export const arrangeCommands: readonly Command[] = levelEdits([
  align('left', 'Align left sides'),
  align('centre', 'Align centres'),
  align('right', 'Align right sides'),
  align('top', 'Align tops'),
  align('middle', 'Align middles'),
  align('bottom', 'Align bottoms'),
  distribute('x', 'Space out evenly, left to right'),
  distribute('y', 'Space out evenly, top down'),
]);
