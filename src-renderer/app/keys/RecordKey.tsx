import { useEffect, useState } from 'react';
import { t } from '../../locale/translate.ts';
import type { Command } from '../../store/commands.ts';
import { titleOf } from '../../store/commands.ts';
import { giveKey, ownersOf } from '../../store/keys.ts';
import { Button } from '../../ui/Button.tsx';
import type { Chord } from '../../ui/chord.ts';
import { chordOf, isClipboardChord } from '../../ui/chord.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import styles from './KeysDialog.module.css';

/** Hears the next key that is pressed, and says whose it is already before it is given to the command. */
export function RecordKey({ command, onDone }: { readonly command: Command; readonly onDone: () => void }) {
  const [pressed, setPressed] = useState<Chord | null>(null);
  const owners = pressed === null ? [] : ownersOf(pressed, command.id);
  const isRefused = pressed !== null && isClipboardChord(pressed);
  const give = (chord: Chord) => {
    giveKey(command.id, chord);
    onDone();
  };

  useEffect(() => {
    const control = new AbortController();
    const hear = (event: KeyboardEvent) => {
      const isBare = !(event.ctrlKey || event.metaKey || event.altKey || event.shiftKey);
      // Enter and Tab go to the buttons while these ask something.
      if (pressed !== null && isBare && ['Enter', 'Tab', ' '].includes(event.key)) return;
      event.preventDefault();
      event.stopPropagation();
      if (event.key === 'Escape') {
        onDone();
        return;
      }
      const chord = chordOf(event);
      if (chord === null) return;
      if (ownersOf(chord, command.id).length > 0 || isClipboardChord(chord)) setPressed(chord);
      else {
        giveKey(command.id, chord);
        onDone();
      }
    };
    window.addEventListener('keydown', hear, { capture: true, signal: control.signal });
    return () => control.abort();
  }, [command.id, pressed, onDone]);

  if (pressed === null) {
    return (
      <span role="status" className={styles.record}>
        {t('Press a key; Escape leaves it')}
      </span>
    );
  }
  return (
    <span role="status" className={styles.record}>
      <Kbd keys={pressed} />
      {isRefused
        ? t('copies, cuts or pastes')
        : t('runs {commands}', { commands: owners.map(titleOf).join(', ') })}
      {!isRefused && (
        <Button look="link" onPress={() => give(pressed)}>
          {t('Take it')}
        </Button>
      )}
      <Button look="link" onPress={onDone}>
        {t('Cancel')}
      </Button>
    </span>
  );
}
