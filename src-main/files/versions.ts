import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Result } from '../../src-core/errors.ts';
import { fail, issue } from '../../src-core/errors.ts';
import type { Kept } from '../../src-core/journal/bound.ts';
import { contentHash } from './content-hash.ts';
import type { Disk } from './disk.ts';
import { errorCode, disk as realDisk } from './disk.ts';
import { makeFolder } from './folder.ts';
import { readText } from './read.ts';
import { writeChunks } from './write.ts';

/** How many contents of each file are kept from before it was saved over. */
const keptVersions = 10;

/** A content that a file had before a save. */
interface VersionFile {
  readonly id: string;
  readonly bytes: number;
  /** When it was replaced, in milliseconds since 1970. */
  readonly replaced: number;
}

/** The contents that files had before they were saved over, the last ten of each. Only the person can read them. */
export interface Versions {
  /** Keeps a content of the file at a path; one that is kept already as the latest stays as it is. Rejects where it cannot be kept. */
  keep(path: string, content: Uint8Array): Promise<void>;
  /** The newest first. */
  list(path: string): Promise<readonly VersionFile[]>;
  /** Issues: file/not-found, file/not-readable. */
  read(path: string, id: string): Promise<Result<string>>;
  /** All versions of all files. */
  all(): Promise<readonly Kept[]>;
  /** @param id as `all` gives it */
  remove(id: string): Promise<void>;
}

const namePattern = /^(\d{15})-[0-9a-f]{12}$/;

export function versions(folder: string, now: () => number = Date.now, disk: Disk = realDisk): Versions {
  const folderOf = (path: string): string =>
    join(folder, createHash('sha256').update(path).digest('hex').slice(0, 32));

  const names = (of: string): Promise<string[]> =>
    disk.readdir(of).catch((error: unknown) => {
      if (errorCode(error) === 'ENOENT') return [];
      throw error;
    });

  const versionNames = async (path: string): Promise<string[]> =>
    (await names(folderOf(path))).filter((name) => namePattern.test(name)).sort();

  return {
    async keep(path, content) {
      const hash = contentHash(content).slice(0, 12);
      const there = await versionNames(path);
      if (there.at(-1)?.endsWith(hash)) return;
      const own = folderOf(path);
      const made = await makeFolder(own, 0o700);
      if (!made.ok) throw new Error('the folder of versions cannot be made');
      // Times rise even where the clock goes back, so that the order stays.
      const latest = Number(there.at(-1)?.slice(0, 15) ?? 0);
      const name = `${String(Math.max(now(), latest + 1)).padStart(15, '0')}-${hash}`;
      const options = { overwrite: false, durable: true, mode: 0o600 };
      const written = await writeChunks(join(own, name), [content], options, disk);
      if (!written.ok) throw new Error(written.issues[0]?.code);
      for (const old of [...there, name].slice(0, -keptVersions)) {
        await disk.unlink(join(own, old)).catch(() => undefined);
      }
    },
    async list(path) {
      const found: VersionFile[] = [];
      for (const id of await versionNames(path)) {
        const facts = await disk.stat(join(folderOf(path), id)).catch(() => null);
        if (facts !== null) found.push({ id, bytes: facts.size, replaced: Number(id.slice(0, 15)) });
      }
      return found.reverse();
    },
    async read(path, id) {
      if (!namePattern.test(id)) return fail(issue('file/not-found', { file: path }));
      return readText(join(folderOf(path), id));
    },
    async all() {
      const found: Kept[] = [];
      for (const each of await names(folder)) {
        for (const name of await names(join(folder, each)).catch(() => [])) {
          const facts = await disk.stat(join(folder, each, name)).catch(() => null);
          if (facts !== null)
            found.push({ id: join(each, name), bytes: facts.size, modified: facts.mtimeMs });
        }
      }
      return found;
    },
    remove: (id) => disk.unlink(join(folder, id)).catch(() => undefined),
  };
}
