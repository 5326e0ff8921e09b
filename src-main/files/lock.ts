import type { Disk } from './disk.ts';
import { isClaimed, passingPath } from './passing-file.ts';

/** Another Blockwright has held the file for longer than any save takes. */
export class FileBusy extends Error {}

/** Milliseconds until a writer gives up. */
const patience = 5000;
const longestPause = 50;

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Puts a claim beside `path`. @returns its path, or null where somebody else has one */
async function claim(path: string, disk: Disk): Promise<string | null> {
  const own = passingPath(path, 'lock');
  const file = await disk.open(own, 'wx', 0o600);
  try {
    await file.close();
    if (!(await isClaimed(path, own, disk))) return own;
  } catch (error) {
    await disk.unlink(own).catch(() => undefined);
    throw error;
  }
  await disk.unlink(own);
  return null;
}

/**
 * Does work on `path` while no other Blockwright does, in whatever process. Each writer first puts a claim of its own
 * beside the file and then looks for others: of two, at least one sees the other and steps back. The claim of a killed
 * writer counts no more, because its name says which process made it; nobody can take over a claim that is alive.
 * Rejects with FileBusy, as the disk does, and as the work does.
 */
export async function locked<T>(path: string, disk: Disk, work: () => Promise<T>): Promise<T> {
  const until = Date.now() + patience;
  for (let attempt = 1; ; attempt += 1) {
    const own = await claim(path, disk);
    if (own !== null) {
      try {
        return await work();
      } finally {
        await disk.unlink(own).catch(() => undefined);
      }
    }
    if (Date.now() > until) throw new FileBusy('another Blockwright is writing it');
    await pause(Math.random() * Math.min(longestPause, 2 ** attempt));
  }
}
