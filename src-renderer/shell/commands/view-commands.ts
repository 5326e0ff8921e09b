import { conventions } from '../../../src-core/analysis/conventions/rules.ts';
import { tidied } from '../../canvas/layered.ts';
import { levelAt } from '../../canvas/level.ts';
import type { Heading } from '../../canvas/neighbour.ts';
import { neighbour } from '../../canvas/neighbour.ts';
import { fitAll, fitSelection, showItem, zoomIn, zoomOut, zoomTo } from '../../canvas/viewport.ts';
import { showView } from '../../formula/formula-view.ts';
import { casesOf } from '../../formula/trial/cases-of.ts';
import type { Command } from '../../store/commands.ts';
import type { Direction } from '../../store/direction.ts';
import { setDirection, useDirection } from '../../store/direction.ts';
import { dispatch, useDocument } from '../../store/document.ts';
import { levelNodes, selectedIds } from '../../store/drawings.ts';
import { goInto, leave } from '../../store/entering.ts';
import { itemAt, opens } from '../../store/items.ts';
import { cancelJob, useJobs } from '../../store/jobs.ts';
import { useNavigation } from '../../store/navigation.ts';
import { primaryPath, select, useSelection } from '../../store/selection.ts';
import { setPanel, setView, useView } from '../../store/view.ts';
import { setTheme } from '../../ui/theme.ts';
import { openDialog } from '../dialogs.ts';
import { isEditing } from './edit-commands.ts';

const onDesign = (): boolean => useView.getState().page === 'design';

/** Lays out anew what is drawn on the level, in layers; one edit. Inside a block only the direction turns. */
function layOut(direction: Direction): void {
  const level = levelAt(useDocument.getState().analysis, useNavigation.getState().level);
  const nodes = levelNodes();
  if (isEditing() && level !== null && nodes.length > 0) {
    const places = tidied(level, direction);
    const moves = nodes.map(({ id, position }) => ({ id, position: places.get(id) ?? position }));
    dispatch(
      { kind: 'moveNodes', moves },
      { label: direction === 'TB' ? 'Lay out top down' : 'Lay out left to right' },
    );
  }
  setDirection(direction);
}

const entered = (): string | null => {
  const path = primaryPath(useSelection.getState());
  const { analysis } = useDocument.getState();
  return path !== null && useSelection.getState().paths.length === 1 && opens(itemAt(analysis, path))
    ? path
    : null;
};

/** Whether sources print formulas of what the inspector shows. */
const isOnTrial = (): boolean => {
  const path = primaryPath(useSelection.getState()) ?? useNavigation.getState().level;
  return casesOf(itemAt(useDocument.getState().analysis, path)?.definition?.id).length > 0;
};

/** Escape: stops what runs, else takes the selection away, else leaves the item. */
function stepBack(): void {
  if (useJobs.getState().running !== null) void cancelJob();
  else if (useNavigation.getState().level !== '') leave();
  else select([]);
}

const hop = (heading: Heading, key: string): Command => ({
  id: `go.${heading}`,
  title: `Select the item ${heading === 'left' || heading === 'right' ? `to the ${heading}` : heading === 'up' ? 'above' : 'below'}`,
  group: 'Go',
  shortcuts: [key],
  reach: 'canvas',
  isEnabled: onDesign,
  run: () => {
    const next = neighbour(heading);
    if (next === null) return;
    select([next]);
    showItem(next);
  },
});

