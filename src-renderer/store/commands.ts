import type { PlainText } from '../locale/translate.ts';
import { t } from '../locale/translate.ts';
/** Something a person can do, however it is asked for: menu, toolbar, palette of commands, shortcut. */
export interface Command {
  readonly id: string;
  /** A text, or where it depends on something what makes it in the window's language. */
  readonly title: PlainText | (() => string);
  /** What it would act on just now, such as the step that Undo takes back; null where that is nothing. */
  readonly subject?: () => string | null;
  readonly group: 'File' | 'Edit' | 'View' | 'Go' | 'Run';
  /** The usual keys, as tinykeys reads them: `$mod+KeyS`. The first is the one that is shown; a person may choose others. */
  readonly shortcuts?: readonly string[];
  /**
   * `window` works everywhere, text fields included; `page` outside them; `canvas` while the canvas has the keyboard;
   * `items` while it or the outline has it.
   */
  readonly reach?: 'window' | 'page' | 'canvas' | 'items';
  readonly isEnabled?: () => boolean;
  /** What is missing where it cannot run, in a few words for lists: `select two items`. */
  readonly needs?: PlainText | (() => PlainText);
  /** Why it cannot run where a person may expect it to; null where that needs no words. */
  readonly refusal?: () => Refusal | null;
  readonly run: () => void;
}

/** Why something cannot be done just now. */
export interface Refusal {
  readonly reason: string;
  /** Says so, with what can be done instead. */
  readonly say: () => void;
}

/** What a command is called in the window's language. */
export const titleOf = ({ title }: Command): string => (typeof title === 'string' ? t(title) : title());

const commands = new Map<string, Command>();

/** Adds commands to the one list; two of one id are a programmer's error. */
export function defineCommands(list: readonly Command[]): void {
  for (const command of list) {
    if (commands.has(command.id)) throw new Error(`two commands are called ${command.id}`);
    commands.set(command.id, command);
  }
}

export const allCommands = (): readonly Command[] => [...commands.values()];

export function commandOf(id: string): Command {
  const command = commands.get(id);
  if (command === undefined) throw new Error(`there is no command ${id}`);
  return command;
}

/** What a menu says of a command: `Undo: Set kernel`. */
export function labelOf(command: Command): string {
  const on = command.subject?.() ?? null;
  return on === null ? titleOf(command) : `${titleOf(command)}: ${on}`;
}

export const isEnabled = (command: Command): boolean => command.isEnabled?.() ?? true;

/** Why a command cannot run now, where that is to be said. */
export const refusalOf = (command: Command): Refusal | null =>
  isEnabled(command) ? null : (command.refusal?.() ?? null);

/** What is missing for a command that cannot run now, in the window's language; null where nothing is said of it. */
export function needsOf({ needs }: Command): string | null {
  if (needs === undefined) return null;
  return t(typeof needs === 'string' ? needs : needs());
}

/** Runs a command where it can be run now, else says why it cannot; returns whether it was run. */
export function runCommand(id: string): boolean {
  const command = commandOf(id);
  if (!isEnabled(command)) {
    refusalOf(command)?.say();
    return false;
  }
  command.run();
  return true;
}
