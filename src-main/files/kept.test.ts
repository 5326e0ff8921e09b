import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeLine } from '../../src-core/journal/line.ts';
import { keptWork } from './kept.ts';
import { versions } from './versions.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kept-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const stateLine = writeLine({
  number: 1,
  record: { kind: 'state', version: 1, text: '', past: [], future: [], saved: 0, path: null, hash: null },
});

test('the last ten contents of a file are kept, each once, the newest first, for their owner alone', async () => {
  let time = 1_700_000_000_000;
  const store = versions(join(folder, 'versions'), () => (time += 1000));
  for (let n = 1; n <= 12; n += 1) {
    await store.keep('/designs/a', bytes(`content ${n}`));
    await store.keep('/designs/a', bytes(`content ${n}`));
  }
  await store.keep('/designs/b', bytes('other'));
  const list = await store.list('/designs/a');
  const texts = await Promise.all(list.map(({ id }) => store.read('/designs/a', id)));
  expect(texts).toEqual(
    Array.from({ length: 10 }, (_, index) => ({ ok: true, value: `content ${12 - index}` })),
  );
  expect(list[0]?.replaced).toBeGreaterThan(list[1]?.replaced ?? 0);
  expect(await store.list('/designs/none')).toEqual([]);
  expect(await store.read('/designs/a', '../b/x')).toMatchObject({ issues: [{ code: 'file/not-found' }] });
  if (process.platform === 'win32') return;
  const [one = ''] = readdirSync(join(folder, 'versions'));
  expect(statSync(join(folder, 'versions', one)).mode & 0o777).toBe(0o700);
  for (const name of readdirSync(join(folder, 'versions', one))) {
    expect(statSync(join(folder, 'versions', one, name)).mode & 0o777).toBe(0o600);
  }
});

test('a clock that goes back keeps the order of versions', async () => {
  let time = 5000;
  const store = versions(join(folder, 'versions'), () => (time -= 1000));
  for (const text of ['one', 'two', 'three']) await store.keep('/a', bytes(text));
  const [newest] = await store.list('/a');
  expect(await store.read('/a', newest?.id ?? '')).toEqual({ ok: true, value: 'three' });
});

test('what is beyond the limit goes, and Forget takes all but what is in use', async () => {
  const kept = keptWork(folder, 250);
  for (const n of [1, 2, 3]) await kept.versions.keep('/a', bytes(`${n}`.repeat(100)));
  await kept.fit();
  expect((await kept.versions.list('/a')).map(({ bytes: size }) => size)).toEqual([100, 100]);
  await kept.journals.append('open', [stateLine]);
  await kept.journals.append('closed', [stateLine]);
  const release = kept.hold('open');
  expect(await kept.forget()).toBe(200 + stateLine.length + 1);
  expect(await kept.versions.list('/a')).toEqual([]);
  expect(await kept.journals.list()).toMatchObject({ value: [{ id: 'open' }] });
  release();
  expect(await kept.forget()).toBe(stateLine.length + 1);
});

test('without a home folder nothing is kept, and whoever wants to keep an edit is told', async () => {
  const kept = keptWork(null);
  expect(await kept.journals.append('a', [stateLine])).toMatchObject({
    issues: [{ code: 'journal/no-place' }],
  });
  await expect(kept.versions.keep('/a', bytes('x'))).rejects.toThrow('the home folder is not known');
  expect(await kept.forget()).toBe(0);
});
