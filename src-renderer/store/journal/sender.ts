import type { Issue, Result } from '../../../src-core/errors.ts';
import { writeLine } from '../../../src-core/journal/line.ts';
import type { JournalRecord, StateRecord } from '../../../src-core/journal/record.ts';

/** What a sender needs of the window. */
export interface SenderOptions {
  /** Appends lines to a journal; answers when they are on the disk. */
  readonly send: (journal: string, lines: readonly string[]) => Promise<Result<{ readonly kept: number }>>;
  /** The line that tells all that is open now; later, where it takes long to write. */
  readonly stateLine: (number: number) => string | Promise<string>;
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
  readonly isState: boolean;
  /** Null while it is being written. Those behind it wait for it: a journal is told in order. */
  line: string | null;
  isTold: boolean;
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
    this.#writeState();
    this.send();
  }

  add(record: Exclude<JournalRecord, StateRecord>): void {
    if (this.#journal === null) return;
    this.#write((number) => writeLine({ number, record }), false);
    if (this.#sinceState >= recordsPerState) this.#writeState();
    this.send();
  }

  /** Sends what waits; all of it again where an attempt failed. What waits of the document before goes first. */
  send(): void {
    const journal = this.#waiting[0]?.journal;
    if (this.#isSending || journal === undefined) return;
    const lines: string[] = [];
    let length = 0;
    for (const waiting of this.#waiting) {
      if (waiting.line === null || waiting.journal !== journal) break;
      length += waiting.line.length;
      if (lines.length > 0 && length > messageLength) break;
      lines.push(waiting.line);
    }
    this.#options.onWaiting(this.#waiting.length, []);
    if (lines.length === 0) return;
    this.#isSending = true;
    void this.#options.send(journal, lines).then((result) => {
      this.#isSending = false;
      if (result.ok) this.#kept(journal, result.value.kept);
      else this.#refused(journal, result.issues);
    });
  }

  #writeState(): void {
    this.#write((number) => this.#options.stateLine(number), true);
  }

  #write(lineOf: (number: number) => string | Promise<string>, isState: boolean): void {
    if (this.#journal === null) return;
    const number = this.#next;
    const line = lineOf(number);
    this.#next += 1;
    this.#sinceState = isState ? 0 : this.#sinceState + 1;
    const written = typeof line === 'string' ? line : null;
    const waiting: Waiting = { journal: this.#journal, number, isState, line: written, isTold: false };
    this.#waiting = [...this.#waiting, waiting];
    this.#tell();
    if (typeof line === 'string') return;
    void line.then((late) => {
      waiting.line = late;
      this.#tell();
      this.send();
    });
  }

  /** Tells of the lines that are written, up to the first that is not. */
  #tell(): void {
    for (const waiting of this.#waiting) {
      const { journal, number, isState, line, isTold } = waiting;
      if (line === null) return;
      if (isTold) continue;
      waiting.isTold = true;
      // What came before a state is not needed any more, sent or not.
      if (isState) this.#drop(journal, number - 1);
      this.#options.onLine(journal, number, line);
    }
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
    const isStateRefused = this.#waiting[0]?.isState === true;
    if (code === 'journal/diverged') {
      this.#drop(journal, Number.POSITIVE_INFINITY);
      if (isOpen) this.begin(this.#options.newJournal());
    } else if (code === 'journal/gap' && !isStateRefused) {
      // A journal that was forgotten, or lost its end, goes on with all that is open.
      if (isOpen) this.#writeState();
      else this.#drop(journal, Number.POSITIVE_INFINITY);
    } else {
      this.#options.onWaiting(this.#waiting.length, issues);
      return;
    }
    this.send();
  }
}
