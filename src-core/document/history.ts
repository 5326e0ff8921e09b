import type { Result } from '../errors.ts';
import { ok } from '../errors.ts';
import type { Design } from './design.ts';
import type { Edit } from './edit.ts';
import { applyEdit, batch } from './edit.ts';
import { labelOf } from './edit-label.ts';
import { mergedEdit } from './merge-edits.ts';

/** The most steps that can be undone; older ones are forgotten. */
export const historyLimit = 1000;

/** One step of undo and redo. Steps of one gesture (a drag, a slider held) carry its token and become one. */
export interface Step {
  readonly label: string;
  readonly edit: Edit;
  readonly inverse: Edit;
  readonly gesture?: string;
}

/** What was done, the latest last, and what was undone, the next to redo last. */
export interface History {
  readonly past: readonly Step[];
  readonly future: readonly Step[];
}

/** A design with the way it came about since it was opened. */
export interface OpenDesign {
  readonly design: Design;
  readonly history: History;
}

export interface CommitOptions {
  /** What the menu says beside Undo; without one it is said from the edit. */
  readonly label?: string;
  /** A token that the caller makes anew for each gesture. */
  readonly gesture?: string;
}

export const emptyHistory: History = { past: [], future: [] };

/**
 * Applies an edit and remembers it; what was undone before is forgotten. An edit with the gesture token of the
 * step before it joins that step. An edit that changes nothing is no step; one that cannot apply is an issue.
 */
export function commit(
  open: OpenDesign,
  edit: Edit,
  { label, gesture }: CommitOptions = {},
): Result<OpenDesign> {
  const result = applyEdit(open.design, edit);
  if (!result.ok) return result;
  const { design, inverse } = result.value;
  if (design === open.design) return ok(open);
  const step = { label: label ?? labelOf(open.design, edit), edit, inverse, gesture };
  return ok({ design, history: { past: joined(open.history, step), future: [] } });
}

/** The design as it was before the latest step; null where there is none to take back. */
export function undone({ design, history }: OpenDesign): OpenDesign | null {
  const step = history.past.at(-1);
  if (step === undefined) return null;
  return {
    design: replayed(design, step.inverse),
    history: { past: history.past.slice(0, -1), future: [...history.future, step] },
  };
}

/** The design after the step that was undone last; null where there is none to do again. */
export function redone({ design, history }: OpenDesign): OpenDesign | null {
  const step = history.future.at(-1);
  if (step === undefined) return null;
  return {
    design: replayed(design, step.edit),
    history: { past: [...history.past, step], future: history.future.slice(0, -1) },
  };
}

/** What Undo would take back, for its menu entry; null when there is nothing. */
export function undoLabel({ past }: History): string | null {
  return past.at(-1)?.label ?? null;
}

/** What Redo would do again, for its menu entry; null when there is nothing. */
export function redoLabel({ future }: History): string | null {
  return future.at(-1)?.label ?? null;
}

function joined({ past, future }: History, step: Step): readonly Step[] {
  const last = past.at(-1);
  const sameGesture = step.gesture !== undefined && last?.gesture === step.gesture && future.length === 0;
  if (last === undefined || !sameGesture) return [...past, step].slice(-historyLimit);
  return past.with(-1, merged(last, step));
}

/** One step for two of a gesture. Where the second edit overwrites the first, or its end, it takes that one's place. */
function merged(first: Step, second: Step): Step {
  const whole = mergedEdit(first.edit, second.edit);
  if (whole !== null) return { ...first, edit: whole };
  const edits = flat(first.edit);
  const last = edits.at(-1);
  const end = last === undefined ? null : mergedEdit(last, second.edit);
  if (end !== null) return { ...first, edit: batch([...edits.slice(0, -1), end]) };
  return {
    ...first,
    edit: batch([...edits, ...flat(second.edit)]),
    inverse: batch([...flat(second.inverse), ...flat(first.inverse)]),
  };
}

function flat(edit: Edit): readonly Edit[] {
  return edit.kind === 'batch' ? edit.edits : [edit];
}

/** A step of the history fits the design it stands beside; if it does not, the two were mixed up by the caller. */
function replayed(design: Design, edit: Edit): Design {
  const result = applyEdit(design, edit);
  if (!result.ok) throw new Error(`the history does not belong to this design: ${result.issues[0]?.code}`);
  return result.value.design;
}
