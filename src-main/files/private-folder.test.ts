import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

/** A folder like ours, with what its owner file says; `{own}` stands for what this process writes. */
async function leave(name: string, owner: (pid: number, numbering: string) => string): Promise<string> {
  const mine = await privateFolder();
  const [, numbering] = /^\d+ (.+)\n$/.exec(readFileSync(join(mine.path, 'owner'), 'utf8'))!;
  await mine.remove();
  const path = join(place, name);
  mkdirSync(path);
  writeFileSync(join(path, 'owner'), owner(goneProcess(), numbering!));
  return path;
}

test("folders of processes that have ended are swept; whatever may be in use, or another's, is not", async () => {
  const mine = await privateFolder();
  const dead = await leave('blockwright-dead', (pid, numbering) => `${pid} ${numbering}\n`);
  writeFileSync(join(dead, 'model.onnx'), 'large');
  const elsewhere = await leave('blockwright-elsewhere', (pid) => `${pid} another-machine\n`);
  const garbled = await leave('blockwright-garbled', () => 'whatever');
  const foreign = await leave('designs', (pid, numbering) => `${pid} ${numbering}\n`);
  symlinkSync(foreign, join(place, 'blockwright-link'));
  mkdirSync(join(place, 'blockwright-without-owner'));
  await sweepPrivateFolders();
  expect(existsSync(dead)).toBe(false);
  for (const path of [mine.path, elsewhere, garbled, foreign])
    expect(readdirSync(path), path).toContain('owner');
  expect(existsSync(join(place, 'blockwright-without-owner'))).toBe(true);
  await mine.remove();
  expect(existsSync(mine.path)).toBe(false);
});
