import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { emptyDesign } from '../../src-core/document/design.ts';
import { serializeDesign } from '../../src-core/document/serialize.ts';
import { writeLine } from '../../src-core/journal/line.ts';
import type { StateRecord } from '../../src-core/journal/record.ts';
import { diskErrors, faultyDisk } from './faulty-disk.fixture.ts';
import { journals } from './journals.ts';

let base: string;
let folder: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'journals-'));
  folder = join(base, 'journals');
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

const state = (number: number, title = 'New'): string => {
  const text = serializeDesign(emptyDesign(title));
  const record: StateRecord = {
    kind: 'state',
    version: 1,
    text,
    past: [],
    future: [],
    saved: 0,
    path: null,
    hash: null,
  };
  return writeLine({ number, record });
};
const edit = (number: number, title = `title ${number}`): string =>
  writeLine({ number, record: { kind: 'commit', edit: { kind: 'setTitle', title } } });
const linesOf = async (store = journals(folder)) => {
  const read = await store.read('a');
  return read.ok ? read.value : read.issues;
};

test('lines are kept in order, once, readable by their owner alone', async () => {
  const store = journals(folder);
  expect(await store.append('a', [state(1), edit(2)])).toEqual({ ok: true, value: { kept: 2 } });
  expect(await store.append('a', [state(1), edit(2), edit(3)])).toEqual({ ok: true, value: { kept: 3 } });
  expect(await store.append('a', [edit(3)])).toEqual({ ok: true, value: { kept: 3 } });
  expect(await linesOf()).toEqual([state(1), edit(2), edit(3)]);
  expect(readFileSync(join(folder, 'a.journal'), 'utf8')).toBe(
    `${[state(1), edit(2), edit(3)].join('\n')}\n`,
  );
  expect(await store.list()).toMatchObject({ ok: true, value: [{ id: 'a', bytes: expect.any(Number) }] });
  if (process.platform === 'win32') return;
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(statSync(join(folder, 'a.journal')).mode & 0o777).toBe(0o600);
});

test('a gap, another line of a number, and a line that is none are refused', async () => {
  const store = journals(folder);
  expect(await store.append('a', [edit(1)])).toMatchObject({ issues: [{ code: 'journal/gap' }] });
  await store.append('a', [state(1), edit(2)]);
  expect(await store.append('a', [edit(4)])).toMatchObject({
    issues: [{ code: 'journal/gap', data: { last: 2 } }],
  });
  expect(await store.append('a', [edit(2, 'other')])).toMatchObject({
    issues: [{ code: 'journal/diverged' }],
  });
  expect(await store.append('a', [edit(3).slice(0, -1)])).toMatchObject({
    issues: [{ code: 'call/invalid' }],
  });
  expect(await linesOf()).toEqual([state(1), edit(2)]);
  expect(await store.append('a', [state(9), edit(10)])).toMatchObject({ ok: true, value: { kept: 10 } });
  expect(await linesOf()).toEqual([state(9), edit(10)]);
});

test('a line that a killed process tore does not spoil the next one', async () => {
  await journals(folder).append('a', [state(1), edit(2)]);
  appendFileSync(join(folder, 'a.journal'), edit(3).slice(0, 20));
  const store = journals(folder);
  expect(await store.append('a', [edit(3), edit(4)])).toMatchObject({ ok: true, value: { kept: 4 } });
  expect(await linesOf()).toEqual([state(1), edit(2), edit(3), edit(4)]);
});

test('what another process wrote meanwhile is noticed', async () => {
  const [one, other] = [journals(folder), journals(folder)];
  await one.append('a', [state(1), edit(2)]);
  await other.append('a', [edit(3)]);
  expect(await one.append('a', [edit(3, 'mine')])).toMatchObject({ issues: [{ code: 'journal/diverged' }] });
  expect(await one.append('a', [edit(3), edit(4)])).toMatchObject({ ok: true, value: { kept: 4 } });
});

test('a long journal is written anew from its last state', async () => {
  const store = journals(folder);
  const long = 'x'.repeat(1_500_000);
  await store.append('a', [state(1), edit(2, long), edit(3, long), edit(4, long)]);
  const before = statSync(join(folder, 'a.journal')).size;
  await store.append('a', [state(5, 'later'), edit(6)]);
  expect(statSync(join(folder, 'a.journal')).size).toBeLessThan(before / 100);
  expect(await linesOf()).toEqual([state(5, 'later'), edit(6)]);
  expect(await store.append('a', [edit(7)])).toMatchObject({ ok: true, value: { kept: 7 } });
  expect(await linesOf()).toEqual([state(5, 'later'), edit(6), edit(7)]);
});

test('a file that is no journal holds no lines and can be appended to', async () => {
  const store = journals(folder);
  await store.append('b', [state(1)]);
  writeFileSync(join(folder, 'a.journal'), 'noise\nmore');
  expect(await linesOf()).toEqual([]);
  expect(await store.append('a', [state(1)])).toMatchObject({ ok: true });
  expect(await linesOf()).toEqual([state(1)]);
  await store.remove('a');
  expect(await linesOf()).toEqual([]);
});

test.each(diskErrors)(
  '%s at any one call loses no line that was said to be kept, and it can be sent again',
  async (code) => {
    const sequence = [[state(1), edit(2)], [edit(3)], [edit(4), edit(5)]];
    const run = async (fault: number) => {
      rmSync(folder, { recursive: true, force: true });
      const { disk, calls } = faultyDisk((call) => (call === fault ? code : null));
      const store = journals(folder, disk);
      let refusals = 0;
      for (const lines of sequence) {
        const kept = await store.append('a', lines);
        if (kept.ok) expect(await linesOf()).toContain(lines.at(-1));
        else {
          refusals += 1;
          expect(kept.issues[0]?.code).toMatch(/^file\//);
          expect(await store.append('a', lines)).toMatchObject({ ok: true });
        }
      }
      expect(await linesOf()).toEqual(sequence.flat());
      return { calls, refusals };
    };
    const { calls } = await run(-1);
    expect(new Set(calls)).toEqual(
      new Set(['stat', 'readFile', 'mkdir', 'open', 'write', 'datasync', 'close']),
    );
    const refusals: number[] = [];
    for (const fault of calls.keys()) refusals.push((await run(fault)).refusals);
    // Only asking for the length may fail without a word: the file is read again then.
    expect(refusals).toEqual(calls.map((name) => (name === 'stat' ? 0 : 1)));
  },
);