const nudgeBy = 8;
const nudge = (heading: Heading, key: string, x: number, y: number): Command => ({
  id: `edit.nudge-${heading}`,
  title: `Move the selection ${heading}`,
  group: 'Edit',
  shortcuts: [`Alt+${key}`],
  reach: 'canvas',
  isEnabled: () => isEditing() && useSelection.getState().paths.length > 0,
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

export const viewCommands: readonly Command[] = [
  {
    id: 'view.fit',
    title: 'Fit the design',
    group: 'View',
    shortcuts: ['1'],
    isEnabled: onDesign,
    run: fitAll,
  },
  {
    id: 'view.fitSelection',
    title: 'Fit the selection',
    group: 'View',
    shortcuts: ['.'],
    isEnabled: onDesign,
    run: fitSelection,
  },
  {
    id: 'view.actualSize',
    title: 'Zoom to 100%',
    group: 'View',
    shortcuts: ['0'],
    isEnabled: onDesign,
    run: () => zoomTo(1),
  },
  {
    id: 'view.zoomIn',
    title: 'Zoom in',
    group: 'View',
    shortcuts: ['Equal', 'Shift+Equal', 'NumpadAdd'],
    isEnabled: onDesign,
    run: zoomIn,
  },
  {
    id: 'view.zoomOut',
    title: 'Zoom out',
    group: 'View',
    shortcuts: ['Minus', 'NumpadSubtract'],
    isEnabled: onDesign,
    run: zoomOut,
  },
  {
    id: 'view.direction',
    title: 'Turn the layout: top down or left to right',
    group: 'View',
    isEnabled: onDesign,
    run: () => layOut(useDirection.getState().direction === 'TB' ? 'LR' : 'TB'),
  },
  {
    id: 'view.tidy',
    title: 'Lay the design out again',
    group: 'View',
    isEnabled: isEditing,
    run: () => layOut(useDirection.getState().direction),
  },
  {
    id: 'view.minimap',
    title: 'Show or hide the map',
    group: 'View',
    isEnabled: onDesign,
    run: () => setView({ minimap: !useView.getState().minimap }),
  },
  {
    id: 'view.left',
    title: 'Show or hide the palette',
    group: 'View',
    isEnabled: onDesign,
    run: () => setPanel('left'),
  },
  {
    id: 'view.bottom',
    title: 'Show or hide the bottom panel',
    group: 'View',
    isEnabled: onDesign,
    run: () => setPanel('bottom'),
  },
  {
    id: 'view.right',
    title: 'Show or hide the inspector',
    group: 'View',
    isEnabled: onDesign,
    run: () => setPanel('right'),
  },
  {
    id: 'view.costUnit',
    title: 'Switch between MACs and FLOPs',
    group: 'View',
    run: () => setView({ convention: useView.getState().convention === 'macs' ? 'flops' : 'macs' }),
  },
  ...conventions
    .filter(({ name }) => name !== 'macs' && name !== 'flops')
    .map(
      ({ name, title }): Command => ({
        id: `view.convention-${name}`,
        title: `Count costs as ${title}`,
        group: 'View',
        run: () => setView({ convention: name }),
      }),
    ),
  { id: 'view.welcome', title: 'Welcome', group: 'View', run: () => setView({ page: 'welcome' }) },
  {
    id: 'view.compare',
    title: 'Compare',
    group: 'View',
    isEnabled: () => useView.getState().page !== 'welcome',
    run: () => setView({ page: useView.getState().page === 'compare' ? 'design' : 'compare' }),
  },
  {
    id: 'view.published',
    title: 'Published figures',
    group: 'View',
    isEnabled: () => useView.getState().page !== 'welcome',
    run: () => setView({ page: 'compare', compareTab: 'published' }),
  },
  {
    id: 'view.formula-derivation',
    title: 'Show the derivation',
    group: 'View',
    isEnabled: onDesign,
    run: () => {
      setPanel('right', true);
      showView('derivation');
    },
  },
  {
    id: 'view.formula-trial',
    title: 'Published formulas of this block on trial',
    group: 'View',
    isEnabled: () => onDesign() && isOnTrial(),
    run: () => {
      setPanel('right', true);
      showView('trial');
    },
  },
  {
    id: 'view.trials',
    title: 'All published formulas on trial',
    group: 'View',
    run: () => openDialog('trials'),
  },
  { id: 'view.themeSystem', title: 'Theme: as the system', group: 'View', run: () => setTheme('system') },
  { id: 'view.themeLight', title: 'Theme: light', group: 'View', run: () => setTheme('light') },
  { id: 'view.themeDark', title: 'Theme: dark', group: 'View', run: () => setTheme('dark') },
  {
    id: 'go.enter',
    title: 'Enter the item',
    group: 'Go',
    shortcuts: ['Enter', 'Tab'],
    reach: 'canvas',
    isEnabled: () => onDesign() && entered() !== null,
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
  nudge('up', 'ArrowUp', 0, -1),
  nudge('down', 'ArrowDown', 0, 1),
  nudge('left', 'ArrowLeft', -1, 0),
  nudge('right', 'ArrowRight', 1, 0),
];
