import { join } from 'node:path';
import type { Result } from '../../src-core/errors.ts';
import { fail, issue, ok } from '../../src-core/errors.ts';
import { isState, lineNumber } from '../../src-core/journal/line.ts';
import { countingLines } from '../../src-core/journal/replay.ts';
import type { Disk } from './disk.ts';
import { errorCode, disk as realDisk, writeFully } from './disk.ts';
import { fileIssue } from './failure.ts';
import { turns } from './turns.ts';
import { saveText } from './write.ts';

/** A journal as a file. */
interface JournalFile {
  readonly id: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

/** The journals of a person: one append-only file for each open document. Only the person can read them. */
export interface Journals {
  /**
   * Appends lines and answers with the number of the last one when they are on the disk. Lines that are there already are
   * passed over, so that a window can send again what it does not know to be kept.
   * Issues: journal/gap where lines between are missing, journal/diverged where another line has the number, those of a disk.
   */
  append(id: string, lines: readonly string[]): Promise<Result<{ readonly kept: number }>>;
  /** The lines that count, as `countingLines`; none for a journal that is not there. */
  read(id: string): Promise<Result<readonly string[]>>;
  list(): Promise<Result<readonly JournalFile[]>>;
  remove(id: string): Promise<void>;
}

/** A journal whose lines grow beyond this is written anew from its last state, once that saves half of it. In bytes. */
const compactFrom = 4 * 1024 * 1024;

const ending = '.journal';

/** What is known of a file without reading it again. */
interface Known {
  /** As this process left it; another length means that another one wrote. */
  bytes: number;
  last: number;
  /** Lines by their numbers, as far back as the last state. */
  lines: Map<number, string>;
  /** A line was torn at the end, so the next one begins with a break. */
  isTorn: boolean;
}

const byNumber = (lines: readonly string[]): Map<number, string> =>
  new Map(lines.map((line) => [lineNumber(line) ?? 0, line]));

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

export function journals(folder: string, disk: Disk = realDisk): Journals {
  const known = new Map<string, Known>();
  const inTurn = turns();
  const pathOf = (id: string): string => join(folder, `${id}${ending}`);

  async function load(id: string): Promise<Known> {
    let bytes: Uint8Array;
    try {
      bytes = await disk.readFile(pathOf(id));
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') throw error;
      bytes = new Uint8Array();
    }
    const text = new TextDecoder().decode(bytes);
    const counting = countingLines(text.split('\n'));
    const last = lineNumber(counting.at(-1) ?? '') ?? 0;
    const isTorn = text !== '' && !text.endsWith('\n');
    return { bytes: bytes.byteLength, last, lines: byNumber(counting), isTorn };
  }

  /** The lines that are new, or why they cannot follow. */
  function following({ last, lines: old }: Known, lines: readonly string[]): Result<readonly string[]> {
    const fresh: string[] = [];
    let next = last + 1;
    for (const line of lines) {
      const number = lineNumber(line);
      if (number === null)
        return fail(issue('call/invalid', {}, { call: 'keepEdits', detail: 'a line is torn' }));
      const there = old.get(number);
      if (number < next) {
        if (there !== undefined && there !== line) return fail(issue('journal/diverged'));
        continue;
      }
      // A state needs nothing that comes before it; a journal that was forgotten here begins with one.
      if ((number > next || last + fresh.length === 0) && !isState(line)) {
        return fail(issue('journal/gap', {}, { last }));
      }
      fresh.push(line);
      next = number + 1;
    }
    return ok(fresh);
  }

  async function write(id: string, state: Known, lines: readonly string[]): Promise<void> {
    const bytes = bytesOf(`${state.isTorn ? '\n' : ''}${lines.join('\n')}\n`);
    // What is remembered holds again once all is written: after a failure the file is read anew.
    known.delete(id);
    await disk.mkdir(folder, { recursive: true, mode: 0o700 });
    const file = await disk.open(pathOf(id), 'a', 0o600);
    try {
      await writeFully(file, bytes);
      await file.datasync();
    } finally {
      await file.close();
    }
    const start = lines.findLastIndex(isState);
    if (start >= 0) state.lines.clear();
    for (const [number, line] of byNumber(lines.slice(Math.max(0, start)))) state.lines.set(number, line);
    const last = lineNumber(lines.at(-1) ?? '') ?? state.last;
    known.set(id, { ...state, bytes: state.bytes + bytes.byteLength, last, isTorn: false });
  }

  async function compact(id: string): Promise<void> {
    const state = known.get(id);
    if (state === undefined || state.bytes < compactFrom) return;
    const text = `${[...state.lines.values()].join('\n')}\n`;
    if (bytesOf(text).byteLength * 2 > state.bytes) return;
    known.delete(id);
    // The old file tells the same, so that a failure here costs nothing but room.
    await saveText(pathOf(id), text, { overwrite: true }, disk);
  }

  async function appendNow(id: string, lines: readonly string[]): Promise<Result<{ kept: number }>> {
    try {
      const remembered = known.get(id);
      const facts = await disk.stat(pathOf(id)).catch(() => null);
      const state = remembered?.bytes === (facts?.size ?? 0) ? remembered : await load(id);
      const fresh = following(state, lines);
      if (!fresh.ok) return fresh;
      if (fresh.value.length === 0) return ok({ kept: state.last });
      await write(id, state, fresh.value);
      const kept = lineNumber(fresh.value.at(-1) ?? '') ?? state.last;
      await compact(id);
      return ok({ kept });
    } catch (error) {
      return fail(fileIssue(error, pathOf(id), 'write'));
    }
  }

  return {
    append: (id, lines) => inTurn(id, () => appendNow(id, lines)),
    read: (id) =>
      inTurn(id, async () => {
        try {
          return ok([...(await load(id)).lines.values()]);
        } catch (error) {
          return fail(fileIssue(error, pathOf(id), 'read'));
        }
      }),
    async list() {
      try {
        const names = await disk.readdir(folder);
        const files = names
          .filter((name) => name.endsWith(ending))
          .map(async (name) => {
            const facts = await disk.stat(join(folder, name)).catch(() => null);
            const id = name.slice(0, -ending.length);
            return facts === null ? [] : [{ id, bytes: facts.size, modified: facts.mtimeMs }];
          });
        return ok((await Promise.all(files)).flat());
      } catch (error) {
        if (errorCode(error) === 'ENOENT') return ok([]);
        return fail(fileIssue(error, folder, 'read'));
      }
    },
    remove: (id) =>
      inTurn(id, async () => {
        known.delete(id);
        await disk.unlink(pathOf(id)).catch(() => undefined);
      }),
  };
}
