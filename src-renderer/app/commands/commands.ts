import type { Command } from '../../store/commands.ts';
import { arrangeCommands } from './arrange-commands.ts';
import { editCommands } from './edit-commands.ts';
import { exportCommands } from './export-commands.ts';
import { fileCommands } from './file-commands.ts';
import { findCommands } from './find-commands.ts';
import { goCommands } from './go-commands.ts';
import { groupCommands } from './group-commands.ts';
import { noteCommands } from './note-commands.ts';
import { nudgeCommands } from './nudge-commands.ts';
import { runCommands } from './run-commands.ts';
import { viewCommands } from './view-commands.ts';
import { windowCommands } from './window-commands.ts';

/** Everything a person can do by a button, a menu, a key or the list of commands. */
export const commands: readonly Command[] = [
  ...fileCommands,
  ...exportCommands,
  ...editCommands,
  ...groupCommands,
  ...arrangeCommands,
  ...noteCommands,
  ...viewCommands,
  ...goCommands,
  ...findCommands,
  ...nudgeCommands,
  ...runCommands,
  ...windowCommands,
];
