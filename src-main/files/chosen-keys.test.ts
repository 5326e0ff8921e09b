import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keysFile } from './chosen-keys.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keys-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('chosen keys are there for the next window, in whatever shell', async () => {
  const data = join(folder, 'data');
  const keys = { 'run.profile': ['F9'], 'edit.mute': [] };
  expect(await keysFile(data).read()).toEqual({});
  expect(await keysFile(data).keep(keys)).toEqual({ ok: true, value: null });
  expect(await keysFile(data).read()).toEqual(keys);
});

test.each(['', '[]', '{"a":1}', '{"a":[1]}'])(
  'a damaged file %j counts as none and is replaced',
  async (text) => {
    writeFileSync(join(folder, 'keys.json'), text);
    expect(await keysFile(folder).read()).toEqual({});
    await keysFile(folder).keep({ a: ['F2'] });
    expect(JSON.parse(readFileSync(join(folder, 'keys.json'), 'utf8'))).toEqual({ a: ['F2'] });
  },
);

test('a folder that cannot be made is said', async () => {
  writeFileSync(join(folder, 'file'), '');
  expect(await keysFile(join(folder, 'file', 'data')).keep({})).toMatchObject({ ok: false });
});
