import { readFile, stat } from 'node:fs/promises';
import type { Result } from '../../src-core/errors.ts';
import { fail, ok } from '../../src-core/errors.ts';
import { contentHash } from './content-hash.ts';
import { errorCode } from './disk.ts';
import { fileIssue } from './failure.ts';
import { designLimit } from './read.ts';

interface Seen {
  readonly path: string;
  readonly modified: number;
  readonly bytes: number;
  readonly hash: string;
}

/**
 * Tells again and again what a file holds, as its hash; null where it is not there, or holds more than any design.
 * A file with the length and time of before is not read again: this is for a notice, not for a decision what to overwrite.
 */
export function hashReader(): (path: string) => Promise<Result<{ hash: string | null }>> {
  let seen: Seen | null = null;
  return async (path) => {
    try {
      const { mtimeMs: modified, size: bytes } = await stat(path);
      if (bytes > designLimit) return ok({ hash: null });
      if (seen?.path === path && seen.modified === modified && seen.bytes === bytes) {
        return ok({ hash: seen.hash });
      }
      const hash = contentHash(await readFile(path));
      seen = { path, modified, bytes, hash };
      return ok({ hash });
    } catch (error) {
      return errorCode(error) === 'ENOENT' ? ok({ hash: null }) : fail(fileIssue(error, path, 'read'));
    }
  };
}
