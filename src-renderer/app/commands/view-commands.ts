import { conventions } from '../../../src-core/analysis/conventions/rules.ts';
import { itemAt } from '../../../src-core/analysis/item-paths.ts';
import { catalogue } from '../../../src-core/catalogue.ts';
import type { Result } from '../../../src-core/errors.ts';
import type { Direction } from '../../../src-core/scene/direction.ts';
import type { Scene } from '../../../src-core/scene/geometry.ts';
import { isLongToLayOut, tidied } from '../../../src-core/scene/layered.ts';
import type { Level } from '../../../src-core/scene/level.ts';
import { levelAt } from '../../../src-core/scene/level.ts';
import { layOut } from '../../canvas/layout.ts';
import { fitAll, fitSelection, zoomIn, zoomOut, zoomTo } from '../../canvas/viewport.ts';
import { showView } from '../../formula/formula-view.ts';
import { isOnTrial } from '../../formula/trial/cases-of.ts';
import { localeNames, localeTitles, setLocale } from '../../locale/locale.ts';
import { t } from '../../locale/translate.ts';
import type { Command } from '../../store/commands.ts';
import { setDirection, useDirection } from '../../store/direction.ts';
import { dispatch, useDocument } from '../../store/document.ts';
import { levelNodes, selectedIds } from '../../store/drawings.ts';
import { useNavigation } from '../../store/navigation.ts';
import { primaryPath, useSelection } from '../../store/selection.ts';
import { setPanel, setView, showBottom, useView } from '../../store/view.ts';
import { setTheme } from '../../ui/theme.ts';
import { toastIssues } from '../../ui/toast-issues.ts';
import { closeToast, toast } from '../../ui/toasts.ts';
import { bottomTabs } from '../bottom/bottom-tabs.ts';
import { openDialog } from '../dialogs/open-dialog.ts';
import { isEditing, levelEdits } from './level-edits.ts';
import { isOpen, onDesign } from './pages.ts';

/** Lays a level out; while that takes long a message says so, and takes it back where a person asks for that. */
async function layOutStoppably(level: Level, direction: Direction): Promise<Result<Scene> | null> {
  const control = new AbortController();
  const shown = isLongToLayOut(level)
    ? toast({
        tone: 'plain',
        text: t('Laying out {count} items …', { count: level.items.length }),
        stays: true,
        offers: [{ label: t('Cancel'), run: () => control.abort() }],
      })
    : null;
  const laid = await layOut(level, direction, control.signal);
  if (shown !== null) closeToast(shown);
  return control.signal.aborted ? null : laid;
}

/** The level with some of its items alone, and the wires among them. */
function partOfLevel(level: Level, names: ReadonlySet<string>): Level {
  const items = level.items.filter(({ name }) => names.has(name));
  return {
    ...level,
    items,
    wires: level.wires.filter(({ from, to }) => names.has(from.item) && names.has(to.item)),
  };
}

/** Lays out the selected items anew, from where their left top corner is now; one edit. */
async function layOutSelection(): Promise<void> {
  const { analysis, opened } = useDocument.getState();
  const whole = levelAt(analysis, useNavigation.getState().level, catalogue);
  const ids = new Set(selectedIds());
  if (whole === null) return;
  const level = partOfLevel(whole, ids);
  const laid = await layOutStoppably(level, useDirection.getState().direction);
  if (laid === null || useDocument.getState().opened !== opened) return;
  if (!laid.ok) {
    toastIssues(laid.issues);
    return;
  }
  const places = tidied(level, laid.value);
  const moves = levelNodes().flatMap(({ id }) => {
    const position = places.get(id);
    return position === undefined ? [] : [{ id, position }];
  });
  if (moves.length > 0) dispatch({ kind: 'moveNodes', moves }, { label: t('Lay out the selection') });
}

/**
 * Lays out anew what is drawn on the level; one edit. A large level is laid out beside the window: items that came meanwhile
 * stay where they are, and where another level is open by then nothing is moved. Inside a block only the direction turns.
 */
async function layOutLevel(direction: Direction): Promise<void> {
  const { analysis, opened } = useDocument.getState();
  const path = useNavigation.getState().level;
  const level = levelAt(analysis, path, catalogue);
  if (isEditing() && level !== null && level.items.length > 0) {
    const laid = await layOutStoppably(level, direction);
    if (laid === null) return;
    if (!laid.ok) {
      toastIssues(laid.issues);
      return;
    }
    const isElsewhere = useDocument.getState().opened !== opened || useNavigation.getState().level !== path;
    if (isElsewhere) return;
    const places = tidied(level, laid.value);
    const moves = levelNodes().map(({ id, position }) => ({ id, position: places.get(id) ?? position }));
    dispatch(
      { kind: 'moveNodes', moves },
      { label: t(direction === 'TB' ? 'Lay out top down' : 'Lay out left to right') },
    );
  }
  setDirection(direction);
}

/** Whether sources print formulas of what the inspector shows. */
const isShownOnTrial = (): boolean => {
  const path = primaryPath(useSelection.getState()) ?? useNavigation.getState().level;
  return isOnTrial(itemAt(useDocument.getState().analysis, path)?.definition);
};

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
    run: () => void layOutLevel(useDirection.getState().direction === 'TB' ? 'LR' : 'TB'),
  },
  ...levelEdits([
    {
      id: 'view.tidy',
      title: 'Lay the design out again',
      group: 'View',
      run: () => void layOutLevel(useDirection.getState().direction),
    },
    {
      id: 'view.tidySelection',
      title: 'Lay the selection out again',
      group: 'View',
      isEnabled: () => selectedIds().length > 1,
      needs: 'select two items',
      run: () => void layOutSelection(),
    },
  ]),
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
  ...bottomTabs.map(
    ({ id, shown }): Command => ({
      id: `view.${id}`,
      title: shown,
      group: 'View',
      isEnabled: isOpen,
      run: () => showBottom(id),
    }),
  ),
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
        title: () => t('Count costs as {tool}', { tool: title }),
        group: 'View',
        run: () => setView({ convention: name }),
      }),
    ),
  { id: 'view.welcome', title: 'Welcome', group: 'View', run: () => setView({ page: 'welcome' }) },
  {
    id: 'view.compare',
    title: 'Compare',
    group: 'View',
    isEnabled: isOpen,
    run: () => setView({ page: useView.getState().page === 'compare' ? 'design' : 'compare' }),
  },
  {
    id: 'view.published',
    title: 'Published figures',
    group: 'View',
    isEnabled: isOpen,
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
    isEnabled: () => onDesign() && isShownOnTrial(),
    needs: 'select a block of which formulas are published',
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
  ...localeNames.map(
    (locale): Command => ({
      id: `view.locale-${locale}`,
      // Who does not read the present language finds the own one by its name.
      title: () => localeTitles[locale],
      group: 'View',
      run: () => setLocale(locale),
    }),
  ),
];
