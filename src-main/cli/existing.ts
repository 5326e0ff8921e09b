import { lstat } from 'node:fs/promises';
import type { Result } from '../../src-core/errors.ts';
import { fail, issue, ok } from '../../src-core/errors.ts';

const isThere = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  );

/** Refuses to go on where a file is there that a command was not told to replace. Issue: file/exists. */
export async function mayWrite(paths: readonly string[], force: boolean): Promise<Result<null>> {
  if (force) return ok(null);
  for (const path of paths) {
    if (await isThere(path)) return fail(issue('file/exists', { file: path }));
  }
  return ok(null);
}
