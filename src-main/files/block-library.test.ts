import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { blockLibrary } from './block-library.ts';
import { versions } from './versions.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'library-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a library is written once, for its owner alone, and again only where it is as it was read', async () => {
  const data = join(folder, 'data');
  const kept = versions(join(data, 'versions'));
  const library = blockLibrary(data, kept);
  const path = join(data, 'library.block.json');
  expect(await library.read()).toEqual({ ok: true, value: null });
  const first = await library.write('one', null);
  if (!first.ok) throw new Error('not written');
  expect(await library.read()).toEqual({ ok: true, value: { text: 'one', hash: first.value.hash } });
  expect([statSync(data).mode & 0o777, statSync(path).mode & 0o777]).toEqual([0o700, 0o600]);
  // Another window has no library yet, as far as it knows.
  expect(await library.write('other', null)).toMatchObject({ issues: [{ code: 'file/exists' }] });
  const second = await library.write('two', first.value.hash);
  expect(second.ok).toBe(true);
  expect(await library.write('three', first.value.hash)).toMatchObject({
    issues: [{ code: 'file/changed' }],
  });
  const [before] = await kept.list(path);
  expect(await kept.read(path, before!.id)).toEqual({ ok: true, value: 'one' });
});

test('what cannot be read is said, and nothing is kept without a home folder', async () => {
  const library = blockLibrary(folder, versions(join(folder, 'versions')));
  writeFileSync(join(folder, 'library.block.json'), new Uint8Array([0xff]));
  expect(await library.read()).toMatchObject({ issues: [{ code: 'file/not-readable' }] });
  const nowhere = blockLibrary(null, versions(folder));
  expect(await nowhere.read()).toMatchObject({ issues: [{ code: 'library/no-place' }] });
  expect(await nowhere.write('x', null)).toMatchObject({ issues: [{ code: 'library/no-place' }] });
});
