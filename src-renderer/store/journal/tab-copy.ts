import { beyondLimit } from '../../../src-core/journal/bound.ts';

/**
 * The browser's own copy of the journals that its tabs wrote, in IndexedDB: what a dead server did not take is there when it
 * runs again. A browser that has none, as in some private windows, keeps no copy.
 */

const lineStore = 'lines';
const journalStore = 'journals';

interface CopiedJournal {
  readonly id: string;
  /** The number of the last line, and of the last one that the services have. */
  readonly last: number;
  readonly kept: number;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
  });

const finished = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve());
    transaction.addEventListener('abort', () => reject(transaction.error));
  });

let opened: Promise<IDBDatabase | null> | null = null;

function database(): Promise<IDBDatabase | null> {
  opened ??= new Promise((resolve) => {
    if (typeof indexedDB === 'undefined') return resolve(null);
    const request = indexedDB.open('blockwright', 1);
    request.addEventListener('upgradeneeded', () => {
      request.result.createObjectStore(lineStore);
      request.result.createObjectStore(journalStore, { keyPath: 'id' });
    });
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => resolve(null));
  });
  return opened;
}

/** Does work on the copy. @returns what it returns, or `otherwise` where there is no copy or the browser has no room for it */
async function withCopy<T>(
  mode: IDBTransactionMode,
  otherwise: T,
  work: (lines: IDBObjectStore, journals: IDBObjectStore) => Promise<T>,
): Promise<T> {
  const base = await database();
  if (base === null) return otherwise;
  try {
    const transaction = base.transaction([lineStore, journalStore], mode);
    const done = finished(transaction);
    const result = await work(transaction.objectStore(lineStore), transaction.objectStore(journalStore));
    await done;
    return result;
  } catch {
    return otherwise;
  }
}

const linesOf = (id: string, below = Number.POSITIVE_INFINITY): IDBKeyRange =>
  IDBKeyRange.bound([id, 0], [id, below], false, true);

async function journalOf(journals: IDBObjectStore, id: string): Promise<CopiedJournal> {
  const found: CopiedJournal | undefined = await settled(journals.get(id));
  return found ?? { id, last: 0, kept: 0, bytes: 0, modified: 0 };
}

/** Copies a line. @param isState whether the lines before it are not needed any more */
export function copyLine(id: string, number: number, line: string, isState: boolean): Promise<void> {
  return withCopy('readwrite', undefined, async (lines, journals) => {
    const journal = await journalOf(journals, id);
    if (isState) lines.delete(linesOf(id, number));
    lines.put(line, [id, number]);
    // A character takes two bytes at most.
    const bytes = (isState ? 0 : journal.bytes) + 2 * line.length;
    journals.put({ ...journal, last: number, bytes, modified: Date.now() });
    if (!isState) return;
    const all: CopiedJournal[] = await settled(journals.getAll());
    for (const old of beyondLimit(all, undefined, (other) => other === id)) {
      lines.delete(linesOf(old.id));
      journals.delete(old.id);
    }
  });
}

/** Notes that the services have all lines up to a number. */
export function noteKept(id: string, number: number): Promise<void> {
  return withCopy('readwrite', undefined, async (_, journals) => {
    const journal = await journalOf(journals, id);
    if (journal.last > 0 && number > journal.kept) journals.put({ ...journal, kept: number });
  });
}

/** The lines of a journal, in their order. */
export const copiedLines = (id: string): Promise<readonly string[]> =>
  withCopy<readonly string[]>('readonly', [], async (lines) => settled(lines.getAll(linesOf(id))));

/** The journals of which the services lack lines. */
export const journalsAhead = (): Promise<readonly string[]> =>
  withCopy<readonly string[]>('readonly', [], async (_, journals) => {
    const all: CopiedJournal[] = await settled(journals.getAll());
    return all.filter(({ last, kept }) => last > kept).map(({ id }) => id);
  });

/** Removes the copies of all journals but those that are in use. */
export function forgetCopies(isUsed: (id: string) => boolean): Promise<void> {
  return withCopy('readwrite', undefined, async (lines, journals) => {
    const all: CopiedJournal[] = await settled(journals.getAll());
    for (const { id } of all) {
      if (isUsed(id)) continue;
      lines.delete(linesOf(id));
      journals.delete(id);
    }
  });
}
