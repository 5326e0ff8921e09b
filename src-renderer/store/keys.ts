import { create } from 'zustand';
import type { ChosenKeys } from '../../src-core/contract.ts';
import { call } from '../rpc/services.ts';
import type { Chord } from '../ui/chord.ts';
import { sameChord } from '../ui/chord.ts';
import { toastIssues } from '../ui/toast-issues.ts';
import type { Command } from './commands.ts';
import { allCommands, commandOf } from './commands.ts';

/** The keys that the person has chosen for commands; all others have their usual ones. */
export const useKeys = create<{ readonly chosen: ChosenKeys }>(() => ({ chosen: {} }));

const usual = ({ shortcuts = [] }: Command): readonly Chord[] => shortcuts;

/** The keys of a command, the one that is shown first. */
export const keysOf = (command: Command, { chosen } = useKeys.getState()): readonly Chord[] =>
  chosen[command.id] ?? usual(command);

/** The key shown beside a command. */
export const shortcutOf = (id: string): Chord | undefined => keysOf(commandOf(id))[0];

/** The same, drawn again when another is chosen. */
export const useShortcut = (id: string): Chord | undefined =>
  useKeys((state) => keysOf(commandOf(id), state)[0]);

/** The other commands that a chord runs already. */
export const ownersOf = (chord: Chord, but: string): readonly Command[] =>
  allCommands().filter(
    (command) => command.id !== but && keysOf(command).some((own) => sameChord(own, chord)),
  );

/** Whether a command has other keys than its usual ones. */
export const isRebound = ({ id }: Command, { chosen }: { readonly chosen: ChosenKeys }): boolean =>
  chosen[id] !== undefined;

/** Gets the keys that were chosen before. */
export async function loadKeys(): Promise<void> {
  const kept = await call('chosenKeys', {});
  if (kept.ok) useKeys.setState({ chosen: kept.value });
}

function keep(chosen: ChosenKeys): void {
  useKeys.setState({ chosen });
  void call('keepKeys', { keys: mutable(chosen) }).then((kept) => {
    if (!kept.ok) toastIssues(kept.issues);
  });
}

const mutable = (chosen: ChosenKeys): Record<string, string[]> =>
  Object.fromEntries(Object.entries(chosen).map(([id, keys]) => [id, [...keys]]));

const sameKeys = (a: readonly Chord[], b: readonly Chord[]): boolean => a.join() === b.join();

/** Keys by command with those of some replaced; a command with its usual keys is not in it. */
function withKeys(chosen: ChosenKeys, changes: ReadonlyMap<Command, readonly Chord[]>): ChosenKeys {
  const next: Record<string, readonly Chord[]> = { ...chosen };
  for (const [command, keys] of changes) {
    if (sameKeys(keys, usual(command))) delete next[command.id];
    else next[command.id] = keys;
  }
  return next;
}

/** Gives a command one more key, which no other command then has. */
export function giveKey(id: string, chord: Chord): void {
  const command = commandOf(id);
  const without = (one: Command) => keysOf(one).filter((own) => !sameChord(own, chord));
  const changes = new Map<Command, readonly Chord[]>(
    ownersOf(chord, id).map((owner) => [owner, without(owner)]),
  );
  changes.set(command, [chord, ...without(command)]);
  keep(withKeys(useKeys.getState().chosen, changes));
}

export function takeKey(id: string, chord: Chord): void {
  const command = commandOf(id);
  const left = keysOf(command).filter((own) => !sameChord(own, chord));
  keep(withKeys(useKeys.getState().chosen, new Map([[command, left]])));
}

/** Gives a command its usual keys again; a chord that another has meanwhile stays with that. */
export function resetKeys(id: string): void {
  const command = commandOf(id);
  const free = usual(command).filter((chord) => ownersOf(chord, id).length === 0);
  keep(withKeys(useKeys.getState().chosen, new Map([[command, free]])));
}

export const resetAllKeys = (): void => keep({});
