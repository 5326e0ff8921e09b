import type { Edit } from '../document/edit.ts';
import type { Step } from '../document/history.ts';

/** The version of the records. A journal of a newer version is not read. */
export const journalVersion = 1;

/** All that is open, at one moment: what comes before it in a journal is not needed any more. */
export interface StateRecord {
  readonly kind: 'state';
  readonly version: number;
  /** The design, as a file holds it. */
  readonly text: string;
  readonly past: readonly Step[];
  readonly future: readonly Step[];
  /** How many steps are done where the file was written, as `markPosition`. */
  readonly saved: number | null;
  readonly path: string | null;
  /** Of the file when it was opened or saved last; null where there is none. */
  readonly hash: string | null;
}

/** A file holds the design as it is, or was while it was written. */
interface SavedRecord {
  readonly kind: 'saved';
  readonly path: string;
  readonly hash: string;
  /** How many steps are done in it, as `markPosition`. */
  readonly position: number | null;
}

/** One thing that happened to an open document, as data. */
export type JournalRecord =
  | StateRecord
  | { readonly kind: 'commit'; readonly edit: Edit; readonly label?: string; readonly gesture?: string }
  | { readonly kind: 'undo' }
  | { readonly kind: 'redo' }
  | SavedRecord
  /** The person did not want what is not saved. */
  | { readonly kind: 'discarded' };

/** A record at its place: numbers rise by one from 1 in each journal. */
export interface Entry {
  readonly number: number;
  readonly record: JournalRecord;
}
