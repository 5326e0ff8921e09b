import { useEffect } from 'react';
import { tinykeys } from 'tinykeys';
import { copySelected } from '../canvas/clipboard.ts';
import { openQuickAdd } from '../canvas/quick-add.ts';
import { hasFocus, isOverCanvas } from '../canvas/viewport.ts';
import type { Command } from '../store/commands.ts';
import { allCommands, isEnabled, refusalOf, runCommand } from '../store/commands.ts';
import { keysOf, useKeys } from '../store/keys.ts';
import { useSelection } from '../store/selection.ts';
import { levelRefusal } from './commands/level-edits.ts';
import { onDesign } from './commands/pages.ts';
import { paste } from './paste.ts';

/** A tap of the space bar, as opposed to holding it to pan. */
const longestTap = 300;

const isTextField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches('input:not([type="radio"], [type="checkbox"], [type="range"]), textarea, select'));

/** A control that takes keys of its own, if only to choose by. */
const isControl = (target: EventTarget | null): boolean =>
  isTextField(target) ||
  (target instanceof HTMLElement &&
    target.matches('input, [role="radio"], [role="combobox"], [aria-haspopup="listbox"]'));

/** True where a key is pressed with none that makes it a command's alone. */
const isBare = ({ ctrlKey, metaKey, altKey }: KeyboardEvent): boolean => !(ctrlKey || metaKey || altKey);

/** True while a dialog or a menu has the keyboard. */
const isOverlaid = (): boolean =>
  document.querySelector(
    '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"][data-focused]',
  ) !== null;

function isReached({ reach = 'page' }: Command, event: KeyboardEvent): boolean {
  // A key that a person chose may be one that is typed.
  const isTyped = isBare(event) && !/^F\d+$/.test(event.key) && isTextField(event.target);
  if (reach === 'window') return !isOverlaid() && !isTyped;
  if (isTextField(event.target) || isOverlaid() || (isBare(event) && isControl(event.target))) return false;
  const isInOutline = (event.target as Element | null)?.closest?.('[data-outline]') != null;
  return reach === 'page' || hasFocus() || (reach === 'items' && isInOutline);
}

/** Runs commands by their shortcuts, all from the one list. */
export function useShortcuts(): void {
  const chosen = useKeys((state) => state.chosen);
  useEffect(() => {
    const bindings = new Map<string, Command[]>();
    for (const command of allCommands()) {
      for (const key of keysOf(command, { chosen }))
        bindings.set(key, [...(bindings.get(key) ?? []), command]);
    }
    const handlers = [...bindings].map(([key, commands]) => [
      key,
      (event: KeyboardEvent) => {
        if (event.defaultPrevented) return;
        const reached = commands.filter((each) => isReached(each, event));
        const command = reached.find(isEnabled) ?? reached.find((each) => refusalOf(each) !== null);
        if (command === undefined) return;
        event.preventDefault();
        runCommand(command.id);
      },
    ]);
    return tinykeys(window, Object.fromEntries(handlers));
  }, [chosen]);

  useEffect(() => {
    const control = new AbortController();
    const on = <Name extends keyof WindowEventMap>(name: Name, act: (event: WindowEventMap[Name]) => void) =>
      window.addEventListener(name, act, { signal: control.signal });
    const ours = (event: Event) => !isTextField(event.target) && !isOverlaid() && onDesign() && hasFocus();
    /** Whether the level cannot be edited, which is said then. */
    const isRefused = (): boolean => {
      const refusal = levelRefusal();
      refusal?.say();
      return refusal !== null;
    };

    // The system's clipboard is reached by its own events alone, which need no permission.
    const write = (event: ClipboardEvent) => {
      if (!ours(event) || !(document.getSelection()?.isCollapsed ?? true) || isRefused()) return false;
      const text = copySelected();
      if (text === null) return false;
      event.clipboardData?.setData('text/plain', text);
      event.preventDefault();
      return true;
    };
    on('copy', write);
    on('cut', (event) => void (write(event) && runCommand('edit.delete')));
    on('paste', (event) => {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (ours(event) && text !== '' && !isRefused()) paste(text);
    });

    // Held with the pointer the space bar pans; tapped it adds an item where the pointer is.
    let pointer = { x: 0, y: 0 };
    let pressed: number | null = null;
    on('pointermove', ({ clientX: x, clientY: y, buttons }) => {
      pointer = { x, y };
      if (buttons !== 0) pressed = null;
    });
    on('pointerdown', () => {
      pressed = null;
    });
    on('keydown', (event) => {
      const isTap =
        event.code === 'Space' && !event.repeat && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (isTap) pressed = ours(event) ? event.timeStamp : null;
      else if (event.code !== 'Space') pressed = null;
    });
    on('keyup', (event) => {
      if (event.code !== 'Space' || pressed === null) return;
      const isTap = event.timeStamp - pressed < longestTap;
      pressed = null;
      const isFree = isTap && useSelection.getState().edges.length === 0;
      if (isFree && isOverCanvas(pointer.x, pointer.y) && !isRefused()) openQuickAdd(pointer);
    });
    return () => control.abort();
  }, []);
}
