import type { History, Step } from './history.ts';
import { historyLimit } from './history.ts';

/**
 * Where in the history the file was written: after this step, or with null before the first one. Undefined where no
 * undo or redo leads there.
 */
export type SavedMark = Step | null | undefined;

/** Whether the design differs from what the file holds. */
export function isDirty({ past }: History, mark: SavedMark): boolean {
  return (past.at(-1) ?? null) !== mark;
}

/** The mark of what is open now. */
export const markHere = ({ past }: History): SavedMark => past.at(-1) ?? null;

/** The mark after the history went from one state to another: with its oldest step the place before that is forgotten. */
export function markAfter(mark: SavedMark, before: History, after: History): SavedMark {
  const isFull = before.past.length === historyLimit && after.past.length === historyLimit;
  return mark === null && isFull && before.past[0] !== after.past[0] ? undefined : mark;
}

/** The mark as a number that can be written down: how many steps are done at it; null where it is undefined or its step forgotten. */
export function markPosition({ past, future }: History, mark: SavedMark): number | null {
  if (mark === undefined) return null;
  if (mark === null) return 0;
  const done = past.indexOf(mark);
  if (done >= 0) return done + 1;
  const undone = future.indexOf(mark);
  return undone < 0 ? null : past.length + future.length - undone;
}

/** The mark at a position of `markPosition`. */
export function markAt({ past, future }: History, position: number | null): SavedMark {
  if (position === null) return undefined;
  if (position === 0) return null;
  return past[position - 1] ?? future[future.length - (position - past.length)];
}
