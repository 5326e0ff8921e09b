import { canGroup, canUngroup, groupSelected, makeRepeat, ungroupSelected } from '../../canvas/grouping.ts';
import { canDetach, canMakeBlock, canOwn, detach, editAsOwn, makeBlock } from '../../canvas/own-blocks.ts';
import type { Command } from '../../store/commands.ts';
import { levelEdits } from './level-edits.ts';
import { onDesign } from './pages.ts';

export const groupCommands: readonly Command[] = [
  ...levelEdits([
    {
      id: 'edit.group',
      title: 'Group into a sequence',
      group: 'Edit',
      shortcuts: ['$mod+KeyG'],
      isEnabled: () => canGroup(),
      needs: 'select items',
      run: () => groupSelected('once'),
    },
    {
      id: 'edit.repeat',
      title: 'Make a repeat',
      group: 'Edit',
      shortcuts: ['Alt+KeyG'],
      isEnabled: () => canGroup(),
      needs: 'select items',
      run: makeRepeat,
    },
    {
      id: 'edit.ungroup',
      title: 'Ungroup',
      group: 'Edit',
      shortcuts: ['$mod+Shift+KeyG', '$mod+Alt+KeyG'],
      isEnabled: () => canUngroup(),
      needs: 'select a group',
      run: ungroupSelected,
    },
    {
      id: 'edit.block',
      title: 'Make a block',
      group: 'Edit',
      shortcuts: ['Alt+KeyB'],
      isEnabled: () => canMakeBlock(),
      needs: 'select items',
      run: makeBlock,
    },
  ]),
  {
    id: 'edit.detach',
    title: 'Detach a copy',
    group: 'Edit',
    isEnabled: () => onDesign() && canDetach(),
    needs: 'select a block',
    run: detach,
  },
  {
    id: 'edit.own',
    title: 'Edit as own block',
    group: 'Edit',
    isEnabled: () => onDesign() && canOwn(),
    needs: 'select a block',
    run: editAsOwn,
  },
];
