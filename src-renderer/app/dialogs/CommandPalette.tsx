import { matchSorter } from 'match-sorter';
import { t } from '../../locale/translate.ts';
import type { Command } from '../../store/commands.ts';
import {
  allCommands,
  isEnabled,
  labelOf,
  needsOf,
  refusalOf,
  runCommand,
  titleOf,
} from '../../store/commands.ts';
import { keysOf } from '../../store/keys.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import { isOpen as isDesignOpen } from '../commands/pages.ts';
import { closeDialog, useDialogs } from './open-dialog.ts';
import type { Pick } from './PickList.tsx';
import { PickList } from './PickList.tsx';

/** Ready networks and conventions are many: they are found by typing. */
const isSought = (id: string): boolean => /^(network\.|view\.convention-)/.test(id);

/** The list itself is open already. */
const isListed = (id: string): boolean => id !== 'window.commands';

/** Commands that are used under the fingers come last. */
const isUnderFingers = (id: string): boolean => /^(go\.(up|down|left|right)$|edit\.nudge-)/.test(id);

/** Of commands that match a search as well as each other, those that can run come first. */
const canRunFirst = (a: Command, b: Command): number => Number(isEnabled(b)) - Number(isEnabled(a));

/** At the right of its name: its group, or why it cannot run now. */
function detailOf(command: Command): string {
  if (isEnabled(command)) return t(command.group);
  if (refusalOf(command) !== null) return t('read-only here');
  if (!isDesignOpen()) return t('no design is open');
  return needsOf(command) ?? t('not on this page');
}

function search(query: string): readonly Pick[] {
  const all = allCommands().filter(({ id }) => isListed(id));
  const found =
    query.trim() === ''
      ? all.filter(({ id }) => !isSought(id)).sort(canRunFirst)
      : matchSorter(all, query.trim(), {
          keys: [titleOf, 'title', 'group'],
          baseSort: (a, b) => canRunFirst(a.item, b.item) || a.index - b.index,
        });
  return [...found]
    .sort(
      (a, b) =>
        Number(isSought(a.id)) - Number(isSought(b.id)) ||
        Number(isUnderFingers(a.id)) - Number(isUnderFingers(b.id)),
    )
    .map((command) => ({
      id: command.id,
      title: labelOf(command),
      detail: detailOf(command),
      isDisabled: !isEnabled(command),
      after: keysOf(command)
        .slice(0, 1)
        .map((keys) => <Kbd key={keys} keys={keys} />),
    }));
}

/** Every command by its name. */
export function CommandPalette() {
  const isOpen = useDialogs((state) => state.open === 'commands');
  return (
    <PickList
      label={t('Find a command')}
      placeholder={t('Type a command')}
      isOpen={isOpen}
      onClose={closeDialog}
      search={search}
      // the dialog gives the keyboard back before the command runs
      onPick={(id) => setTimeout(() => runCommand(id), 0)}
      nothing={t('No command is called so')}
    />
  );
}
