import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Result } from '../../src-core/errors.ts';
import { contentHash } from './content-hash.ts';
import { fileIssue } from './failure.ts';
import { faultyDisk } from './faulty-disk.fixture.ts';
import { passingPath } from './passing-file.ts';
import { saveText, writeChunks } from './write.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'write-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const code = (result: Result<unknown>) => (result.ok ? null : result.issues[0]?.code);

/** The number of a process that has ended. */
function goneProcess(): number {
  const { pid } = spawnSync(process.execPath, ['--version']);
  return pid;
}

/** Runs work while no file of this process may grow beyond `bytes`: what a full disk or a quota does to a write. */
async function withFileSizeLimit<T>(bytes: number, work: () => Promise<T>): Promise<T> {
  const limit = (soft: string) => spawnSync('prlimit', ['--pid', String(process.pid), `--fsize=${soft}:`]);
  limit(String(bytes));
  try {
    return await work();
  } finally {
    limit('unlimited');
  }
}
const canLimit = process.platform === 'linux' && spawnSync('prlimit', ['--version']).status === 0;

test('a save puts the whole text in place and leaves nothing beside it', async () => {
  const path = join(folder, 'a.blockwright.json');
  expect(await saveText(path, 'größer\n', { overwrite: false })).toEqual({
    ok: true,
    value: { path, bytes: 9, notes: [], hash: contentHash(new TextEncoder().encode('größer\n')) },
  });
  expect(readFileSync(path, 'utf8')).toBe('größer\n');
  expect(readdirSync(folder)).toEqual(['a.blockwright.json']);
});

test('a file that is there is replaced only when that was asked for, and keeps its permissions', async () => {
  const path = join(folder, 'a.json');
  writeFileSync(path, 'old');
  chmodSync(path, 0o640);
  expect(code(await saveText(path, 'new', { overwrite: false }))).toBe('file/exists');
  expect(readFileSync(path, 'utf8')).toBe('old');
  expect((await saveText(path, 'new', { overwrite: true })).ok).toBe(true);
  expect(readFileSync(path, 'utf8')).toBe('new');
  expect(statSync(path).mode & 0o777).toBe(0o640);
});

test('a missing folder and a folder in the place of the file are not writable', async () => {
  mkdirSync(join(folder, 'sub'));
  expect(code(await saveText(join(folder, 'none', 'a.json'), 'x', { overwrite: true }))).toBe(
    'file/not-writable',
  );
  expect(code(await saveText(join(folder, 'sub'), 'x', { overwrite: true }))).toBe('file/not-writable');
});

test.skipIf(!canLimit)('a disk that fills up keeps the old file whole', async () => {
  const path = join(folder, 'a.json');
  writeFileSync(path, 'old');
  const result = await withFileSizeLimit(60_000, () =>
    saveText(path, 'x'.repeat(100_000), { overwrite: true }),
  );
  expect(code(result)).toBe('file/disk-full');
  expect(readFileSync(path, 'utf8')).toBe('old');
  expect(readdirSync(folder)).toEqual(['a.json']);
});

test.skipIf(process.platform !== 'linux')('the error of a full device is a full disk', async () => {
  const error: unknown = await writeFile('/dev/full', 'x').catch((reason: unknown) => reason);
  expect(fileIssue(error, 'a.json', 'write').code).toBe('file/disk-full');
});

test('a source that fails half way passes its error on and leaves the old file', async () => {
  const path = join(folder, 'model.onnx');
  writeFileSync(path, 'old');
  async function* broken() {
    yield new Uint8Array(1000);
    throw new RangeError('no more');
  }
  await expect(writeChunks(path, broken(), { overwrite: true, durable: false })).rejects.toThrow('no more');
  expect(readFileSync(path, 'utf8')).toBe('old');
  expect(readdirSync(folder)).toEqual(['model.onnx']);
});

