import { join } from 'node:path';
import type { Result } from '../../src-core/errors.ts';
import { fail, issue, ok } from '../../src-core/errors.ts';
import type { KeptProfile } from '../../src-core/results/kept-profile.ts';
import type { StoredResult } from '../../src-core/results/result.ts';
import {
  deletedLine,
  fittingLines,
  mergedLines,
  resultLine,
  resultsOf,
  textOfLines,
} from '../../src-core/results/result-lines.ts';
import type { Disk } from './disk.ts';
import { errorCode, disk as realDisk, writeFully } from './disk.ts';
import { fileIssue } from './failure.ts';
import { locked } from './lock.ts';
import type { ProfileStore } from './profile-store.ts';
import { profileStore } from './profile-store.ts';
import { turns } from './turns.ts';
import { saveText } from './write.ts';

/** The results of a person's measurements, in one file that only the person can read. Safe with several processes. */
export interface ResultStore {
  /** Where they are; null where nothing is kept. */
  readonly path: string | null;
  /**
   * Appends results, and keeps the profiles among them by item; the answer comes when they are on the disk. Issues:
   * results/no-place, those of a disk.
   */
  add(results: readonly StoredResult[], profiles?: readonly KeptProfile[]): Promise<Result<null>>;
  /** The profiles that are kept by item. */
  readonly profiles: Pick<ProfileStore, 'ids' | 'read'>;
  /** The newest first; none where there is no file. Issue: file/not-readable. */
  list(): Promise<Result<readonly StoredResult[]>>;
  /** Deletes results for good: no file that is merged brings them back. Issues: those of a disk. */
  remove(ids: readonly string[]): Promise<Result<{ readonly removed: number }>>;
  /** Deletes everything, what says that results were deleted as well. Issues: those of a disk. */
  clear(): Promise<Result<{ readonly removed: number }>>;
  /** Takes in the lines of another store. Issues: results/none-inside, results/no-place, those of a disk. */
  merge(text: string): Promise<Result<{ readonly added: number; readonly removed: number }>>;
}

const fileName = 'results.jsonl';

/** Beyond this the oldest go, down to three quarters. In bytes, as lines are mostly ASCII; some ten thousand results. */
const mostBytes = 8 * 1024 * 1024;

const noPlace = () => fail(issue('results/no-place'));

const nowhere: ResultStore = {
  path: null,
  add: async () => noPlace(),
  profiles: profileStore(null),
  list: async () => ok([]),
  remove: async () => ok({ removed: 0 }),
  clear: async () => ok({ removed: 0 }),
  merge: async () => noPlace(),
};

interface StoreOptions {
  readonly disk?: Disk;
  /** Bytes from which on the oldest go. */
  readonly most?: number;
}

/** @param folder of the user's data; null where there is none */
export const resultStore = (folder: string | null, options: StoreOptions = {}): ResultStore =>
  folder === null ? nowhere : storeIn(folder, options);

function storeIn(folder: string, { disk = realDisk, most = mostBytes }: StoreOptions): ResultStore {
  const path = join(folder, fileName);
  /** Saving a file claims the file itself, so turns of the store are claimed under another name. */
  const claimed = `${path}.turn`;
  const inTurn = turns();
  const profiles = profileStore(folder);

  async function text(): Promise<string> {
    try {
      return new TextDecoder().decode(await disk.readFile(path));
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return '';
      throw error;
    }
  }

  /** Replaces the file while this process has its turn; power cuts leave the old one or the new one. */
  async function rewrite(lines: ReadonlyMap<string, string>): Promise<Result<null>> {
    const saved = await saveText(path, textOfLines(lines), { overwrite: true, mode: 0o600 }, disk);
    return saved.ok ? ok(null) : saved;
  }

  async function append(before: string, added: string): Promise<void> {
    const isTorn = before !== '' && !before.endsWith('\n');
    const file = await disk.open(path, 'a', 0o600);
    try {
      await writeFully(file, new TextEncoder().encode(`${isTorn ? '\n' : ''}${added}`));
      await file.datasync();
    } finally {
      await file.close();
    }
  }

  /** Does work on what the file holds while nobody else writes it. */
  async function alone<T>(work: (text: string) => Promise<Result<T>>): Promise<Result<T>> {
    try {
      return await inTurn(path, async () => {
        await disk.mkdir(folder, { recursive: true, mode: 0o700 });
        return locked(claimed, disk, async () => work(await text()));
      });
    } catch (error) {
      return fail(fileIssue(error, path, 'write'));
    }
  }

  return {
    path,
    profiles,
    add: (results, byItem = []) =>
      alone(async (before) => {
        const kept = await profiles.add(byItem);
        if (!kept.ok) return kept;
        const added = results.map((result) => `${resultLine(result)}\n`).join('');
        if (before.length + added.length <= most) {
          await append(before, added);
          return ok(null);
        }
        return rewrite(fittingLines(mergedLines(before, added), (most * 3) / 4));
      }),
    async list() {
      try {
        return ok(resultsOf(mergedLines(await text())));
      } catch (error) {
        return fail(fileIssue(error, path, 'read'));
      }
    },
    remove: (ids) =>
      alone(async (before) => {
        const lines = mergedLines(before);
        const known = ids.filter((id) => lines.has(id));
        const deleted = known.map(deletedLine).join('\n');
        const written = await rewrite(mergedLines(textOfLines(lines), deleted));
        if (written.ok) await profiles.remove(known);
        return written.ok ? ok({ removed: known.length }) : written;
      }),
    clear: () =>
      alone(async (before) => {
        const removed = resultsOf(mergedLines(before)).length;
        const written = await rewrite(new Map());
        if (written.ok) await profiles.remove(null);
        return written.ok ? ok({ removed }) : written;
      }),
    merge: (other) =>
      alone(async (before) => {
        const [own, all] = [mergedLines(before), mergedLines(before, other)];
        if (mergedLines(other).size === 0) return fail(issue('results/none-inside'));
        const fitting = fittingLines(all, most);
        const written = await rewrite(fitting);
        if (!written.ok) return written;
        const [ids, now] = [own, fitting].map((lines) => new Set(resultsOf(lines).map(({ id }) => id)));
        const added = [...now!].filter((id) => !ids!.has(id)).length;
        return ok({ added, removed: [...ids!].filter((id) => !now!.has(id)).length });
      }),
  };
}
