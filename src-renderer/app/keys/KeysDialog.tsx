import { matchSorter } from 'match-sorter';
import { useState } from 'react';
import { t } from '../../locale/translate.ts';
import type { Command } from '../../store/commands.ts';
import { allCommands, titleOf } from '../../store/commands.ts';
import { resetAllKeys, useKeys } from '../../store/keys.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { closeDialog, useDialogs } from '../dialogs/open-dialog.ts';
import { KeyRow } from './KeyRow.tsx';
import styles from './KeysDialog.module.css';

const groups: readonly Command['group'][] = ['File', 'Edit', 'View', 'Go', 'Run'];

/** Ready networks are many: they are opened by their names, and take a key only where a person looks for one. */
const isSought = ({ id }: Command): boolean => /^(network\.|view\.convention-)/.test(id);

const found = (query: string): readonly Command[] =>
  query.trim() === ''
    ? allCommands().filter((command) => !isSought(command))
    : matchSorter(allCommands(), query.trim(), { keys: [titleOf, 'title', 'id'] });

/** All commands with their keys, which a person may change here. */
export function KeysDialog() {
  const isOpen = useDialogs((state) => state.open === 'keys');
  const isChanged = useKeys(({ chosen }) => Object.keys(chosen).length > 0);
  const [query, setQuery] = useState('');
  const [recording, setRecording] = useState<string | null>(null);
  const close = () => {
    setRecording(null);
    setQuery('');
    closeDialog();
  };
  const shown = isOpen ? found(query) : [];
  return (
    <Dialog
      title={t('Change keys')}
      isOpen={isOpen}
      onClose={close}
      width="wide"
      actions={
        <Button isDisabled={!isChanged} onPress={resetAllKeys}>
          {t('Give all commands their usual keys')}
        </Button>
      }
    >
      <TextField
        label={t('Find a command')}
        placeholder={t('Type a command')}
        value={query}
        onChange={(text) => {
          setRecording(null);
          setQuery(text);
        }}
        className={styles.search as string}
      />
      {shown.length === 0 && <p className={styles.none}>{t('No command is called so')}</p>}
      {groups.map((group) => {
        const commands = shown.filter((command) => command.group === group);
        if (commands.length === 0) return null;
        return (
          <section key={group} aria-label={t(group)} className={styles.group}>
            <h3 className={styles.title}>{t(group)}</h3>
            {commands.map((command) => (
              <KeyRow
                key={command.id}
                command={command}
                isRecording={recording === command.id}
                onRecord={(isOn) => setRecording(isOn ? command.id : null)}
              />
            ))}
          </section>
        );
      })}
    </Dialog>
  );
}
