import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { privateFolder, sweepPrivateFolders } from './private-folder.ts';
import type { Room } from './temporary-place.ts';
import { temporaryPlace } from './temporary-place.ts';

let place: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'private-'));
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) vi.stubEnv(name, place);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(place, { recursive: true, force: true });
});

const gigabytes = (count: number, type: number): Room => ({
  type,
  bsize: 4096,
  bavail: (count * 1024 ** 3) / 4096,
});
const tmpfs = 0x01021994;
const ext4 = 0xef53;

test.each([
  ['a small one in memory is passed over', gigabytes(1, tmpfs), gigabytes(1, ext4), '/other'],
  ['a large one in memory is taken', gigabytes(8, tmpfs), gigabytes(8, ext4), '/first'],
  ['a small one on a disk is taken', gigabytes(1, ext4), gigabytes(8, ext4), '/first'],
  ['where all are small and in memory it is the first', gigabytes(1, tmpfs), gigabytes(2, tmpfs), '/first'],
  ['one that is not there is taken, so that writing says so', null, gigabytes(8, ext4), '/first'],
] as const)('a place for large files: %s', async (_, first, other, expected) => {
  const rooms = new Map<string, Room | null>([
    ['/first', first],
    ['/other', other],
  ]);
  const roomOf = async (path: string): Promise<Room> =>
    rooms.get(path) ?? Promise.reject(new Error('ENOENT'));
  expect(await temporaryPlace(['/first', '/other'], roomOf)).toBe(expected);
});

/** The number of a process that has ended. */
const goneProcess = (): number => spawnSync(process.execPath, ['-e', '']).pid;

/** A folder with a name like that of `mine`, but for its owner. */
function leave(mine: string, owner: (name: string) => string): string {
  const path = join(place, owner(basename(mine)));
  mkdirSync(path);
  return path;
}

test("folders of processes that have ended are swept; whatever may be in use, or another's, is not", async () => {
  const mine = await privateFolder();
  const gone = (name: string) => name.replace(`-${process.pid}-`, `-${goneProcess()}-`);
  // One that was killed before it wrote anything, and one that was killed later.
  const empty = leave(mine.path, gone);
  const dead = leave(mine.path, gone);
  writeFileSync(join(dead, 'model.onnx'), 'large');
  const others = [
    leave(mine.path, (name) => gone(name).replace(/-[0-9a-f]{8}-/, '-00000000-')),
    leave(mine.path, (name) => gone(name).replace('blockwright-', 'designs-')),
    leave(mine.path, (name) => `${gone(name)}-mine`),
    leave(mine.path, () => 'blockwright-without-owner'),
  ];
  const link = join(place, gone(basename(mine.path)));
  symlinkSync(others[0]!, link);
  await sweepPrivateFolders();
  expect([empty, dead].filter(existsSync)).toEqual([]);
  expect([mine.path, ...others, link].filter((path) => !existsSync(path))).toEqual([]);
  await mine.remove();
  expect(existsSync(mine.path)).toBe(false);
});
