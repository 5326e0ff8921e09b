import { readlinkSync, rmSync } from 'node:fs';
import { chmod, lstat, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { temporaryPlace, temporaryPlaces } from './temporary-place.ts';

export interface PrivateFolder {
  readonly path: string;
  remove(): Promise<void>;
}

const prefix = 'blockwright-';
const ownerFile = 'owner';

/** Process numbers mean something on one machine only, and on Linux in one of its namespaces. */
function numbering(): string {
  try {
    return `${hostname()} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return hostname();
  }
}

const owned = new Set<string>();
const removal = { recursive: true, force: true, maxRetries: 3 } as const;

/** What an end of the process does not wait for is removed as it happens. */
function removeOwned(): void {
  for (const path of owned) rmSync(path, removal);
}

/**
 * Makes a folder for temporary files that only this user can look into, with a file that says which process owns it. It goes
 * with `remove`, or when this process ends by itself; after any other end by the next `sweepPrivateFolders`.
 */
export async function privateFolder(): Promise<PrivateFolder> {
  const path = await mkdtemp(join(await temporaryPlace(), prefix));
  if (owned.size === 0) process.once('exit', removeOwned);
  owned.add(path);
  await chmod(path, 0o700);
  await writeFile(join(path, ownerFile), `${process.pid} ${numbering()}\n`, { mode: 0o600, flag: 'wx' });
  return {
    path,
    async remove() {
      await rm(path, removal);
      owned.delete(path);
      if (owned.size === 0) process.off('exit', removeOwned);
    },
  };
}

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}

/** Whether a folder is one of this user's whose owner has ended; where that cannot be told, it is not. */
async function isAbandoned(path: string): Promise<boolean> {
  const stats = await lstat(path);
  if (!stats.isDirectory() || (process.getuid !== undefined && stats.uid !== process.getuid())) return false;
  const owner = /^(\d+) (.+)\n$/.exec(await readFile(join(path, ownerFile), 'utf8'));
  return owner !== null && owner[2] === numbering() && isGone(Number(owner[1]));
}

/** Removes the private folders of processes that ended without removing theirs. Never rejects. */
export async function sweepPrivateFolders(): Promise<void> {
  for (const place of new Set(temporaryPlaces())) {
    const names = await readdir(place).catch(() => []);
    for (const name of names) {
      if (!name.startsWith(prefix)) continue;
      const path = join(place, name);
      const abandoned = await isAbandoned(path).catch(() => false);
      if (abandoned) await rm(path, removal).catch(() => undefined);
    }
  }
}
