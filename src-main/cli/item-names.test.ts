import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Design, DesignNode } from '../../src-core/document/design.ts';
import { emptyDesign } from '../../src-core/document/design.ts';
import { serializeDesign } from '../../src-core/document/serialize.ts';
import { cli } from './captured.ts';
import { cliJson } from './captured-json.fixture.ts';

const names = [
  ...['in put', 'a b', '卷积', 'c:0', '\u00fc', 'q"uote', "it's", '..', 'constructor', 'AB', 'ab'],
  ...['a.weight', 'a', '0', '[31m', 'evil\u202egnp', '$(reboot)', '出力'],
];
const last = names.length - 1;
const fieldsAt = (index: number): DesignNode['fields'] =>
  index === 0 ? { channels: 3, height: 8, width: 8 } : index === last ? {} : { outChannels: 3 };
const design: Design = {
  ...emptyDesign('Names'),
  nodes: names.map((id, index) => ({
    id,
    definition: index === 0 ? 'input' : index === last ? 'output' : 'conv2d',
    fields: fieldsAt(index),
    position: { x: 0, y: 0 },
  })),
  edges: names.slice(1).map((id, index) => ({
    id: `e${index}`,
    from: { node: names[index]!, port: 'out' },
    to: { node: id, port: 'in' },
  })),
};

let folder: string;
let file: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'blockwright-names-'));
  file = join(folder, 'names.blockwright.json');
  writeFileSync(file, serializeDesign(design));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Weights of a convolution of 3 × 3 with three channels in and out. */
const each = 81;

test('a design of any names is analysed, with a row under each name', async () => {
  const { code, json } = await cliJson(['analyze', file]);
  expect(code).toBe(0);
  const { nodes } = json as { nodes: { path: string; params: number }[] };
  expect(nodes.filter(({ params }) => params > 0)).toMatchObject(
    names.slice(1, last).map((path) => ({ path, params: each })),
  );
});

test('a terminal is shown what steers it, and nothing steers it', async () => {
  const { out } = await cli(['analyze', file]);
  expect(out).toContain(String.raw`evil\u202egnp`);
  expect(out).not.toContain('\u202e');
});

test.each(['a.weight', 'a', '卷积', 'a b', '..', 'constructor', 'q"uote', "it's", '0', 'c:0'])(
  'a field of the item %j is set by its name',
  async (name) => {
    const { code, json } = await cliJson(['analyze', file, '--set', `${name}.kernel=1`]);
    expect(code).toBe(0);
    const { nodes } = json as { nodes: { path: string; params: number }[] };
    const changed = nodes.filter(({ params }) => params === 9).map(({ path }) => path);
    expect(changed).toEqual([name]);
  },
);

test.each([
  ['an item', ['--set', 'constructr.kernel=1'], 'constructor'],
  ['a field', ['--set', 'a.kernal=1'], 'kernel'],
  ['an option', ['--unti', 'flops'], '--unit'],
  ['a convention', ['--convention', 'fvcor'], 'fvcore'],
])('%s that is not there is answered with the nearest', async (_, args, nearest) => {
  const { code, err } = await cli(['analyze', file, ...args]);
  expect(code).toBe(2);
  expect(err).toContain(nearest);
});

test.each([
  ['a command', ['analyse'], 'analyze'],
  ['a network', ['analyze', 'resnet-5'], 'resnet-50'],
])('%s that is not there is answered with the nearest', async (_, args, nearest) => {
  const { code, err } = await cli(args);
  expect(code).toBe(2);
  expect(err).toContain(nearest);
});
