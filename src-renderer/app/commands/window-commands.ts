import { focusSearch } from '../../palette/search-focus.ts';
import type { Command } from '../../store/commands.ts';
import { setPanel, setView, useView } from '../../store/view.ts';
import { openDialog } from '../dialogs/open-dialog.ts';
import { takeTour } from '../tour/tour.ts';
import { walkParts } from '../window-parts.ts';
import { startEmpty } from './file-commands.ts';
import { isOpen } from './pages.ts';

export const windowCommands: readonly Command[] = [
  {
    id: 'window.nextPart',
    title: 'Go to the next part of the window',
    group: 'Go',
    shortcuts: ['F6'],
    reach: 'window',
    isEnabled: isOpen,
    run: () => walkParts(1),
  },
  {
    id: 'window.previousPart',
    title: 'Go to the part of the window before',
    group: 'Go',
    shortcuts: ['Shift+F6'],
    reach: 'window',
    isEnabled: isOpen,
    run: () => walkParts(-1),
  },
  {
    id: 'window.commands',
    title: 'Find a command',
    group: 'Go',
    shortcuts: ['$mod+KeyK', '$mod+Shift+KeyP'],
    reach: 'window',
    run: () => openDialog('commands'),
  },
  {
    id: 'window.palette',
    title: 'Search the palette',
    group: 'Go',
    shortcuts: ['/'],
    isEnabled: () => useView.getState().page === 'design',
    run: () => {
      setPanel('left', true);
      setView({ leftTab: 'palette' });
      focusSearch();
    },
  },
  {
    id: 'window.shortcuts',
    title: 'Keyboard shortcuts',
    group: 'View',
    shortcuts: ['Shift+?', '?'],
    run: () => openDialog('shortcuts'),
  },
  {
    id: 'window.tour',
    title: 'Take the tour: draw an HS-Block',
    group: 'Go',
    run: () => void takeTour(startEmpty),
  },
  {
    id: 'window.keys',
    title: 'Change keys',
    group: 'View',
    run: () => openDialog('keys'),
  },
];
