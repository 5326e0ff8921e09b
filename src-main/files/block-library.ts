import { join } from 'node:path';
import type { KeptLibrary } from '../../src-core/contract.ts';
import type { Result } from '../../src-core/errors.ts';
import { fail, issue, ok } from '../../src-core/errors.ts';
import { makeFolder } from './folder.ts';
import { readText, textHash } from './read.ts';
import type { Versions } from './versions.ts';
import { saveText } from './write.ts';

const fileName = 'library.block.json';

/** The file of a person's own blocks, which designs copy from. Only the person can read it. */
export interface BlockLibrary {
  /** Null where there is none yet. Issues: library/no-place, file/not-readable. */
  read(): Promise<Result<KeptLibrary | null>>;
  /**
   * Writes it, where it still holds what was read; what it held is kept as a version.
   * @param seen the hash of what was read, null where there was none
   * Issues: library/no-place, file/changed, file/exists, file/disk-full, file/not-writable.
   */
  write(text: string, seen: string | null): Promise<Result<{ readonly hash: string }>>;
}

const noPlace = () => fail(issue('library/no-place'));

/** @param folder of the user's data; null where there is none */
export function blockLibrary(folder: string | null, versions: Pick<Versions, 'keep'>): BlockLibrary {
  if (folder === null) return { read: async () => noPlace(), write: async () => noPlace() };
  const path = join(folder, fileName);
  return {
    async read() {
      const text = await readText(path);
      if (text.ok) return ok({ text: text.value, hash: textHash(text.value) });
      return text.issues.some(({ code }) => code === 'file/not-found') ? ok(null) : text;
    },
    async write(text, seen) {
      const made = await makeFolder(folder, 0o700);
      if (!made.ok) return made;
      const saved = await saveText(path, text, {
        overwrite: seen !== null,
        ...(seen !== null && { seen }),
        mode: 0o600,
        keepOld: (old) => versions.keep(path, old),
      });
      return saved.ok ? ok({ hash: saved.value.hash }) : saved;
    },
  };
}
