import { readlinkSync, rmSync } from 'node:fs';
import { chmod, lstat, mkdtemp, readdir, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { runs, short } from './makers.ts';
import { temporaryPlace, temporaryPlaces } from './temporary-place.ts';

export interface PrivateFolder {
  readonly path: string;
  remove(): Promise<void>;
}

/** Process numbers mean something on one machine only, and on Linux in one of its namespaces. */
function numbering(): string {
  try {
    return `${hostname()} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return hostname();
  }
}

/** The name says who owns a folder from its first moment on: a process may be killed before it can write anything into it. */
const prefix = (owner: number): string => `blockwright-${short(numbering())}-${owner}-`;
const pattern = /^blockwright-[0-9a-f]{8}-([0-9]{1,10})-[A-Za-z0-9]{6}$/;

const owned = new Set<string>();
const removal = { recursive: true, force: true, maxRetries: 3 } as const;

/** What an end of the process does not wait for is removed as it happens. */
function removeOwned(): void {
  for (const path of owned) rmSync(path, removal);
}

/**
 * Makes a folder for temporary files that only this user can look into; its name says which process owns it. It goes
 * with `remove`, or when this process ends by itself; after any other end by the next `sweepPrivateFolders`.
 */
export async function privateFolder(): Promise<PrivateFolder> {
  const path = await mkdtemp(join(await temporaryPlace(), prefix(process.pid)));
  if (owned.size === 0) process.once('exit', removeOwned);
  owned.add(path);
  await chmod(path, 0o700);
  return {
    path,
    async remove() {
      await rm(path, removal);
      owned.delete(path);
      if (owned.size === 0) process.off('exit', removeOwned);
    },
  };
}

/** Whether a folder is one of this user's whose owner has ended; where that cannot be told, it is not. */
async function isAbandoned(place: string, name: string): Promise<boolean> {
  const owner = Number(pattern.exec(name)?.[1]);
  if (!name.startsWith(prefix(owner)) || runs(owner)) return false;
  const stats = await lstat(join(place, name));
  return stats.isDirectory() && (process.getuid === undefined || stats.uid === process.getuid());
}

/** Removes the private folders of processes that ended without removing theirs. Never rejects. */
export async function sweepPrivateFolders(): Promise<void> {
  for (const place of new Set(temporaryPlaces())) {
    const names = await readdir(place).catch(() => []);
    for (const name of names) {
      const abandoned = await isAbandoned(place, name).catch(() => false);
      if (abandoned) await rm(join(place, name), removal).catch(() => undefined);
    }
  }
}
