import { describe, expect, test } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { roundedQuarter } from '../blocks/regnet-block.ts';
import { catalogue } from '../catalogue.ts';
import type { Variable } from '../document/design.ts';
import { regnetStages, regnets } from './regnet.ts';

function analysisOf(name: string, g?: number) {
  const { design } = regnets.find((network) => network.name === name)!;
  const variables = design.variables.map((v) => ({ ...v, value: g ?? v.value }) as Variable);
  return analyze({ ...design, variables }, catalogue);
}

function totals(name: string) {
  const { issues, totals: counts } = analysisOf(name);
  expect(issues).toEqual([]);
  return counts!;
}

/** Measured by an independent counter over torchvision's models; torch also counts one batch counter per norm as a buffer. */
describe('RegNets of torchvision count to the unit', () => {
  test.each([
    ['regnet-x-400mf', 5_495_976n, 37_927n, 71n, 413_812_608n],
    ['regnet-y-400mf', 4_344_144n, 27_205n, 53n, 401_842_848n],
    ['regnet-y-800mf', 6_432_512n, 30_479n, 47n, 833_856_256n],
    ['regnet-x-3.2gf', 15_296_552n, 62_640n, 80n, 3_176_621_952n],
  ])('%s', (name, params, buffers, norms, macs) => {
    expect(totals(name)).toMatchObject({ params, buffers: buffers - norms, macs });
  });
});

test.each([
  ['regnet-x-4.0gf', 22_118_248n, 3_964_498_816n],
  ['regnet-y-4.0gf', 20_646_656n, 3_973_288_448n],
])('%s of timm counts to the unit', (name, params, macs) => {
  expect(totals(name)).toMatchObject({ params, macs });
});

/** Parameters as torchvision's weights state them. */
test.each([
  ['regnet-x-800mf', 7_259_656n],
  ['regnet-x-1.6gf', 9_190_136n],
  ['regnet-x-8.0gf', 39_572_648n],
  ['regnet-x-16gf', 54_278_536n],
  ['regnet-x-32gf', 107_811_560n],
  ['regnet-y-1.6gf', 11_202_430n],
  ['regnet-y-3.2gf', 19_436_338n],
  ['regnet-y-8.0gf', 39_381_472n],
  ['regnet-y-16gf', 83_590_140n],
  ['regnet-y-32gf', 145_046_770n],
])('%s has the parameters of its published weights', (name, params) => {
  expect(totals(name).params).toBe(params);
});

test('every member has four stages, so that it can be a backbone', () => {
  for (const { name, design } of regnets) {
    expect(
      design.nodes.filter((node) => node.definition === 'regnet-stage'),
      name,
    ).toHaveLength(4);
    expect(totals(name).operators, name).toBeGreaterThan(0);
  }
});

test('widths are quantized before they are fitted to the groups', () => {
  expect(regnetStages({ depth: 23, w0: 96, wa: 38.65, wm: 2.43 })).toEqual([
    { depth: 2, width: 96 },
    { depth: 5, width: 232 },
    { depth: 14, width: 568 },
    { depth: 2, width: 1376 },
  ]);
  expect(analysisOf('regnet-x-4.0gf').items.get('stage1')!.outputs).toEqual([[1n, 80n, 56n, 56n]]);
});

test('torchvision and pycls fit the last stage of RegNetX-400MF to other widths', () => {
  const { design } = regnets.find((network) => network.name === 'regnet-x-400mf')!;
  const nodes = design.nodes.map((node) =>
    node.id === 'stage4'
      ? { ...node, fields: { ...node.fields, w: { expression: 'round(392/g)*g' } } }
      : node,
  );
  expect(analyze(design, catalogue).items.get('stage4')!.outputs).toEqual([[1n, 400n, 7n, 7n]]);
  expect(analyze({ ...design, nodes }, catalogue).items.get('stage4')!.outputs).toEqual([[1n, 384n, 7n, 7n]]);
});

test('another width of groups fits the widths anew', () => {
  const { issues, items } = analysisOf('regnet-x-400mf', 12);
  expect(issues).toEqual([]);
  expect(['stage1', 'stage2', 'stage3', 'stage4'].map((id) => items.get(id)!.outputs[0]![1])).toEqual([
    24n,
    60n,
    156n,
    396n,
  ]);
});

test('a quarter is rounded as Python rounds', () => {
  const rounded = Array.from({ length: 16 }, (_, channels) => roundedQuarter(BigInt(channels)));
  expect(rounded.map(Number)).toEqual([0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 4, 4]);
});
