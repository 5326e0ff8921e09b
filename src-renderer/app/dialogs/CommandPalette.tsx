import { matchSorter } from 'match-sorter';
import { t } from '../../locale/translate.ts';
import { allCommands, isEnabled, labelOf, refusalOf, runCommand, titleOf } from '../../store/commands.ts';
import { keysOf } from '../../store/keys.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import { closeDialog, useDialogs } from './open-dialog.ts';
import type { Pick } from './PickList.tsx';
import { PickList } from './PickList.tsx';

/** Ready networks and conventions are many: they are found by typing. */
const isSought = (id: string): boolean => /^(network\.|view\.convention-)/.test(id);

/** The list itself is open already. */
const isListed = (id: string): boolean => id !== 'window.commands';

/** Commands that are used under the fingers come last. */
const isUnderFingers = (id: string): boolean => /^(go\.(up|down|left|right)$|edit\.nudge-)/.test(id);

function search(query: string): readonly Pick[] {
  const all = allCommands().filter(({ id }) => isListed(id));
  const found =
    query.trim() === ''
      ? all.filter(({ id }) => !isSought(id))
      : matchSorter(all, query.trim(), { keys: [titleOf, 'title', 'group'] });
  return [...found]
    .sort(
      (a, b) =>
        Number(isEnabled(b)) - Number(isEnabled(a)) ||
        Number(isSought(a.id)) - Number(isSought(b.id)) ||
        Number(isUnderFingers(a.id)) - Number(isUnderFingers(b.id)),
    )
    .map((command) => ({
      id: command.id,
      title: labelOf(command),
      detail: refusalOf(command) === null ? t(command.group) : t('read-only here'),
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