test('chunks of any length are written in order, and their memory may be used again for the next', async () => {
  const path = join(folder, 'model.onnx');
  const lent = new Uint8Array(3_000_000);
  const lengths = [1, 70_000, 3_000_000, 0, 2 ** 20, 17, 2 ** 20 - 18, 1, 500_000];
  function* chunks() {
    for (const [index, length] of lengths.entries()) {
      lent.fill(index + 1);
      yield lent.subarray(0, length);
    }
  }
  const written = await writeChunks(path, chunks(), { overwrite: true, durable: false });
  const expected = Buffer.concat(lengths.map((length, index) => Buffer.alloc(length, index + 1)));
  expect(written).toMatchObject({ ok: true, value: { bytes: expected.length } });
  expect(readFileSync(path).equals(expected)).toBe(true);
});

test('a write that fails while the next chunk is made ends in its issue, and a chunk that fails in its error', async () => {
  const path = join(folder, 'model.onnx');
  const { disk } = faultyDisk((_, name) => (name === 'write' ? 'ENOSPC' : null));
  async function* slow(last: () => Uint8Array) {
    yield new Uint8Array(2 ** 20);
    await writeFile(join(folder, 'other'), 'the write before has failed by now');
    yield last();
  }
  const options = { overwrite: true, durable: false };
  const end = () => new Uint8Array(1);
  expect(code(await writeChunks(path, slow(end), options, disk))).toBe('file/disk-full');
  const broken = () => {
    throw new RangeError('no more');
  };
  await expect(writeChunks(path, slow(broken), options, disk)).rejects.toThrow('no more');
  expect(readdirSync(folder)).toEqual(['other']);
});

test('what a killed writer left is removed by the next one; files of a person and of others stay', async () => {
  const path = join(folder, 'model.onnx');
  const own = ['model.onnx.partial', '.blockwright-part-notes', '.blockwright-part-0-0-1-0'];
  for (const name of own) writeFileSync(join(folder, name), 'mine');
  const part = passingPath(path, 'part');
  const gone = part.replace(`-${process.pid}-`, `-${goneProcess()}-`);
  const elsewhere = part.replace(/^(.*-)[0-9a-f]{8}(-[0-9]+-)/, '$1ffffffff$2');
  for (const leftover of [part, gone, elsewhere]) writeFileSync(leftover, 'half');
  expect((await writeChunks(path, [new Uint8Array([1])], { overwrite: true, durable: false })).ok).toBe(true);
  expect(readdirSync(folder).sort()).toEqual(
    [...own, basename(part), basename(elsewhere), 'model.onnx'].sort(),
  );
  for (const name of own) expect(readFileSync(join(folder, name), 'utf8')).toBe('mine');
});

test('a link is followed, to a file and to one that is not there yet, and stays a link', async () => {
  mkdirSync(join(folder, 'real'));
  const target = join(folder, 'real', 'a.json');
  const link = join(folder, 'link.json');
  symlinkSync(join('real', 'a.json'), link);
  expect(await saveText(link, 'one', { overwrite: false })).toMatchObject({
    ok: true,
    value: { path: target },
  });
  expect((await saveText(link, 'two', { overwrite: true })).ok).toBe(true);
  expect(readFileSync(target, 'utf8')).toBe('two');
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  symlinkSync('circle', join(folder, 'circle'));
  expect(await saveText(join(folder, 'circle'), 'x', { overwrite: true })).toMatchObject({
    issues: [{ code: 'file/not-writable', data: { detail: 'its links lead in a circle' } }],
  });
});

test('a file with several names keeps the one it is saved by, and that is said', async () => {
  const path = join(folder, 'a.json');
  writeFileSync(path, 'old');
  linkSync(path, join(folder, 'b.json'));
  expect(await saveText(path, 'new', { overwrite: true })).toMatchObject({
    ok: true,
    value: { notes: [{ code: 'file/links-split', severity: 'note', data: { count: 1 } }] },
  });
  expect(readFileSync(join(folder, 'b.json'), 'utf8')).toBe('old');
});

