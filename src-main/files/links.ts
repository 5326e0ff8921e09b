import { basename, dirname, join, resolve } from 'node:path';
import type { Disk } from './disk.ts';
import { errorCode } from './disk.ts';

const mostLinks = 40;

/**
 * The real path that a write to `path` reaches: links in it and in its folders are followed, a link to nothing to the
 * place where it leads. Rejects as the disk does: where a folder is missing, or links lead in a circle.
 */
export async function writtenPath(path: string, disk: Disk, links = mostLinks): Promise<string> {
  try {
    return await disk.realpath(path);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
  const real = join(await disk.realpath(dirname(path)), basename(path));
  const facts = await disk.lstat(real).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  });
  if (facts === null || !facts.isSymbolicLink()) return real;
  if (links === 0) throw Object.assign(new Error('its links lead in a circle'), { code: 'ELOOP' });
  return writtenPath(resolve(dirname(real), await disk.readlink(real)), disk, links - 1);
}
