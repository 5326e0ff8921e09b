import { spawnSync } from 'node:child_process';
import {
  chmodSync,
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
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fileIssue } from './failure.ts';
import { discardPartial, saveText, writeChunks } from './write.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'write-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const code = (result: Awaited<ReturnType<typeof saveText>>) => (result.ok ? null : result.issues[0]?.code);

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
  expect(await saveText(path, 'größer\n', { overwrite: false })).toEqual({ ok: true, value: { bytes: 9 } });
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

test('what a killed writer left is discarded, and a link placed there is not followed', async () => {
  const path = join(folder, 'model.onnx');
  const victim = join(folder, 'victim');
  writeFileSync(victim, 'untouched');
  symlinkSync(victim, `${path}.partial`);
  expect((await writeChunks(path, [new Uint8Array([1, 2])], { overwrite: true, durable: false })).ok).toBe(
    true,
  );
  expect(readFileSync(victim, 'utf8')).toBe('untouched');
  writeFileSync(`${path}.partial`, 'half');
  await discardPartial(path);
  expect(readdirSync(folder).sort()).toEqual(['model.onnx', 'victim']);
});

test('saves of one path that overlap follow each other', async () => {
  const path = join(folder, 'a.json');
  const texts = Array.from({ length: 20 }, (_, n) => String(n).repeat(10_000));
  const results = await Promise.all(texts.map((text) => saveText(path, text, { overwrite: true })));
  expect(results.every((result) => result.ok)).toBe(true);
  expect(readFileSync(path, 'utf8')).toBe(texts.at(-1));
});
