import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { cli } from './captured.ts';
import { cliJson } from './captured-json.fixture.ts';

const node = (id: string, definition: string, fields = {}, parent?: string) => ({
  id,
  definition,
  ...(parent !== undefined && { parent }),
  fields,
  position: { x: 0, y: 0 },
});
const edge = (id: string, from: string, to: string) => {
  const [source, out = 'out'] = from.split(':');
  const [target, into = 'in'] = to.split(':');
  return { id, from: { node: source, port: out }, to: { node: target, port: into } };
};
const repeated = {
  format: 'blockwright',
  version: 1,
  title: 'repeated',
  variables: [],
  nodes: [
    node('input', 'input', { channels: 8, height: 32, width: 32 }),
    node('part', 'repeat', { depth: 2 }),
    node('in', 'part-input', {}, 'part'),
    node('conv', 'conv2d', { outChannels: 16, kernel: 3, stride: { expression: '1+first' } }, 'part'),
    node('out', 'part-output', {}, 'part'),
    node('output', 'output'),
  ],
  edges: [
    edge('e1', 'input', 'part:in'),
    edge('e2', 'in', 'conv'),
    edge('e3', 'conv', 'out'),
    edge('e4', 'part:out', 'output'),
  ],
};

const folder = mkdtempSync(join(tmpdir(), 'blockwright-drawn-'));
const file = join(folder, 'repeated.blockwright.json');
writeFileSync(file, JSON.stringify(repeated));
afterAll(() => rmSync(folder, { recursive: true }));

test('what is drawn inside an item stands below it as a tree, and the items still add up', async () => {
  const { code, json } = await cliJson(['analyze', file]);
  expect(code).toBe(0);
  const { totals, nodes } = json as { totals: { params: number }; nodes: { params: number }[] };
  expect(nodes.reduce((sum, { params }) => sum + params, 0)).toBe(totals.params);
  expect(nodes).toMatchObject([
    { path: 'input' },
    {
      path: 'part',
      params: 9 * 16 * (8 + 16),
      members: [
        {
          path: 'part/copy1',
          outputs: [[1, 16, 16, 16]],
          members: [{ path: 'part/copy1/conv', params: 9 * 8 * 16 }],
        },
        {
          path: 'part/copy2',
          outputs: [[1, 16, 16, 16]],
          members: [{ path: 'part/copy2/conv', params: 9 * 16 * 16 }],
        },
      ],
    },
    { path: 'output' },
  ]);
  const { out } = await cli(['analyze', file]);
  expect(out).toMatch(/^part {2,}repeat .*\n {2}part\/copy1 .*\n {4}part\/copy1\/conv .*conv2d/m);
});

test('a field inside a repeat that a formula keeps as a number is named with its value, once', async () => {
  const rounded = join(folder, 'rounded.blockwright.json');
  const nodes = repeated.nodes.map((each) =>
    each.id === 'conv' ? { ...each, fields: { outChannels: { expression: 'round(w/3)*index' } } } : each,
  );
  const variables = [{ name: 'w', kind: 'integer', value: 24, min: 1, max: 64 }];
  writeFileSync(rounded, JSON.stringify({ ...repeated, nodes, variables }));
  const { code, json } = await cliJson(['formula', rounded]);
  expect(code).toBe(0);
  expect(json).toMatchObject({ held: [{ name: 'conv.outChannels', value: 8, reason: 'round' }] });
});
