import { describe, expect, test } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue, networkOf } from '../catalogue.ts';
import type { Design, Variable } from '../document/design.ts';

function withVariables(design: Design, values: Readonly<Record<string, number | string>>): Design {
  const variables = design.variables.map((variable) => ({
    ...variable,
    value: values[variable.name] ?? variable.value,
  }));
  return { ...design, variables: variables as Variable[] };
}

function totals(name: string, values: Readonly<Record<string, number | string>> = {}) {
  const analysis = analyze(withVariables(networkOf(name)!.design, values), catalogue);
  expect(analysis.issues).toEqual([]);
  return analysis.totals!;
}

/** Measured by an independent counter over the PyTorch models; 224 x 224, batch 1, MACs of convolutions and linear layers. */
describe('ready networks count to the unit', () => {
  test.each([
    ['resnet-50', 25_557_032n, 4_089_184_256n],
    ['resnet-50-d', 25_576_264n, 4_328_824_832n],
    ['hs-resnet-50', 28_611_497n, 4_979_007_008n],
    ['res2net-50', 25_699_120n, 4_255_166_464n],
    ['ghost-resnet-50', 13_953_512n, 2_151_023_360n],
  ])('%s', (name, params, macs) => {
    expect(totals(name)).toMatchObject({ params, macs });
  });

  test('other widths and scales of the families', () => {
    expect(totals('res2net-50', { w: 48, s: 2 })).toMatchObject({
      params: 25_287_304n,
      macs: 4_159_832_064n,
    });
    expect(totals('res2net-50', { w: 26, s: 8 })).toMatchObject({
      params: 48_403_776n,
      macs: 8_335_880_192n,
    });
    expect(totals('ghost-resnet-50', { ratio: 4 })).toMatchObject({
      params: 8_151_752n,
      macs: 1_181_942_912n,
    });
  });

  test('ResNet-50 by heading: convolutions, norms, classifier; buffers leave the batch counters out', () => {
    const { parts, buffers } = totals('resnet-50');
    expect(parts).toEqual({ conv: 23_454_912n, norm: 53_120n, bias: 1_000n, linear: 2_048_000n, tensor: 0n });
    expect(buffers).toBe(53_120n);
  });
});

describe('HS-ResNet-50 in every form of section "derived sizes"', () => {
  const rows: [number, number, string, bigint, bigint, bigint, bigint][] = [
    [20, 5, 'stage', 28_611_497n, 4_979_007_008n, 28_592_265n, 4_739_366_432n],
    [20, 5, 'strided', 28_632_227n, 5_043_752_864n, 28_612_995n, 4_804_112_288n],
    [20, 5, 'conv', 34_983_187n, 5_754_997_664n, 34_963_955n, 5_515_357_088n],
    [28, 5, 'stage', 43_186_311n, 7_529_634_976n, 43_167_079n, 7_289_994_400n],
    [28, 5, 'strided', 43_227_082n, 7_657_122_784n, 43_207_850n, 7_417_482_208n],
    [28, 5, 'conv', 55_674_650n, 9_051_162_592n, 55_655_418n, 8_811_522_016n],
    [26, 4, 'stage', 30_194_417n, 5_250_659_872n, 30_175_185n, 5_011_019_296n],
    [26, 4, 'strided', 30_214_227n, 5_312_583_328n, 30_194_995n, 5_072_942_752n],
    [26, 4, 'conv', 36_858_683n, 6_056_680_864n, 36_839_451n, 5_817_040_288n],
    [14, 8, 'stage', 30_701_819n, 5_362_269_818n, 30_682_587n, 5_122_629_242n],
    [14, 8, 'strided', 30_726_291n, 5_438_587_514n, 30_707_059n, 5_198_946_938n],
    [14, 8, 'conv', 39_172_715n, 6_384_543_098n, 39_153_483n, 6_144_902_522n],
  ];
  test.each(rows)('%iw x %is, down %s', (w, s, down, deepParams, deepMacs, plainParams, plainMacs) => {
    expect(totals('hs-resnet-50', { w, s, down })).toMatchObject({ params: deepParams, macs: deepMacs });
    const plain = totals('hs-resnet-50', { w, s, down, stem: 'plain', shortcut: 'conv' });
    expect(plain).toMatchObject({ params: plainParams, macs: plainMacs });
  });
});

test('ResNet-50 part by part', () => {
  const { items } = analyze(networkOf('resnet-50')!.design, catalogue);
  const parts: [string, bigint, bigint][] = [
    ['stem', 9_408n + 128n, 118_013_952n],
    ['stage1', 215_808n, 667_942_912n],
    ['stage2', 1_219_584n, 1_027_604_480n],
    ['stage3', 7_098_368n, 1_464_336_384n],
    ['stage4', 14_964_736n, 809_238_528n],
    ['head', 2_049_000n, 2_048_000n],
  ];
  for (const [id, params, macs] of parts) expect(items.get(id)?.facts, id).toMatchObject({ params, macs });
  const blocks = (id: string) =>
    items.get(id)!.expansion!.children.map((child) => child.expansion.facts.params);
  expect(blocks('stage1').slice(0, 2)).toEqual([75_008n, 70_400n]);
  expect(blocks('stage2').slice(0, 2)).toEqual([379_392n, 280_064n]);
  expect(blocks('stage3').slice(0, 2)).toEqual([1_512_448n, 1_117_184n]);
  expect(blocks('stage4').slice(0, 2)).toEqual([6_039_552n, 4_462_592n]);
});

test('Res2Net-50 part by part', () => {
  const { items } = analyze(networkOf('res2net-50')!.design, catalogue);
  const params = ['stem', 'stage1', 'stage2', 'stage3', 'stage4', 'head'].map(
    (id) => items.get(id)!.facts!.params,
  );
  expect(params).toEqual([9_536n, 214_056n, 1_229_856n, 7_198_368n, 14_998_304n, 2_049_000n]);
  const [first, second] = items.get('stage1')!.expansion!.children;
  expect(first!.expansion.facts.params).toBe(69_304n);
  expect(second!.expansion.facts.params).toBe(72_376n);
});
