import { t } from '../locale/translate.ts';
import styles from './Kbd.module.css';

const isMac = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '');

const names: Readonly<Record<string, string>> = {
  $mod: isMac ? '⌘' : 'Ctrl',
  Control: 'Ctrl',
  Alt: isMac ? '⌥' : 'Alt',
  Shift: isMac ? '⇧' : 'Shift',
  Escape: 'Esc',
  Delete: 'Del',
  Period: '.',
  Equal: '+',
  Minus: '-',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
};

/** Writes a shortcut such as `$mod+Shift+KeyP` the way this platform's keyboards do: `Ctrl Shift P`. */
export function shortcutText(keys: string): string {
  return keys
    .split('+')
    .map((key) => (key === 'Space' ? t('Space') : (names[key] ?? key.replace(/^Key|^Digit/, ''))))
    .map((key) => (key.length === 1 ? key.toUpperCase() : key))
    .join(' ');
}

export function Kbd({ keys }: { readonly keys: string }) {
  return <kbd className={styles.kbd}>{shortcutText(keys)}</kbd>;
}