test.skipIf(process.getuid?.() !== 0)(
  'the owner stays where the system lets it, and a note says where not',
  async () => {
    const path = join(folder, 'a.json');
    const { disk } = faultyDisk((_, name) => (name === 'chown' ? 'EPERM' : null));
    writeFileSync(path, 'old');
    chownSync(path, 12_345, 12_345);
    expect(await saveText(path, 'new', { overwrite: true })).toMatchObject({
      ok: true,
      value: { notes: [] },
    });
    expect(statSync(path)).toMatchObject({ uid: 12_345, gid: 12_345 });
    expect(await saveText(path, 'newer', { overwrite: true }, disk)).toMatchObject({
      ok: true,
      value: { notes: [{ code: 'file/owner-changed' }] },
    });
    expect(readFileSync(path, 'utf8')).toBe('newer');
  },
);

test('the claim of a process that has gone counts no more, and is removed', async () => {
  const path = join(folder, 'a.json');
  writeFileSync(passingPath(path, 'lock').replace(`-${process.pid}-`, `-${goneProcess()}-`), '');
  expect((await saveText(path, 'x', { overwrite: false })).ok).toBe(true);
  expect(readdirSync(folder)).toEqual(['a.json']);
});

test('a writer waits for the claim of a living one', async () => {
  const path = join(folder, 'a.json');
  const claim = passingPath(path, 'lock');
  writeFileSync(claim, '');
  const listings: string[] = [];
  const { disk } = faultyDisk((_, name) => {
    if (name !== 'readdir') return null;
    listings.push(name);
    // The other one is done when it has been seen for the third time.
    if (listings.length === 3) rmSync(claim);
    return null;
  });
  expect((await saveText(path, 'x', { overwrite: false }, disk)).ok).toBe(true);
  expect(listings).toHaveLength(3);
});

test('a read-only file is not replaced', async () => {
  const path = join(folder, 'a.json');
  writeFileSync(path, 'old', { mode: 0o444 });
  expect(await saveText(path, 'new', { overwrite: true })).toMatchObject({
    issues: [{ code: 'file/not-writable', data: { detail: 'the file is read-only' } }],
  });
  expect(readFileSync(path, 'utf8')).toBe('old');
  expect(readdirSync(folder)).toEqual(['a.json']);
});

test('the longest name that the system takes can be saved; a longer one is said to be too long', async () => {
  expect((await saveText(join(folder, 'x'.repeat(255)), 'x', { overwrite: false })).ok).toBe(true);
  expect(await saveText(join(folder, 'x'.repeat(256)), 'x', { overwrite: false })).toMatchObject({
    issues: [{ code: 'file/not-writable', data: { detail: 'the name is too long' } }],
  });
});

test('only what was seen is replaced, and it is handed over to be kept', async () => {
  const path = join(folder, 'a.json');
  const first = await saveText(path, 'mine', { overwrite: false });
  if (!first.ok) throw new Error('not saved');
  writeFileSync(path, 'theirs');
  const { hash: seen } = first.value;
  expect(code(await saveText(path, 'more', { overwrite: true, seen }))).toBe('file/changed');
  expect(readFileSync(path, 'utf8')).toBe('theirs');
  // What the file holds already may be written again: the answer to the first save may have been lost.
  expect((await saveText(path, 'theirs', { overwrite: true, seen })).ok).toBe(true);
  writeFileSync(path, 'mine');
  const kept: string[] = [];
  const keepOld = async (old: Uint8Array) => void kept.push(new TextDecoder().decode(old));
  expect((await saveText(path, 'more', { overwrite: true, seen, keepOld })).ok).toBe(true);
  expect(kept).toEqual(['mine']);
  const broken = () => Promise.reject(new Error('no room'));
  expect(await saveText(path, 'most', { overwrite: true, keepOld: broken })).toMatchObject({
    ok: true,
    value: { notes: [{ code: 'file/version-not-kept', data: { detail: 'no room' } }] },
  });
  expect(readFileSync(path, 'utf8')).toBe('most');
});

test('saves of one path that overlap follow each other', async () => {
  const path = join(folder, 'a.json');
  const texts = Array.from({ length: 20 }, (_, n) => String(n).repeat(10_000));
  const results = await Promise.all(texts.map((text) => saveText(path, text, { overwrite: true })));
  expect(results.every((result) => result.ok)).toBe(true);
  expect(readFileSync(path, 'utf8')).toBe(texts.at(-1));
});
