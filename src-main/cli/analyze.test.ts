import { describe, expect, test } from 'vitest';
import { featured, networks } from '../../src-core/catalogue.ts';
import { cli } from './captured.ts';
import { cliJson } from './captured-json.fixture.ts';

type Count = number | null;
interface Node {
  readonly path: string;
  readonly definition: string;
  readonly params: Count;
  readonly macs: Count;
  readonly outputs: readonly (readonly number[] | null)[];
}
interface Analyzed {
  readonly design: string;
  readonly variables: Record<string, number | string>;
  readonly inputs: readonly { name: string; shape: readonly number[] | null }[];
  readonly outputs: readonly { name: string; shape: readonly number[] | null }[];
  readonly totals: Record<
    'params' | 'buffers' | 'macs' | 'activationBytes' | 'peakBytes',
    number | string | null
  >;
  readonly cost: { value: number | string | null; unit: string; convention: string };
  readonly nodes: readonly Node[];
  readonly issues: readonly unknown[];
}

async function analyzed(...args: string[]): Promise<Analyzed> {
  const { code, json } = await cliJson(['analyze', ...args]);
  expect(code).toBe(0);
  return json as Analyzed;
}

describe('analyze', () => {
  test('prints one document of the stated shape', async () => {
    const found = await analyzed('hs-resnet-50');
    expect(Object.keys(found)).toEqual([
      'design',
      'variables',
      'inputs',
      'outputs',
      'totals',
      'cost',
      'nodes',
      'issues',
    ]);
    expect(found).toMatchObject({
      design: 'hs-resnet-50',
      variables: { w: 20, s: 5, k: 3, stem: 'deep', shortcut: 'pool', down: 'stage', carry: 'floor' },
      inputs: [{ name: 'input', shape: [1, 3, 224, 224] }],
      outputs: [{ name: 'output', shape: [1, 1000] }],
      cost: { value: 4_979_007_008, unit: 'MACs', convention: 'conv + linear' },
      issues: [],
    });
    expect(Object.keys(found.totals)).toEqual([
      'params',
      'buffers',
      'macs',
      'activationBytes',
      'weightBytes',
      'peakBytes',
      'bytesMoved',
    ]);
    expect(found.nodes[2]).toEqual({
      path: 'stage1',
      definition: 'hs-stage',
      params: 238_572,
      macs: 737_825_536,
      bytesMoved: expect.any(Number),
      outputs: [[1, 256, 56, 56]],
    });
  });

  test.each([...featured.map((network) => network.name), 'googlenet', 'faster-rcnn', 'deeplab-v3'])(
    'the nodes of %s add up at every depth',
    async (name) => {
      for (const depth of [1, 2, 3, 4, 9]) {
        const { nodes, totals } = await analyzed(name, '--depth', String(depth));
        const sum = (key: 'params' | 'macs') =>
          nodes.reduce((total, node) => total + (node[key] ?? Number.NaN), 0);
        expect(sum('params')).toBe(totals.params);
        expect(sum('macs')).toBe(totals.macs);
        expect(new Set(nodes.map((node) => node.path)).size).toBe(nodes.length);
        for (const { path } of nodes) expect(path.split('/').length).toBeLessThanOrEqual(depth);
      }
    },
  );

  test('deeper, what has nothing inside stays at its own level', async () => {
    const { nodes } = await analyzed('hs-resnet-50', '--depth', '5');
    const paths = nodes.map((node) => node.path);
    expect(paths).toContain('input');
    expect(paths).toContain('stage3/block2/hs/group4/conv');
    expect(paths).not.toContain('stage3');
  });

  test('FLOPs are twice the MACs and stand in the cost alone', async () => {
    const found = await analyzed('resnet-50', '--unit', 'flops');
    expect(found.cost).toMatchObject({ value: 8_178_368_512, unit: 'FLOPs' });
    expect(found.totals.macs).toBe(4_089_184_256);
    expect(found.nodes.find((node) => node.path === 'head')?.macs).toBe(2_048_000);
  });

  test('--input sets every size of the input, the batch among them', async () => {
    const found = await analyzed('resnet-50', '--input', '2,3,224,224');
    expect(found.inputs).toEqual([{ name: 'input', shape: [2, 3, 224, 224] }]);
    expect(found.outputs).toEqual([{ name: 'output', shape: [2, 1000] }]);
    expect(found.totals).toMatchObject({ params: 25_557_032, macs: 2 * 4_089_184_256 });
  });

  test('integers that a double does not hold are strings', async () => {
    const { totals, cost } = await analyzed('resnet-50', '--input', '65535,3,2240,2240');
    expect(totals.macs).toBe(String(65_535n * (100n * 4_087_136_256n + 2_048_000n)));
    expect(cost.value).toBe(totals.macs);
  });

  test('the table names unit and convention', async () => {
    const { out, code } = await cli(['analyze', 'resnet-50']);
    expect(code).toBe(0);
    expect(out).toContain('25,557,032');
    expect(out).toContain('4,089,184,256 MACs = 4.089 G (conv + linear');
    expect(out.split('\n').every((line) => line === line.trimEnd())).toBe(true);
  });
});

test('--rf says what each item reads of the input, as text and as a set', async () => {
  const { json } = await cliJson(['analyze', 'hs-resnet-50', '--rf', '--depth', '4']);
  const { nodes } = json as { nodes: { path: string; reads: { rows: Record<string, unknown> }[] }[] };
  const group = nodes.find(({ path }) => path === 'stage1/block2/hs/group2');
  expect(group?.reads[0]?.rows).toEqual({
    count: 2,
    min: { size: 23, stride: 4, offset: -11 },
    max: { size: 31, stride: 4, offset: -15 },
    fields: [
      [23, 4, -11],
      [31, 4, -15],
    ],
  });
  const { out } = await cli(['analyze', 'hs-resnet-50', '--rf']);
  expect(out).toMatch(/^stage1 .* 15…87 px, stride 4, offset −7…−43 /m);
});

test('bytes moved of the items add up to those of the design, and the rule is said', async () => {
  const { json } = await cliJson(['analyze', 'resnet-50']);
  const { nodes, totals } = json as {
    nodes: { bytesMoved: number }[];
    totals: { bytesMoved: number };
  };
  expect(nodes.reduce((sum, node) => sum + node.bytesMoved, 0)).toBe(totals.bytesMoved);
  const { out } = await cli(['analyze', 'resnet-50']);
  expect(out).toContain('nothing in place');
  expect(out).toMatch(/^intensity +[\d.]+ MACs per byte of [\d.]+ MB moved: Each operator reads/m);
});

test('presets lists the ready networks', async () => {
  const { code, json } = await cliJson(['presets']);
  expect(code).toBe(0);
  expect(json).toEqual(
    expect.arrayContaining([
      {
        name: 'res2net-50',
        title: 'Res2Net-50',
        family: 'Res2Net',
        variables: {
          w: { kind: 'integer', value: 26, min: 1, max: 4096, legal: { from: 1, to: 4096, step: 1 } },
          s: { kind: 'integer', value: 4, min: 1, max: 64, legal: { from: 1, to: 64, step: 1 } },
        },
        params: 25_699_120,
        macs: 4_255_166_464,
        cost: { value: 4_255_166_464, unit: 'MACs', convention: 'conv + linear' },
      },
    ]),
  );
  const { out } = await cli(['presets']);
  for (const { name } of networks) expect(out).toContain(name);
});
