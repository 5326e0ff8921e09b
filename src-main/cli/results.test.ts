import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StoredResult } from '../../src-core/results/result.ts';
import { resultLine } from '../../src-core/results/result-lines.ts';
import type { ResultStore } from '../files/result-store.ts';
import { resultStore } from '../files/result-store.ts';
import { builtRunner } from '../runner/built.fixture.ts';
import { cli } from './captured.ts';

let folder: string;
let runner: string;
let store: ResultStore;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'results-'));
  store = resultStore(join(folder, 'data'));
  runner = await builtRunner('results');
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const node = (id: string, definition: string, fields: object = {}) => ({
  id,
  definition,
  fields,
  position: { x: 0, y: 0 },
});
const edge = (from: string, to: string) => ({
  id: `${from}-${to}`,
  from: { node: from, port: 'out' },
  to: { node: to, port: 'in' },
});

/** A convolution under some name. */
function design(file: string, item: string, outChannels: number): string {
  const path = join(folder, file);
  const text = {
    format: 'blockwright',
    version: 1,
    title: file,
    variables: [],
    nodes: [
      node('input', 'input', { channels: 4, height: 8, width: 8 }),
      node(item, 'conv2d', { outChannels }),
      node('output', 'output'),
    ],
    edges: [edge('input', item), edge(item, 'output')],
  };
  writeFileSync(path, JSON.stringify(text));
  return path;
}

async function json(...args: readonly string[]): Promise<Record<string, unknown>> {
  const { out, err } = await cli([...args, '--json'], runner, store);
  expect(err).toBe('');
  return JSON.parse(out) as Record<string, unknown>;
}

const listed = async (...args: readonly string[]): Promise<readonly StoredResult[]> =>
  (await json('results', ...args)).results as readonly StoredResult[];

test('what run, profile and compare measure is listed, exported, merged and deleted', {
  timeout: 120_000,
}, async () => {
  const [a, renamed, b] = [
    design('a.blockwright.json', 'conv', 8),
    design('renamed.blockwright.json', 'other', 8),
    design('b.blockwright.json', 'conv', 16),
  ];
  const quick = ['--warmup', '0', '--runs', '2'];
  const run = await json('run', a, ...quick);
  const profile = await json('profile', b, ...quick);
  await json('compare', a, b, '--device', 'cpu', ...quick);
  const all = await listed();
  expect(all).toHaveLength(4);
  expect(all.filter(({ graph }) => graph === run.graph)).toHaveLength(2);
  const profiled = all.find(({ kind }) => kind === 'profile');
  expect(profiled).toMatchObject({
    graph: profile.graph,
    at: profile.at,
    title: 'b.blockwright.json',
    device: 'cpu',
    settings: { precision: 'fp32', batch: 1, warmup: 0, runs: 2 },
    inputs: [[1, 4, 8, 8]],
    ms: { median: profile.unprofiledMs },
    profile: { totalMs: profile.totalMs },
  });

  // A rename changes nothing of what is computed, so the results are those of the renamed design as well.
  const same = await listed(renamed);
  expect(same.map(({ graph }) => graph)).toEqual([run.graph, run.graph]);
  const table = await cli(['results', renamed], runner, store);
  expect(table.out).toMatch(
    /^ID +WHEN +DESIGN +MACHINE +DEVICE +TYPE +BATCH +MEDIAN +95% BETWEEN +RATIO *$/m,
  );
  expect(table.out).toMatch(/\d[\d,.]* \(\d[\d,.]*–\d[\d,.]*\) +too few runs to tell/);
  // An edit makes another design: its results are held against one from before by naming that.
  const against = await cli(['results', '--against', profiled!.id.slice(0, 8)], runner, store);
  expect(against.out).toMatch(/too few runs to tell; other design/);
  const held = (await listed('--against', profiled!.id)) as readonly (StoredResult & {
    readonly change: { readonly against: string; readonly ratio: number; readonly verdict: string } | null;
  })[];
  expect(held.filter(({ change }) => change === null)).toHaveLength(1);
  for (const { ms, change } of held)
    if (change !== null)
      expect(change).toMatchObject({
        against: profiled!.id,
        ratio: ms.median / profiled!.ms.median,
        verdict: 'unknown',
      });

  const csv = join(folder, 'all.csv');
  expect(await json('results', '--csv', csv)).toMatchObject({ path: csv, results: 4 });
  expect(readFileSync(csv, 'utf8').trimEnd().split('\n')).toHaveLength(5);
  const again = await cli(['results', '--csv', csv], runner, store);
  expect(again.err).toContain('the file is there already');

  const first = all[0]!;
  const other = join(folder, 'other.jsonl');
  writeFileSync(other, `${all.map(resultLine).join('\n')}\n`);
  expect(await json('results', '--delete', first.id.slice(0, 8))).toEqual({ removed: 1 });
  expect(await json('results', '--merge', other)).toEqual({ added: 0, removed: 0 });
  expect(await listed()).toEqual(all.slice(1));
  const missing = await cli(['results', '--delete', first.id], runner, store);
  expect(missing).toMatchObject({ code: 2, out: '' });
  expect(missing.err).toContain('there is no result');
  expect(await json('results', '--all')).toEqual({ removed: 3 });
  expect(await listed()).toEqual([]);
});

test('what was measured is printed though it cannot be kept, with a note', { timeout: 60_000 }, async () => {
  const a = design('note.blockwright.json', 'conv', 8);
  const args = ['run', a, '--warmup', '0', '--runs', '1', '--json'];
  const { code, out, err } = await cli(args, runner, resultStore(null));
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ runs: 1 });
  expect(err).toContain('the result is not in the list of results');
});

test('a profile is held against an earlier one by item, kept or in a file', { timeout: 60_000 }, async () => {
  const before = design('before.blockwright.json', 'narrow', 4);
  const after = design('after.blockwright.json', 'wide', 64);
  const own = ['--runs', '8', '--input', '1,4,64,64'];
  const first = await json('profile', before, ...own);
  const { result } = first.kept as { readonly result: StoredResult };
  expect(first.change).toBe(null);
  const file = join(folder, 'before.json');
  writeFileSync(file, JSON.stringify(first));
  for (const named of [result.id, result.id.slice(0, 8), file]) {
    const { change } = await json('profile', after, ...own, '--against', named);
    expect(change).toMatchObject({ against: result.id, otherSplit: false, whole: { differs: ['design'] } });
    const { items } = change as {
      readonly items: readonly { path: string; before: number; after: number; verdict: string }[];
    };
    expect(Object.fromEntries(items.map(({ path, verdict }) => [path, verdict]))).toEqual({
      narrow: 'gone',
      wide: 'new',
    });
    expect(items.find(({ path }) => path === 'narrow')).toMatchObject({ after: null });
  }
  const same = await cli(['profile', before, ...own, '--against', file], runner, store);
  expect(same.code).toBe(0);
  expect(same.out).toMatch(/narrow .* (slower|faster|no difference seen|cannot be told)\n/);
  const unknown = await cli(['profile', before, '--against', 'f'.repeat(8)], runner, store);
  expect([unknown.code, unknown.err]).toEqual([2, expect.stringContaining('there is no result ffffffff')]);
  writeFileSync(file, '{"nodes":[]}');
  const other = await cli(['profile', before, '--against', file], runner, store);
  expect([other.code, other.err]).toEqual([2, expect.stringContaining('the file is no profile')]);
});
