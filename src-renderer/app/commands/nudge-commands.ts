import type { Heading } from '../../canvas/neighbour.ts';
import type { PlainText } from '../../locale/translate.ts';
import type { Command } from '../../store/commands.ts';
import { dispatch } from '../../store/document.ts';
import { levelNodes, selectedIds } from '../../store/drawings.ts';
import { useSelection } from '../../store/selection.ts';
import { levelEdits } from './level-edits.ts';

const nudgeBy = 8;
const nudgeTitles: Readonly<Record<Heading, PlainText>> = {
  up: 'Move the selection up',
  down: 'Move the selection down',
  left: 'Move the selection left',
  right: 'Move the selection right',
};

const nudge = (heading: Heading, key: string, x: number, y: number): Command => ({
  id: `edit.nudge-${heading}`,
  title: nudgeTitles[heading],
  group: 'Edit',
  shortcuts: [`Alt+${key}`],
  reach: 'canvas',
  isEnabled: () => useSelection.getState().paths.length > 0,
  needs: 'select items',
  run: () => {
    const ids = selectedIds();
    const moves = levelNodes()
      .filter(({ id }) => ids.includes(id))
      .map(({ id, position }) => ({
        id,
        position: { x: position.x + x * nudgeBy, y: position.y + y * nudgeBy },
      }));
    dispatch({ kind: 'moveNodes', moves });
  },
});

/** Commands that move the selection by a little. */
export const nudgeCommands: readonly Command[] = levelEdits([
  nudge('up', 'ArrowUp', 0, -1),
  nudge('down', 'ArrowDown', 0, 1),
  nudge('left', 'ArrowLeft', -1, 0),
  nudge('right', 'ArrowRight', 1, 0),
]);
