import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  around,
  bottleneckOfFields,
  hsFromLanes,
  item,
  ownBlock,
  wires,
} from '../../src-core/analysis/own-blocks.fixture.ts';
import { blockFileOf } from '../../src-core/document/block-file.ts';
import { serializeBlockFile, serializeDesign } from '../../src-core/document/serialize.ts';
import { cli } from './captured.ts';
import { cliJson } from './captured-json.fixture.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'block-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const outer = ownBlock(
  'Outer block',
  [],
  [item('in', 'part-input'), item('hs', 'own:hs', { s: 4, w: 8 }), item('out', 'part-output')],
  wires('in -> hs:in', 'hs:out -> out'),
);
const withOuter = around(outer.id, {}, 32, [outer, hsFromLanes]);

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

test('a definition goes from one design to another with those inside it, and counts there as it did', async () => {
  const from = file('from.blockwright.json', serializeDesign(withOuter));
  const path = join(folder, 'outer.block.json');
  const listed = await cliJson(['block', 'list', from]);
  expect(listed.json).toMatchObject({
    blocks: [{ id: 'own:Outer block' }, { fields: ['s', 'w', 'k'], uses: 1 }],
  });
  const exported = await cliJson(['block', 'export', from, 'Outer block', '-o', path]);
  expect(exported.json).toMatchObject({ blocks: ['own:Outer block', 'own:hs'] });
  // A design that has the blocks not yet: its one item is unknown until they come.
  const bare = file('to.blockwright.json', serializeDesign({ ...withOuter, blocks: [] }));
  expect((await cli(['analyze', bare])).code).toBe(2);
  const to = join(folder, 'both.blockwright.json');
  expect((await cli(['block', 'import', path, bare, '-o', to])).err).toBe('');
  const totals = async (design: string) => (await cliJson(['analyze', design])).json;
  expect(((await totals(to)) as { totals: unknown }).totals).toEqual(
    ((await totals(from)) as { totals: unknown }).totals,
  );
});

test('what a design has under that id stays, unless it is to be replaced', async () => {
  const path = join(folder, 'hs.block.json');
  const from = file('hs.blockwright.json', serializeDesign(withOuter));
  expect((await cli(['block', 'export', from, 'hs', '-o', path])).code).toBe(0);
  const mine = { ...hsFromLanes, title: 'Mine' };
  const to = file('mine.blockwright.json', serializeDesign(around('own:hs', { s: 3, w: 8 }, 24, [mine])));
  const output = join(folder, 'out.blockwright.json');
  const titles = () =>
    JSON.parse(readFileSync(output, 'utf8')).blocks.map(({ id, title }: typeof mine) => [id, title]);
  const beside = await cliJson(['block', 'import', path, to, '-o', output]);
  expect(beside.json).toMatchObject({ blocks: [{ from: 'own:hs', id: 'own:hs-2' }] });
  expect(titles()).toEqual([
    ['own:hs', 'Mine'],
    ['own:hs-2', 'hs'],
  ]);
  expect((await cli(['block', 'import', path, to, '-o', output])).err).toContain('there already');
  await cli(['block', 'import', path, to, '-o', output, '--replace', '--force']);
  expect(titles()).toEqual([['own:hs', 'hs']]);
});

test.each([
  [['block', 'exprot'], "unknown command 'exprot'; nearest are export"],
  [['block', 'export', 'resnet-50', 'hs', '-o', 'x'], 'there is no own block hs here; there are none'],
  [
    ['block', 'import', 'absent.block.json', 'resnet-50', '-o', 'x'],
    'absent.block.json: there is no such file',
  ],
])('%j', async (args, said) => {
  const { code, err } = await cli(args);
  expect([code, err]).toEqual([2, expect.stringContaining(said)]);
});

test.each([
  ['a design', serializeDesign(withOuter), 'its format is "blockwright"'],
  ['a newer file', '{"format":"blockwright-blocks","version":99,"blocks":[]}', 'format version 99'],
  ['no list', '{"format":"blockwright-blocks","version":1}', 'blocks must be a list'],
  [
    'two of one id',
    `{"format":"blockwright-blocks","version":1,"blocks":[${JSON.stringify(outer)},${JSON.stringify(outer)}]}`,
    'there is already an own block',
  ],
])('%s is no file of definitions', async (_, text, said) => {
  const path = file('wrong.block.json', text);
  const { code, err } = await cli(['block', 'import', path, 'resnet-50', '-o', join(folder, 'none.json')]);
  expect([code, err]).toEqual([2, expect.stringContaining(said)]);
  expect(err).toContain(path);
});

