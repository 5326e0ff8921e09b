import type { Issue, Result } from '../../../src-core/errors.ts';
import { isState, writeLine } from '../../../src-core/journal/line.ts';
import type { JournalRecord, StateRecord } from '../../../src-core/journal/record.ts';

/** What a sender needs of the window. */
export interface SenderOptions {
  /** Appends lines to a journal; answers when they are on the disk. */
  readonly send: (journal: string, lines: readonly string[]) => Promise<Result<{ readonly kept: number }>>;
  /** All that is open now. */
  readonly state: () => StateRecord;
  /** A name for a journal that no other has. */
  readonly newJournal: () => string;
  /** A line was written, kept or not. */
  readonly onLine: (journal: string, number: number, line: string) => void;
  /** All lines up to this one are on the disk. */
  readonly onKept: (journal: string, number: number) => void;
  /** The work goes on in this journal. */
  readonly onJournal: (journal: string) => void;
  /** What is not kept yet, in lines, and why the last attempt failed; no issues where it did not. */
  readonly onWaiting: (lines: number, issues: readonly Issue[]) => void;
}

interface Waiting {
  readonly journal: string;
  readonly number: number;
  readonly line: string;
}

/** So many characters go in one message, where one line does not need more. */
const messageLength = 4_000_000;

/** After so many records a state is written, so that a journal is short to read. */
const recordsPerState = 500;

/** Writes what happens to the open document into its journal and sends it until it is kept. One line after the other, none twice. */
export class Sender {
  readonly #options: SenderOptions;
  #journal: string | null = null;
  #next = 1;
  #sinceState = 0;
  #waiting: readonly Waiting[] = [];
  #isSending = false;

  constructor(options: SenderOptions) {
    this.#options = options;
  }

  get journal(): string | null {
    return this.#journal;
  }

  /** Begins with what is open now. @param number of the first line: higher than any that the journal has */
  begin(journal: string, number = 1): void {
    this.#journal = journal;
    this.#next = number;
    this.#options.onJournal(journal);
    this.#write(this.#options.state());
    this.send();
  }

  add(record: JournalRecord): void {
    if (this.#journal === null) return;
    this.#write(record);
    if (this.#sinceState >= recordsPerState) this.#write(this.#options.state());
    this.send();
  }

  /** Sends what waits; all of it again where an attempt failed. What waits of the document before goes first. */
  send(): void {
    const journal = this.#waiting[0]?.journal;
    if (this.#isSending || journal === undefined) return;
    this.#isSending = true;
    const lines: string[] = [];
    let length = 0;
    for (const waiting of this.#waiting) {
      length += waiting.line.length;
      if (waiting.journal !== journal || (lines.length > 0 && length > messageLength)) break;
      lines.push(waiting.line);
    }
    this.#options.onWaiting(this.#waiting.length, []);
    void this.#options.send(journal, lines).then((result) => {
      this.#isSending = false;
      if (result.ok) this.#kept(journal, result.value.kept);
      else this.#refused(journal, result.issues);
    });
  }

  #write(record: JournalRecord): void {
    if (this.#journal === null) return;
    const journal = this.#journal;
    const number = this.#next;
    const line = writeLine({ number, record });
    this.#next += 1;
    this.#sinceState = record.kind === 'state' ? 0 : this.#sinceState + 1;
    // What came before a state is not needed any more, sent or not.
    if (record.kind === 'state') this.#drop(journal, number);
    this.#waiting = [...this.#waiting, { journal, number, line }];
    this.#options.onLine(journal, number, line);
  }

  #drop(journal: string, to: number): void {
    this.#waiting = this.#waiting.filter((waiting) => waiting.journal !== journal || waiting.number > to);
  }

  #kept(journal: string, number: number): void {
    this.#drop(journal, number);
    this.#options.onKept(journal, number);
    this.#options.onWaiting(this.#waiting.length, []);
    this.send();
  }

  #refused(journal: string, issues: readonly Issue[]): void {
    const code = issues[0]?.code;
    const isOpen = journal === this.#journal;
    const isStateRefused = isState(this.#waiting[0]?.line ?? '');
    if (code === 'journal/diverged') {
      this.#drop(journal, Number.POSITIVE_INFINITY);
      if (isOpen) this.begin(this.#options.newJournal());
    } else if (code === 'journal/gap' && !isStateRefused) {
      // A journal that was forgotten, or lost its end, goes on with all that is open.
      if (isOpen) this.#write(this.#options.state());
      else this.#drop(journal, Number.POSITIVE_INFINITY);
    } else {
      this.#options.onWaiting(this.#waiting.length, issues);
      return;
    }
    this.send();
  }
}
