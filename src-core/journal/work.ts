import type { OpenDesign, Step } from '../document/history.ts';
import { commit, redone, undone } from '../document/history.ts';
import { parseDesign } from '../document/parse.ts';
import type { SavedMark } from '../document/saved-mark.ts';
import { isDirty, markAfter, markAt, markPosition } from '../document/saved-mark.ts';
import { serializing } from '../document/serialize.ts';
import type { Result } from '../errors.ts';
import { fail, issue, ok } from '../errors.ts';
import type { Steps } from '../steps.ts';
import { finished } from '../steps.ts';
import type { JournalRecord, StateRecord } from './record.ts';
import { journalVersion } from './record.ts';

/** An open document as it can be kept: design and history, the file it belongs to, and where in the history that was written. */
export interface Work {
  readonly open: OpenDesign;
  readonly saved: SavedMark;
  readonly path: string | null;
  /** Of the file when it was opened or saved last; null where there is none. */
  readonly hash: string | null;
  /** The person did not want what is not saved. */
  readonly isDiscarded: boolean;
}

/** Whether there is work that no file holds and that nobody gave up. */
export const isUnsaved = ({ open, saved, isDiscarded }: Work): boolean =>
  !isDiscarded && isDirty(open.history, saved);

/** All of the work as one record. */
export const stateOf = (work: Work): StateRecord => finished(statingOf(work));

/** As `stateOf`, in steps. */
export function* statingOf({ open, saved, path, hash }: Work): Steps<StateRecord> {
  const { past, future } = open.history;
  return {
    kind: 'state',
    version: journalVersion,
    text: yield* serializing(open.design),
    past,
    future,
    saved: markPosition(open.history, saved),
    path,
    hash,
  };
}

/** The work that a state holds. Issues: journal/newer-version, those of a design that cannot be read. */
export function workOf({ version, text, past, future, saved, path, hash }: StateRecord): Result<Work> {
  if (version > journalVersion) return fail(issue('journal/newer-version', {}, { version }));
  const design = parseDesign(text);
  if (!design.ok) return design;
  const history = { past, future };
  return ok({
    open: { design: design.value, history },
    saved: markAt(history, saved),
    path,
    hash,
    isDiscarded: false,
  });
}

const withoutGestures = (steps: readonly Step[]): readonly Step[] =>
  steps.map(({ gesture: _, ...step }) => step);

/** The work as another window goes on with it. Gestures end with their window: no later one may join a step of before. */
export function resumed(work: Work): Work {
  const { open, saved } = work;
  const { past, future } = open.history;
  const history = { past: withoutGestures(past), future: withoutGestures(future) };
  return { ...work, open: { ...open, history }, saved: markAt(history, markPosition(open.history, saved)) };
}

/** The work after what a record tells. Issues: those of an edit that does not apply, as in a journal of another design. */
export function advance(work: Work, record: JournalRecord): Result<Work> {
  switch (record.kind) {
    case 'state':
      return workOf(record);
    case 'commit': {
      const { edit, label, gesture } = record;
      const open = commit(work.open, edit, {
        ...(label !== undefined && { label }),
        ...(gesture !== undefined && { gesture }),
      });
      return open.ok ? ok(moved(work, open.value)) : open;
    }
    case 'undo':
      return ok(moved(work, undone(work.open) ?? work.open));
    case 'redo':
      return ok(moved(work, redone(work.open) ?? work.open));
    case 'saved':
      return ok({
        ...work,
        saved: markAt(work.open.history, record.position),
        path: record.path,
        hash: record.hash,
      });
    case 'discarded':
      return ok({ ...work, isDiscarded: true });
  }
}

function moved(work: Work, open: OpenDesign): Work {
  if (open === work.open) return work;
  const saved = markAfter(work.saved, work.open.history, open.history);
  return { ...work, open, saved, isDiscarded: false };
}
