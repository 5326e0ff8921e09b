import { EllipsisVertical } from 'lucide-react';
import { MenuTrigger, Popover } from 'react-aria-components';
import { IconButton } from './IconButton.tsx';
import type { MenuEntry } from './Menu.tsx';
import { MenuRows } from './Menu.tsx';
import styles from './OptionsMenu.module.css';
import popover from './Popover.module.css';

interface OptionsMenuProps {
  readonly label: string;
  /** Asked when the menu opens, so that a closed one costs nothing and an open one is of this moment. */
  readonly entries: () => readonly MenuEntry[];
}

/** The small menu beside a label. */
export function OptionsMenu({ label, entries }: OptionsMenuProps) {
  return (
    <MenuTrigger>
      <IconButton
        icon={<EllipsisVertical size={12} aria-hidden />}
        label={label}
        className={styles.button as string}
      />
      <Popover placement="bottom start" offset={4} className={popover.popover as string}>
        <Rows label={label} entries={entries} />
      </Popover>
    </MenuTrigger>
  );
}

function Rows({ label, entries }: OptionsMenuProps) {
  return <MenuRows label={label} entries={entries()} />;
}
