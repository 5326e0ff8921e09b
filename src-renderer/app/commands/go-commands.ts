import { itemAt, opens } from '../../../src-core/analysis/item-paths.ts';
import { focusItem } from '../../canvas/keyboard/focus.ts';
import type { Heading } from '../../canvas/neighbour.ts';
import { neighbour } from '../../canvas/neighbour.ts';
import type { PlainText } from '../../locale/translate.ts';
import type { Command } from '../../store/commands.ts';
import { useDocument } from '../../store/document.ts';
import { goInto, leave } from '../../store/entering.ts';
import { cancelJob, useJobs } from '../../store/jobs.ts';
import { useNavigation } from '../../store/navigation.ts';
import { primaryPath, select, useSelection } from '../../store/selection.ts';
import { onDesign } from './pages.ts';

const entered = (): string | null => {
  const path = primaryPath(useSelection.getState());
  const { analysis } = useDocument.getState();
  return path !== null && useSelection.getState().paths.length === 1 && opens(itemAt(analysis, path))
    ? path
    : null;
};

/** Escape: stops what runs, else takes the selection away, else leaves the item. */
function stepBack(): void {
  if (useJobs.getState().running !== null) void cancelJob();
  else if (useNavigation.getState().level !== '') leave();
  else select([]);
}

const hopTitles: Readonly<Record<Heading, PlainText>> = {
  up: 'Select the item above',
  down: 'Select the item below',
  left: 'Select the item to the left',
  right: 'Select the item to the right',
};

const hop = (heading: Heading, key: string): Command => ({
  id: `go.${heading}`,
  title: hopTitles[heading],
  group: 'Go',
  shortcuts: [key],
  reach: 'canvas',
  isEnabled: onDesign,
  run: () => {
    const next = neighbour(heading);
    if (next === null) return;
    focusItem(next);
  },
});

/** Commands that go from item to item and from level to level. */
export const goCommands: readonly Command[] = [
  {
    id: 'go.enter',
    title: 'Enter the item',
    group: 'Go',
    shortcuts: ['Enter'],
    reach: 'canvas',
    isEnabled: () => onDesign() && entered() !== null,
    needs: 'select an item with an inside',
    run: () => {
      const path = entered();
      if (path !== null) goInto(path);
    },
  },
  {
    id: 'go.leave',
    title: 'Leave the item',
    group: 'Go',
    isEnabled: () => onDesign() && useNavigation.getState().level !== '',
    needs: 'no item is entered',
    run: leave,
  },
  {
    id: 'go.stepBack',
    title: 'Cancel, leave or clear the selection',
    group: 'Go',
    shortcuts: ['Escape'],
    isEnabled: onDesign,
    run: stepBack,
  },
  hop('up', 'ArrowUp'),
  hop('down', 'ArrowDown'),
  hop('left', 'ArrowLeft'),
  hop('right', 'ArrowRight'),
];
