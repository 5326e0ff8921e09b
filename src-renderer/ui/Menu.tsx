import type { ReactElement, ReactNode } from 'react';
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover, Separator } from 'react-aria-components';
import { Kbd } from './Kbd.tsx';
import styles from './Popover.module.css';

export interface MenuEntry {
  readonly id: string;
  readonly label: ReactNode;
  /** The plain text of the label where it is not text itself. */
  readonly text?: string;
  readonly detail?: ReactNode;
  readonly icon?: ReactNode;
  readonly shortcut?: string | undefined;
  readonly isDisabled?: boolean;
  readonly run: () => void;
}

type MenuEntries = readonly (MenuEntry | 'separator')[];

interface MenuProps {
  /** The button that opens it. */
  readonly children: ReactElement;
  readonly label: string;
  /** What it lists; as a function it is asked for while the menu is open alone. */
  readonly entries: MenuEntries | (() => MenuEntries);
  readonly placement?: 'bottom start' | 'bottom end' | 'top start';
}

/** Rows of a menu, also used where a menu opens at the pointer. */
export function MenuRows({ label, entries }: Pick<MenuProps, 'label' | 'entries'>) {
  const listed = typeof entries === 'function' ? entries() : entries;
  return (
    <AriaMenu aria-label={label} className={styles.list as string}>
      {listed.map((entry, index) =>
        entry === 'separator' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: separators have no identity but their place
          <Separator key={`separator-${index}`} className={styles.separator as string} />
        ) : (
          <MenuItem
            key={entry.id}
            id={entry.id}
            textValue={entry.text ?? String(entry.label)}
            isDisabled={entry.isDisabled ?? false}
            onAction={entry.run}
            className={styles.item as string}
          >
            {entry.icon}
            <span className={styles.label}>{entry.label}</span>
            {entry.detail !== undefined && <span className={styles.detail}>{entry.detail}</span>}
            {entry.shortcut !== undefined && <Kbd keys={entry.shortcut} />}
          </MenuItem>
        ),
      )}
    </AriaMenu>
  );
}

export function Menu({ children, label, entries, placement = 'bottom end' }: MenuProps) {
  return (
    <MenuTrigger>
      {children}
      <Popover placement={placement} offset={4} className={styles.popover as string}>
        <MenuRows label={label} entries={entries} />
      </Popover>
    </MenuTrigger>
  );
}
