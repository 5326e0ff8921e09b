import { useRef } from 'react';
import { Popover } from 'react-aria-components';
import { create } from 'zustand';
import { t } from '../locale/translate.ts';
import { commandOf, isEnabled, runCommand, titleOf } from '../store/commands.ts';
import { keysOf } from '../store/keys.ts';
import type { MenuEntry } from '../ui/Menu.tsx';
import { MenuRows } from '../ui/Menu.tsx';
import popover from '../ui/Popover.module.css';
import styles from './ContextMenu.module.css';
import { notePointer } from './pointer.ts';

const useContextMenu = create<{ at: { x: number; y: number } | null }>(() => ({ at: null }));

/** Opens the menu of what is selected, where the pointer is. */
export function openContextMenu(event: { clientX: number; clientY: number }): void {
  notePointer(event, true);
  useContextMenu.setState({ at: { x: event.clientX, y: event.clientY } });
}

const offered = [
  ['edit.add', 'edit.note', 'go.enter', 'go.leave'],
  ['edit.group', 'edit.repeat', 'edit.ungroup'],
  ['edit.block', 'edit.detach', 'edit.own'],
  [
    'edit.mute',
    'edit.rename',
    'edit.replace',
    'edit.align-centre',
    'edit.align-middle',
    'view.tidySelection',
  ],
  ['edit.cut', 'edit.copy', 'edit.paste', 'edit.duplicate', 'edit.delete'],
  ['view.fitSelection', 'view.fit'],
] as const;

/** The commands for what is selected; those that cannot run are left out. */
function entries(): (MenuEntry | 'separator')[] {
  const groups = offered.map((ids) =>
    ids
      .map(commandOf)
      .filter(isEnabled)
      .map((command) => ({
        id: command.id,
        label: titleOf(command),
        shortcut: keysOf(command)[0],
        run: () => void runCommand(command.id),
      })),
  );
  const filled = groups.filter((group) => group.length > 0);
  return filled.flatMap((group, index): (MenuEntry | 'separator')[] =>
    index === 0 ? group : ['separator', ...group],
  );
}

export function ContextMenu() {
  const at = useContextMenu((state) => state.at);
  const anchor = useRef<HTMLSpanElement>(null);
  const close = () => useContextMenu.setState({ at: null });
  return (
    <>
      <span
        ref={anchor}
        className={styles.anchor}
        style={at === null ? undefined : { left: at.x, top: at.y }}
      />
      <Popover
        triggerRef={anchor}
        aria-label={t('Selection')}
        isOpen={at !== null}
        onOpenChange={(isOpen) => !isOpen && close()}
        placement="bottom start"
        offset={0}
        className={popover.popover as string}
      >
        {at !== null && (
          <MenuRows
            label={t('Selection')}
            entries={entries().map((entry) =>
              entry === 'separator'
                ? entry
                : {
                    ...entry,
                    run: () => {
                      close();
                      entry.run();
                    },
                  },
            )}
          />
        )}
      </Popover>
    </>
  );
}
