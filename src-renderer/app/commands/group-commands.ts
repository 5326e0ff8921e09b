import { canGroup, canUngroup, groupSelected, makeRepeat, ungroupSelected } from '../../canvas/grouping.ts';
import type { Command } from '../../store/commands.ts';
import { isEditing } from './edit-commands.ts';

export const groupCommands: readonly Command[] = [
  {
    id: 'edit.group',
    title: 'Group into a sequence',
    group: 'Edit',
    shortcuts: ['$mod+KeyG'],
    isEnabled: () => isEditing() && canGroup(),
    run: () => groupSelected('once'),
  },
  {
    id: 'edit.repeat',
    title: 'Make a repeat',
    group: 'Edit',
    shortcuts: ['Alt+KeyG'],
    isEnabled: () => isEditing() && canGroup(),
    run: makeRepeat,
  },
  {
    id: 'edit.ungroup',
    title: 'Ungroup',
    group: 'Edit',
    shortcuts: ['$mod+Shift+KeyG', '$mod+Alt+KeyG'],
    isEnabled: () => isEditing() && canUngroup(),
    run: ungroupSelected,
  },
];
