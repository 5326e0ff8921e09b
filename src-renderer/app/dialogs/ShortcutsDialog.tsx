import type { PlainText } from '../../locale/translate.ts';
import { t } from '../../locale/translate.ts';
import type { Command } from '../../store/commands.ts';
import { allCommands, titleOf } from '../../store/commands.ts';
import { keysOf, useKeys } from '../../store/keys.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Kbd, shortcutText } from '../../ui/Kbd.tsx';
import { closeDialog, openDialog, useDialogs } from './open-dialog.ts';
import styles from './ShortcutsDialog.module.css';

const groups: readonly Command['group'][] = ['File', 'Edit', 'View', 'Go', 'Run'];

const pointer: readonly (readonly [PlainText, PlainText])[] = [
  ['Drag on the canvas', 'select'],
  ['Space and drag, middle button', 'pan'],
  ['Wheel', 'zoom'],
  ['Double-click on the canvas, Space', 'add an item'],
  ['Double-click on an item', 'enter it'],
  ['Drag from a port', 'wire; on empty canvas: add what fits'],
  ['Drag from a wired input', 'take the wire off; on empty canvas: remove it'],
  ['Drag an item without wires onto a wire', 'put it in'],
  ['Drag from the palette onto an item', 'replace it'],
  ['Alt and drag an item', 'let it pass the lines of others'],
  ['+ on a wire', 'add what fits in between'],
  ['Drag a number sideways', 'scrub it'],
];

const onPorts: readonly (readonly [PlainText, PlainText])[] = [
  ['Tab on a selected item', 'its ports, then the next item'],
  ['Arrows on a port', 'along its wire'],
  ['Enter on a port', 'draw a wire over what fits; Enter wires, Escape drops it'],
  ['Delete on a port', 'take its wire off'],
  ['Insert, Shift A on a port', 'add an item that fits'],
];

/** The ways to press a command, those that read alike once. */
function shownShortcuts(keys: readonly string[]): readonly string[] {
  const texts = new Set<string>();
  return keys.filter((keys) => {
    const text = shortcutText(keys).replace(/^(Shift|⇧) (?=\W$)/, '');
    return !texts.has(text) && texts.add(text);
  });
}

/** What is done by other means than a command's keys. */
function Ways({ title, ways }: { readonly title: string; readonly ways: typeof pointer }) {
  return (
    <section className={styles.group}>
      <h3 className={styles.title}>{title}</h3>
      {ways.map(([how, what]) => (
        <div key={how} className={styles.row}>
          <span>{t(how)}</span>
          <span className={styles.what}>{t(what)}</span>
        </div>
      ))}
    </section>
  );
}

/** Every shortcut, read off the commands. */
export function ShortcutsDialog() {
  const isOpen = useDialogs((state) => state.open === 'shortcuts');
  const keys = useKeys();
  return (
    <Dialog
      title={t('Keyboard and mouse')}
      isOpen={isOpen}
      onClose={closeDialog}
      width="wide"
      isRead
      actions={<Button onPress={() => openDialog('keys')}>{t('Change keys')}</Button>}
    >
      <div className={styles.columns}>
        {groups.map((group) => (
          <section key={group} className={styles.group}>
            <h3 className={styles.title}>{t(group)}</h3>
            {allCommands()
              .filter((command) => command.group === group && keysOf(command, keys).length > 0)
              .map((command) => (
                <div key={command.id} className={styles.row}>
                  <span>{titleOf(command)}</span>
                  <span className={styles.keys}>
                    {shownShortcuts(keysOf(command, keys)).map((chord) => (
                      <Kbd key={chord} keys={chord} />
                    ))}
                  </span>
                </div>
              ))}
          </section>
        ))}
        <Ways title={t('Ports')} ways={onPorts} />
        <Ways title={t('Mouse')} ways={pointer} />
      </div>
    </Dialog>
  );
}
