import { Plus, RotateCcw, X } from 'lucide-react';
import { Group } from 'react-aria-components';
import { t } from '../../locale/translate.ts';
import type { Command } from '../../store/commands.ts';
import { titleOf } from '../../store/commands.ts';
import { isRebound, keysOf, resetKeys, takeKey, useKeys } from '../../store/keys.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Kbd, shortcutText } from '../../ui/Kbd.tsx';
import styles from './KeysDialog.module.css';
import { RecordKey } from './RecordKey.tsx';

interface KeyRowProps {
  readonly command: Command;
  readonly isRecording: boolean;
  readonly onRecord: (isOn: boolean) => void;
}

/** A command with its keys, each of which can be taken away, and a way to press another. */
export function KeyRow({ command, isRecording, onRecord }: KeyRowProps) {
  const state = useKeys();
  const keys = keysOf(command, state);
  const title = titleOf(command);
  return (
    <Group aria-label={title} data-command={command.id} className={styles.row as string}>
      <span className={styles.name}>{title}</span>
      {isRecording ? (
        <RecordKey command={command} onDone={() => onRecord(false)} />
      ) : (
        <span className={styles.keys}>
          {keys.map((chord) => (
            <span key={chord} className={styles.key}>
              <Kbd keys={chord} />
              <IconButton
                icon={<X size={12} aria-hidden />}
                label={t('Take {key} away from {command}', { key: shortcutText(chord), command: title })}
                onPress={() => takeKey(command.id, chord)}
              />
            </span>
          ))}
          {isRebound(command, state) && (
            <IconButton
              icon={<RotateCcw size={14} aria-hidden />}
              label={t('Give {command} its usual keys', { command: title })}
              onPress={() => resetKeys(command.id)}
            />
          )}
          <IconButton
            icon={<Plus size={14} aria-hidden />}
            label={t('Press a key for {command}', { command: title })}
            onPress={() => onRecord(true)}
          />
        </span>
      )}
    </Group>
  );
}
