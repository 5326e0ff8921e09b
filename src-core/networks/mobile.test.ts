import { describe, expect, test } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue, networkOf } from '../catalogue.ts';
import type { Design, Variable } from '../document/design.ts';
import { H, sizeOf } from '../language/shape.ts';

function analysisOf(design: Design, values: Readonly<Record<string, number>> = {}) {
  const variables = design.variables.map((v) => ({ ...v, value: values[v.name] ?? v.value }) as Variable);
  const analysis = analyze({ ...design, variables }, catalogue);
  expect(analysis.issues).toEqual([]);
  return analysis;
}

const totals = (name: string, values: Readonly<Record<string, number>> = {}) =>
  analysisOf(networkOf(name)!.design, values).totals!;

/** Measured by an independent counter over the PyTorch models; 224 x 224, batch 1. */
describe('mobile networks count to the unit', () => {
  test.each([
    ['mobilenet-v1', 4_231_976n, 568_740_352n],
    ['mobilenet-v2', 3_504_872n, 300_774_272n],
    ['mobilenet-v3-large', 5_483_032n, 216_589_760n],
    ['efficientnet-b0', 5_288_548n, 385_814_752n],
    ['mnasnet-1.0', 4_383_312n, 314_415_872n],
    ['shufflenet-v2-1.0', 2_278_604n, 144_907_992n],
    ['shufflenet-v2-1.5', 3_503_624n, 295_759_392n],
    ['ghostnet', 5_182_508n, 141_150_512n],
    ['ghostnet-v2', 6_156_908n, 167_048_288n],
  ])('%s', (name, params, macs) => {
    expect(totals(name)).toMatchObject({ params, macs });
  });

  test.each([
    ['mobilenet-v2', 34_164n, 52n, 1_280_000n],
    ['mobilenet-v3-large', 24_446n, 46n, 2_508_800n],
    ['efficientnet-b0', 42_065n, 49n, 1_280_000n],
    ['mnasnet-1.0', 37_972n, 52n, 1_280_000n],
    ['shufflenet-v2-1.0', 16_236n, 56n, 1_024_000n],
    ['shufflenet-v2-1.5', 23_496n, 56n, 1_024_000n],
  ])('%s: buffers without the counter of each norm, linear weights', (name, buffers, norms, linear) => {
    const counts = totals(name);
    expect(counts.buffers).toBe(buffers - norms);
    expect(counts.parts.linear).toBe(linear);
  });

  /** Parameters and billions of MACs that torchvision states for its other members, at their own image sizes. */
  test.each([
    ['mobilenet-v3-small', 2_542_856n, 0.057],
    ['efficientnet-b1', 7_794_184n, 0.687],
    ['efficientnet-b2', 9_109_994n, 1.088],
    ['efficientnet-b3', 12_233_232n, 1.827],
    ['efficientnet-b4', 19_341_616n, 4.394],
    ['efficientnet-b5', 30_389_784n, 10.266],
    ['efficientnet-b6', 43_040_704n, 19.068],
    ['efficientnet-b7', 66_347_960n, 37.746],
    ['efficientnet-v2-s', 21_458_488n, 8.366],
    ['mnasnet-0.5', 2_218_512n, 0.104],
    ['mnasnet-0.75', 3_170_208n, 0.215],
    ['mnasnet-1.3', 6_282_256n, 0.526],
    ['shufflenet-v2-0.5', 1_366_792n, 0.04],
    ['shufflenet-v2-2.0', 7_393_996n, 0.583],
  ])('%s', (name, params, billions) => {
    const counts = totals(name);
    expect(counts.params).toBe(params);
    expect(Number((Number(counts.macs) / 1e9).toFixed(3))).toBe(billions);
  });

  /** Trainable parameters of the public implementations at other widths. */
  test.each([
    ['mobilenet-v1', 0.25, 470_072n],
    ['mobilenet-v1', 0.5, 1_331_592n],
    ['mobilenet-v1', 0.75, 2_585_560n],
    ['mobilenet-v2', 0.5, 1_968_680n],
    ['mobilenet-v2', 1.4, 6_108_776n],
  ])('%s at width %f', (name, width, params) => {
    expect(totals(name, { width }).params).toBe(params);
  });
});

test('GhostNet part by part', () => {
  const { items } = analysisOf(networkOf('ghostnet')!.design);
  const bottlenecks = [
    464n,
    2_564n,
    2_352n,
    9_636n,
    13_672n,
    22_920n,
    17_820n,
    16_436n,
    16_436n,
    175_792n,
    306_992n,
    362_840n,
    160_880n,
    622_880n,
    160_880n,
    622_880n,
  ];
  const params = (id: string) => items.get(id)!.facts!.params;
  expect(bottlenecks.map((_, index) => params(`bneck${index + 1}`))).toEqual(bottlenecks);
  expect(['stem', 'last', 'widen', 'classifier'].map(params)).toEqual([
    464n,
    155_520n,
    1_230_080n,
    1_281_000n,
  ]);
});

test.each(
  [
    'mobilenet-v1',
    'mobilenet-v2',
    'mobilenet-v3-large',
    'mobilenet-v3-small',
    'efficientnet-b0',
    'efficientnet-v2-s',
  ].concat(['mnasnet-1.0', 'shufflenet-v2-1.0', 'ghostnet', 'ghostnet-v2']),
)('%s hands on maps at a quarter, 1/8, 1/16 and 1/32 of its input', (name) => {
  const { design, features } = networkOf(name)!;
  const { items } = analysisOf(design);
  const rows = (id: string) => Number(sizeOf(items.get(id)!.outputs[0]!, H));
  expect(features!.map((id) => rows('input') / rows(id))).toEqual([4, 8, 16, 32]);
});

test('a thin member keeps the widths that the rule of nine tenths gives', () => {
  const { items } = analysisOf(networkOf('mobilenet-v2')!.design, { width: 0.35 });
  const channels = (id: string) => Number(sizeOf(items.get(id)!.outputs[0]!, 1));
  // 32 × 0.35 = 11.2, of which 8 would be less than nine tenths; 16 × 0.35 = 5.6 is brought to the least, 8.
  expect(['stem', 'stage1', 'stage2', 'last'].map(channels)).toEqual([16, 8, 8, 1280]);
});
