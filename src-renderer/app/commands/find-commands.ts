import type { Command } from '../../store/commands.ts';
import { canWalk, openSearch, selectFound, walkFound } from '../find/searching.ts';
import { onDesign } from './pages.ts';

const canGoOn = (): boolean => onDesign() && canWalk();

export const findCommands: readonly Command[] = [
  {
    id: 'find.open',
    title: 'Find items',
    group: 'Go',
    shortcuts: ['$mod+KeyF'],
    reach: 'window',
    isEnabled: onDesign,
    run: openSearch,
  },
  {
    id: 'find.next',
    title: 'Find the next item',
    group: 'Go',
    shortcuts: ['F3'],
    reach: 'window',
    isEnabled: canGoOn,
    needs: 'search first',
    run: () => walkFound(1),
  },
  {
    id: 'find.previous',
    title: 'Find the previous item',
    group: 'Go',
    shortcuts: ['Shift+F3'],
    reach: 'window',
    isEnabled: canGoOn,
    needs: 'search first',
    run: () => walkFound(-1),
  },
  {
    id: 'find.selectAll',
    title: 'Select all found items',
    group: 'Go',
    isEnabled: canGoOn,
    needs: 'search first',
    run: selectFound,
  },
];
