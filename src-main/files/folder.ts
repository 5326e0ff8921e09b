import type { Dirent } from 'node:fs';
import { mkdir, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Folder, FolderEntry } from '../../src-core/contract.ts';
import type { Result } from '../../src-core/errors.ts';
import { fail, ok } from '../../src-core/errors.ts';
import type { Access } from './access.ts';
import { fileIssue } from './failure.ts';

export const designSuffix = '.blockwright.json';

/** One line of the listing; null for what vanished meanwhile, cannot be seen, or leads out of the access. */
async function describeEntry(access: Access, folder: string, entry: Dirent): Promise<FolderEntry | null> {
  const path = join(folder, entry.name);
  const real = await access.resolve(path);
  if (!real.ok) return null;
  const stats = await stat(real.value).catch(() => null);
  if (stats === null || !(stats.isFile() || stats.isDirectory())) return null;
  const kind = stats.isDirectory() ? 'folder' : entry.name.endsWith(designSuffix) ? 'design' : 'other';
  return {
    name: entry.name,
    path,
    kind,
    bytes: stats.isDirectory() ? 0 : stats.size,
    modified: stats.mtimeMs,
  };
}

const rank: Readonly<Record<FolderEntry['kind'], number>> = { folder: 0, design: 1, other: 2 };

/**
 * What lies in a folder: folders first, then designs, then the rest, each by name. Hidden files are left out.
 * Issues: as `access`, file/not-found, file/not-readable.
 */
export async function listFolder(access: Access, path: string): Promise<Result<Folder>> {
  const real = await access.resolve(path);
  if (!real.ok) return real;
  try {
    const names = await readdir(real.value, { withFileTypes: true });
    const visible = names.filter((entry) => !entry.name.startsWith('.'));
    const entries = await Promise.all(visible.map((entry) => describeEntry(access, real.value, entry)));
    const sorted = entries
      .filter((entry) => entry !== null)
      .sort((a, b) => rank[a.kind] - rank[b.kind] || (a.name < b.name ? -1 : 1));
    const parent = real.value === access.root ? null : dirname(real.value);
    return ok({ path: real.value, parent, entries: sorted });
  } catch (error) {
    return fail(fileIssue(error, path, 'read'));
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

/** Makes one folder; one that is there is as good. */
async function makeOne(path: string, mode: number): Promise<void> {
  try {
    await mkdir(path, { mode });
  } catch (error) {
    const isThere = codeOf(error) !== 'ENOENT' && (await stat(path).catch(() => null))?.isDirectory();
    if (!isThere) throw error;
  }
}

/**
 * Not `recursive` of Node 20, which tries for ever where a folder that is there takes no new ones and says it is missing, as /proc does.
 */
async function makeAll(path: string, mode: number): Promise<void> {
  try {
    await makeOne(path, mode);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' || dirname(path) === path) throw error;
    await makeAll(dirname(path), mode);
    await makeOne(path, mode);
  }
}

/** Makes a folder, and those above it, where they are missing. Issues: file/not-writable, file/disk-full. */
export async function makeFolder(path: string, mode = 0o777): Promise<Result<string>> {
  try {
    await makeAll(path, mode);
    return ok(path);
  } catch (error) {
    return fail(fileIssue(error, path, 'write'));
  }
}
