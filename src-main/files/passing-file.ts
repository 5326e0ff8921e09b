import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Disk } from './disk.ts';
import { disk as realDisk } from './disk.ts';
import { runs, short } from './makers.ts';

/** What a passing file is there for: to take the bytes of a file until they are complete, or to claim a file for one writer. */
export type Purpose = 'part' | 'lock';

interface PassingName {
  readonly purpose: Purpose;
  /** Which file of the folder it is for. */
  readonly target: string;
  readonly host: string;
  readonly process: number;
}

const here = short(hostname());

const pattern = /^\.blockwright-(part|lock)-([0-9a-f]{8})-([0-9a-f]{8})-([0-9]{1,10})-[0-9a-f]{24}$/;

/**
 * A new path beside `path`, which nobody has: it names the process that made it and 96 random bits. Its length does not
 * depend on the name of the file, so that the longest name can be saved too.
 */
export function passingPath(path: string, purpose: Purpose): string {
  const random = randomBytes(12).toString('hex');
  const name = `.blockwright-${purpose}-${short(basename(path))}-${here}-${process.pid}-${random}`;
  return join(dirname(path), name);
}

function readName(name: string): PassingName | null {
  const [, purpose, target = '', host = '', id] = pattern.exec(name) ?? [];
  if (purpose === undefined) return null;
  return { purpose: purpose === 'part' ? 'part' : 'lock', target, host, process: Number(id) };
}

/** What killed writers of this machine left in a folder is removed. @returns the names that are still there */
async function living(folder: string, disk: Disk, isRunning: (process: number) => boolean) {
  const names: string[] = [];
  for (const name of await disk.readdir(folder)) {
    const passing = readName(name);
    if (passing === null) continue;
    if (passing.host !== here || isRunning(passing.process)) names.push(name);
    else await disk.unlink(join(folder, name)).catch(() => undefined);
  }
  return names;
}

/** Removes what writers that were killed left in the folder of `path`: only files that Blockwright named, of processes that are gone. */
export async function sweepLeftovers(
  path: string,
  disk: Disk = realDisk,
  isRunning: (process: number) => boolean = runs,
): Promise<void> {
  await living(dirname(path), disk, isRunning).catch(() => undefined);
}

/** Whether anybody else claims `path`. Rejects where its folder cannot be listed. @param own the claim of the one who asks */
export async function isClaimed(path: string, own: string, disk: Disk): Promise<boolean> {
  const target = short(basename(path));
  const names = await living(dirname(path), disk, runs);
  return names.some((name) => {
    const passing = readName(name);
    return passing?.purpose === 'lock' && passing.target === target && name !== basename(own);
  });
}
