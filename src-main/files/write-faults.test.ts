import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { contentHash } from './content-hash.ts';
import { diskErrors, faultyDisk } from './faulty-disk.fixture.ts';
import { sweepLeftovers } from './passing-file.ts';
import { saveText, writeChunks } from './write.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'faults-'));
  path = join(folder, 'a.blockwright.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const before = 'old '.repeat(5000);
const after = 'new '.repeat(7000);
const seen = contentHash(new TextEncoder().encode(before));

/** Saves over the old text on a disk with faults. @returns the calls that were made and whether the save was said to be done */
async function save(fails: (call: number) => string | null) {
  writeFileSync(path, before);
  const { disk, calls } = faultyDisk(fails);
  const saved = await saveText(path, after, { overwrite: true, seen }, disk);
  return { calls, saved };
}

test.each(diskErrors)(
  '%s at any one call leaves the old file or the new one, and says which',
  async (code) => {
    const { calls } = await save(() => null);
    expect(new Set(calls)).toEqual(
      new Set([
        'realpath',
        'stat',
        'open',
        'fstat',
        'chmod',
        'write',
        'sync',
        'close',
        'readdir',
        'readFile',
        'rename',
        'unlink',
      ]),
    );
    for (const fault of calls.keys()) {
      const { saved } = await save((call) => (call === fault ? code : null));
      expect(readFileSync(path, 'utf8'), `${code} at ${calls[fault]}`).toBe(saved.ok ? after : before);
      // Where removing the passing file is what failed, the next writer removes it once this process has gone.
      await sweepLeftovers(path, undefined, () => false);
      expect(readdirSync(folder)).toEqual(['a.blockwright.json']);
    }
  },
);

test('EIO at any one call leaves a large old file or the new one, and no handle open', async () => {
  const oldBytes = 2 ** 24;
  const handles: number[] = [];
  const replaceAt = async (fault: number | null) => {
    writeFileSync(path, '');
    truncateSync(path, oldBytes);
    const { disk, calls } = faultyDisk((call) => (call === fault ? 'EIO' : null));
    let open = 0;
    const counting: typeof disk = {
      ...disk,
      async open(...asked) {
        const file = await disk.open(...asked);
        open++;
        const close = () => file.close().finally(() => open--);
        return Object.assign(Object.create(file), file, { close });
      },
    };
    const written = await writeChunks(
      path,
      [Buffer.from(after)],
      { overwrite: true, durable: false },
      counting,
    );
    await expect.poll(() => open).toBe(0);
    handles.push(calls.filter((name) => name === 'open').length);
    return { calls, written };
  };
  const { calls } = await replaceAt(null);
  for (const fault of calls.keys()) {
    const { written } = await replaceAt(fault);
    expect(statSync(path).size, `EIO at ${calls[fault]}`).toBe(written.ok ? after.length : oldBytes);
    await sweepLeftovers(path, undefined, () => false);
    expect(readdirSync(folder)).toEqual(['a.blockwright.json']);
  }
  // The new file, the claim, and the old file that is replaced.
  expect(handles[0]).toBe(process.platform === 'win32' ? 2 : 3);
});

test('a process that dies at any call leaves the old file or the new one, and nothing else once it is swept', async () => {
  const { calls } = await save(() => null);
  const found = new Set<string>();
  for (const death of calls.keys()) {
    await save((call) => (call >= death ? 'EIO' : null));
    const text = readFileSync(path, 'utf8');
    found.add(text);
    expect([before, after]).toContain(text);
    await sweepLeftovers(path, undefined, () => false);
    expect(readdirSync(folder)).toEqual(['a.blockwright.json']);
  }
  expect(found.size).toBe(2);
});

test('what is written in short pieces is written whole', async () => {
  writeFileSync(path, before);
  const { disk } = faultyDisk(() => null);
  const slow: typeof disk = {
    ...disk,
    async open(name, flags, mode) {
      const file = await disk.open(name, flags, mode);
      return { ...file, write: (bytes, offset) => file.write(bytes.subarray(0, offset + 1000), offset) };
    },
  };
  expect((await saveText(path, after, { overwrite: true }, slow)).ok).toBe(true);
  expect(readFileSync(path, 'utf8')).toBe(after);
});
