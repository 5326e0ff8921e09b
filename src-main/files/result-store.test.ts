import { spawn } from 'node:child_process';
import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { resultOf } from '../../src-core/results/result.fixture.ts';
import { built } from '../runner/built.fixture.ts';
import { mostProfiles } from './profile-store.ts';
import { resultStore } from './result-store.ts';

let base: string;
let folder: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'results-'));
  folder = join(base, 'data');
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

const file = (): string => join(folder, 'results.jsonl');

async function titles(): Promise<readonly string[]> {
  const listed = await resultStore(folder).list();
  if (!listed.ok) throw new Error(JSON.stringify(listed.issues));
  return listed.value.map(({ title }) => title);
}

test('results are appended as lines that only their owner can read, and come back the newest first', async () => {
  const store = resultStore(folder);
  expect(await store.list()).toEqual({ ok: true, value: [] });
  await store.add([resultOf(1)]);
  await store.add([resultOf(2), resultOf(3)]);
  expect(await store.list()).toEqual({ ok: true, value: [resultOf(3), resultOf(2), resultOf(1)] });
  expect(readFileSync(file(), 'utf8').split('\n')).toHaveLength(4);
  if (process.platform !== 'win32') {
    expect(statSync(file()).mode & 0o077).toBe(0);
    expect(statSync(folder).mode & 0o077).toBe(0);
  }
});

test('a line that a power cut tore costs that result and no other', async () => {
  const store = resultStore(folder);
  await store.add([resultOf(1)]);
  appendFileSync(file(), JSON.stringify(resultOf(2)).slice(0, 100));
  await store.add([resultOf(3)]);
  expect(await titles()).toEqual(['Net 3', 'Net 1']);
});

test('one is deleted, and no store that is merged brings it back; all are, and nothing is left', async () => {
  const [store, other] = [resultStore(folder), resultStore(join(base, 'other'))];
  await store.add([resultOf(1), resultOf(2)]);
  await other.add([resultOf(2), resultOf(3)]);
  expect(await store.remove([resultOf(2).id, resultOf(7).id])).toEqual({ ok: true, value: { removed: 1 } });
  const text = readFileSync(other.path!, 'utf8');
  expect(await store.merge(text)).toEqual({ ok: true, value: { added: 1, removed: 0 } });
  expect(await store.merge(text)).toEqual({ ok: true, value: { added: 0, removed: 0 } });
  expect(await titles()).toEqual(['Net 3', 'Net 1']);
  expect(readFileSync(file(), 'utf8')).not.toContain('Net 2');
  expect(await store.clear()).toEqual({ ok: true, value: { removed: 2 } });
  expect(readFileSync(file(), 'utf8')).toBe('');
});

test('what holds no result is not merged, and where there is no place nothing is said to be kept', async () => {
  expect(await resultStore(folder).merge('id,at\n1,2\n')).toMatchObject({
    issues: [{ code: 'results/none-inside' }],
  });
  expect(await resultStore(null).add([resultOf(1)])).toMatchObject({
    issues: [{ code: 'results/no-place' }],
  });
  writeFileSync(join(base, 'taken'), '');
  expect(await resultStore(join(base, 'taken')).add([resultOf(1)])).toMatchObject({
    issues: [{ code: 'file/not-writable' }],
  });
});

test('the file stays within its bound: the oldest go', async () => {
  const store = resultStore(folder, { most: 4_000 });
  for (let number = 0; number < 30; number++) await store.add([resultOf(number)]);
  expect(statSync(file()).size).toBeLessThanOrEqual(4_000);
  const left = await titles();
  expect(left[0]).toBe('Net 29');
  expect(left.length).toBeGreaterThan(2);
  expect(left).toEqual(left.map((_, index) => `Net ${29 - index}`));
});

test('four processes that add while the file is written anew lose nothing that fits', {
  timeout: 60_000,
}, async () => {
  const { killed } = await built('results', { killed: 'files/killed.fixture.ts' });
  // Their bound is reached again and again, so appending and rewriting meet.
  const said = await Promise.all(
    [100, 200, 300, 400].map(async (first) => {
      const child = spawn(process.execPath, [killed, 'results', folder, String(first)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const lines: string[] = [];
      for await (const line of createInterface({ input: child.stdout })) lines.push(line);
      return lines;
    }),
  );
  expect(said.flat().filter((line) => line.startsWith('added'))).toHaveLength(80);
  // The newest results are those of the last process, which no other can push out.
  const left = await titles();
  expect(left.slice(0, 8)).toEqual(Array.from({ length: 8 }, (_, index) => `Net ${419 - index}`));
  expect(readdirSync(folder)).toEqual(['results.jsonl']);
});

const profileOf = (number: number, items = 1) => ({
  result: resultOf(number, { kind: 'profile' }),
  split: 'macs' as const,
  items: Array.from({ length: items }, (_, index) => ({
    path: `item${index}`,
    ms: 1,
    interval: [1, 1] as const,
    kernels: 1,
  })),
});

test('the items of the latest profiles are kept, read again, and go with their results', async () => {
  const store = resultStore(folder);
  const all = Array.from({ length: mostProfiles + 2 }, (_, index) => profileOf(index + 1));
  for (const profile of all) {
    expect(await store.add([profile.result], [profile])).toEqual({ ok: true, value: null });
  }
  const ids = await store.profiles.ids();
  expect(ids).toEqual(
    all
      .slice(2)
      .map(({ result }) => result.id)
      .reverse(),
  );
  expect(await store.profiles.read(ids[0]!)).toEqual({ ok: true, value: all.at(-1) });
  const gone = await store.profiles.read(all[0]!.result.id);
  expect(gone).toMatchObject({ ok: false, issues: [{ code: 'results/no-profile' }] });
  const [name] = readdirSync(join(folder, 'profiles'));
  expect(statSync(join(folder, 'profiles', name!)).mode & 0o077).toBe(0);
  await store.remove([ids[0]!]);
  expect((await store.profiles.ids())[0]).toBe(ids[1]);
  await store.clear();
  expect(await store.profiles.ids()).toEqual([]);
});

test('a profile of too many items is kept as a result alone, and a torn one counts as not there', async () => {
  const store = resultStore(folder);
  const large = profileOf(1, 20_001);
  expect((await store.add([large.result], [large])).ok).toBe(true);
  expect(await store.profiles.ids()).toEqual([]);
  expect(await titles()).toEqual(['Net 1']);
  const small = profileOf(2);
  await store.add([small.result], [small]);
  const [name] = readdirSync(join(folder, 'profiles'));
  writeFileSync(join(folder, 'profiles', name!), '{"result":');
  expect(await store.profiles.read(small.result.id)).toMatchObject({
    ok: false,
    issues: [{ code: 'results/no-profile' }],
  });
});
