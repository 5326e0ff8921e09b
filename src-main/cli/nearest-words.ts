import type { Command } from 'commander';
import { CommanderError } from 'commander';
import { nearestText } from '../../src-core/document/nearest-names.ts';

const flagsOf = (command: Command): readonly string[] =>
  command
    .createHelp()
    .visibleOptions(command)
    .flatMap(({ short, long }) => [long ?? short ?? []].flat());

const commandsOf = (command: Command): readonly string[] =>
  command
    .createHelp()
    .visibleCommands(command)
    .map((one) => one.name());

const knownBy: Readonly<Record<string, (command: Command) => readonly string[]>> = {
  'commander.unknownOption': flagsOf,
  'commander.unknownCommand': commandsOf,
};

/** The error with the names nearest to the word that a command does not know; any other error as it is. */
function answered(error: CommanderError, command: Command): CommanderError {
  const word = /'(.*)'/s.exec(error.message)?.[1];
  const known = knownBy[error.code]?.(command);
  if (word === undefined || known === undefined) return error;
  return new CommanderError(error.exitCode, error.code, `${error.message}; ${nearestText(word, known)}`);
}

/** Answers commands and options that are not there with the nearest ones, in place of what commander would guess. */
export function offerNearest(command: Command): void {
  command.showSuggestionAfterError(false).exitOverride((error) => {
    throw answered(error, command);
  });
  for (const inner of command.commands) offerNearest(inner);
}