const asFile = (name: string, ...blocks: Parameters<typeof blockFileOf>[0]) =>
  file(name, serializeBlockFile(blockFileOf(blocks)));

test('an own block in a file has formulas, slopes and solutions, as a built-in one has', async () => {
  const own = asFile('hs.block.json', hsFromLanes);
  const same = async (...args: readonly string[]) => {
    const [command = '', ...rest] = args;
    const [mine, theirs] = await Promise.all(
      [own, 'hs-block'].map((name) => cliJson([command, name, ...rest])),
    );
    expect([mine!.code, theirs!.code]).toEqual([0, 0]);
    return [mine!.json, theirs!.json] as { params?: object; names?: { name: string }[]; rows?: unknown }[];
  };
  const [formula, builtIn] = await same('formula', '--set', 's=4');
  expect(formula!.params).toEqual(builtIn!.params);
  const [slopes, known] = await same('sensitivity');
  // The built-in block has a dilation, too.
  expect(slopes!.names).toEqual(known!.names!.filter(({ name }) => name !== 'dilation'));
  expect(slopes!.names).toHaveLength(3);
  const [solved, expected] = await same('solve', '--hold', 'params=25000', '--for', 'w', '--each', 's=2..6');
  expect(solved!.rows).toEqual(expected!.rows);
  expect(solved!.rows).toHaveLength(5);
});

test('the sizes of its input, and its fields, are set as those of a built-in block; one that is not there is named', async () => {
  const own = asFile('bottle.block.json', bottleneckOfFields);
  const hold = ['--hold', 'params=30000', '--for', 'mid', '--input', '1,32,14,14'];
  const { json } = await cliJson(['solve', own, ...hold, '--set', 'k=5']);
  // 2·25·mid² + 32·mid
  expect(json).toMatchObject({ rows: [{ solutions: [{ value: 24, count: 29568, error: -432 }] }] });
  const { out } = await cli(['formula', own]);
  expect(out).toMatch(/\nparams +2\*k\^2\*mid\^2 \+ C\*mid\n/);
  expect(out).toContain('groups = 1');
  const { err, code } = await cli(['solve', own, ...hold, '--set', 'q=5']);
  expect([code, err]).toEqual([
    2,
    '--set q: there is no such variable or field; nearest are k, mid, groups\n',
  ]);
  expect((await cli(['formula', asFile('none.block.json')])).err).toContain('it holds none');
});

test('what is published of an own block is held against it, and read back from its file', async () => {
  const printed = (formula: string) => ({
    title: 'Printed',
    source: 'A paper',
    of: 'conv',
    claim: 'equal',
    formula,
  });
  const squared = 'sum(i = 1..s - 1, k^2*w^2*((2^(i - 1) - 1)/2^(i - 1) + 1)^2)';
  const own = asFile('judged.block.json', { ...hsFromLanes, published: [printed(squared), printed('s*w')] });
  const { code, json } = await cliJson(['trial', own]);
  const [builtIn] = [await cliJson(['trial', 'hs-squared'])];
  const [right, wrong] = json as { verdict: string; sentence: string; source: string }[];
  expect(code).toBe(0);
  expect(right).toMatchObject({
    source: 'A paper',
    sentence: (builtIn.json as { sentence: string }).sentence,
  });
  expect(wrong).toMatchObject({ name: 'own:hs#2', verdict: 'differs' });
  expect((await cli(['trial', own])).out).toMatch(/\nsource +A paper\n/);
  const bad = asFile('bad.block.json', { ...hsFromLanes, published: [printed('s*q')] });
  const said = await cli(['trial', bad]);
  expect([said.code, said.err]).toEqual([2, expect.stringContaining('nothing in this formula is named q')]);
  expect((await cli(['trial', asFile('plain.block.json', hsFromLanes)])).err).toContain(
    'no formula is published of hs',
  );
});
