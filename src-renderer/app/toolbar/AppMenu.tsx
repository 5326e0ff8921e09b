import { Check } from 'lucide-react';
import { Button } from 'react-aria-components';
import { localeNames, useLocale } from '../../locale/locale.ts';
import { t } from '../../locale/translate.ts';
import { commandOf, isEnabled, labelOf, runCommand } from '../../store/commands.ts';
import { keysOf } from '../../store/keys.ts';
import type { MenuEntry } from '../../ui/Menu.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { themes, useTheme } from '../../ui/theme.ts';
import styles from './AppMenu.module.css';
import { Mark } from './Mark.tsx';

const themeCommands = {
  system: 'view.themeSystem',
  light: 'view.themeLight',
  dark: 'view.themeDark',
} as const;

export function commandEntry(id: string): MenuEntry {
  const command = commandOf(id);
  return {
    id,
    label: labelOf(command),
    shortcut: keysOf(command)[0],
    isDisabled: !isEnabled(command),
    run: () => void runCommand(id),
  };
}

/** Everything about files and the window as a whole, behind the mark. */
export function AppMenu() {
  const theme = useTheme((state) => state.theme);
  const locale = useLocale((state) => state.locale);
  const entries = (): readonly (MenuEntry | 'separator')[] => [
    commandEntry('file.new'),
    commandEntry('file.open'),
    commandEntry('view.welcome'),
    commandEntry('view.published'),
    'separator',
    commandEntry('file.save'),
    commandEntry('file.saveAs'),
    commandEntry('file.versions'),
    commandEntry('file.export'),
    commandEntry('file.useAsBackbone'),
    commandEntry('file.forget'),
    'separator',
    commandEntry('edit.undo'),
    commandEntry('edit.redo'),
    commandEntry('view.history'),
    commandEntry('find.open'),
    'separator',
    ...themes.map((each) => ({
      ...commandEntry(themeCommands[each]),
      icon: (
        <span className={styles.check}>{each === theme && <Check size={14} aria-label={t('chosen')} />}</span>
      ),
    })),
    'separator',
    ...localeNames.map((each) => ({
      ...commandEntry(`view.locale-${each}`),
      icon: (
        <span className={styles.check}>
          {each === locale && <Check size={14} aria-label={t('chosen')} />}
        </span>
      ),
    })),
    'separator',
    commandEntry('window.tour'),
    commandEntry('window.commands'),
    commandEntry('window.shortcuts'),
    commandEntry('window.keys'),
  ];
  return (
    <Menu label="Blockwright" entries={entries} placement="bottom start">
      <Button aria-label={t('Blockwright menu')} className={styles.mark as string}>
        <Mark size={18} />
      </Button>
    </Menu>
  );
}
