import { describe, expect, test } from 'vitest';
import { cliJson } from './captured-json.fixture.ts';

const set = (values: Record<string, string | number>): string[] =>
  Object.entries(values).flatMap(([name, value]) => ['--set', `${name}=${value}`]);

async function totalsOf(design: string, values: Record<string, string | number> = {}) {
  const { code, json, err } = await cliJson(['analyze', design, ...set(values)]);
  expect(err).toBe('');
  expect(code).toBe(0);
  return (json as { totals: Record<string, number> }).totals;
}

describe('counts of the ready networks', () => {
  test.each([
    ['resnet-50', 25_557_032, 4_089_184_256],
    ['resnet-50-d', 25_576_264, 4_328_824_832],
    ['hs-resnet-50', 28_611_497, 4_979_007_008],
    ['res2net-50', 25_699_120, 4_255_166_464],
    ['ghost-resnet-50', 13_953_512, 2_151_023_360],
  ])('%s', async (design, params, macs) => {
    expect(await totalsOf(design)).toMatchObject({ params, macs });
  });

  test('ResNet-50 has 53,120 buffers', async () => {
    expect(await totalsOf('resnet-50')).toMatchObject({ buffers: 53_120 });
  });

  test.each([
    [{ w: 48, s: 2 }, 25_287_304, 4_159_832_064],
    [{ w: 26, s: 8 }, 48_403_776, 8_335_880_192],
  ])('Res2Net-50 with %j', async (values, params, macs) => {
    expect(await totalsOf('res2net-50', values)).toMatchObject({ params, macs });
  });

  test('Ghost-ResNet-50 with ratio 4', async () => {
    expect(await totalsOf('ghost-resnet-50', { ratio: 4 })).toMatchObject({
      params: 8_151_752,
      macs: 1_181_942_912,
    });
  });
});

/** w, s, down; params and MACs with deep stem and pool shortcut; then with plain stem and strided shortcut. */
const sizes: [number, number, string, number, number, number, number][] = [
  [20, 5, 'stage', 28_611_497, 4_979_007_008, 28_592_265, 4_739_366_432],
  [20, 5, 'strided', 28_632_227, 5_043_752_864, 28_612_995, 4_804_112_288],
  [20, 5, 'conv', 34_983_187, 5_754_997_664, 34_963_955, 5_515_357_088],
  [28, 5, 'stage', 43_186_311, 7_529_634_976, 43_167_079, 7_289_994_400],
  [28, 5, 'strided', 43_227_082, 7_657_122_784, 43_207_850, 7_417_482_208],
  [28, 5, 'conv', 55_674_650, 9_051_162_592, 55_655_418, 8_811_522_016],
  [26, 4, 'stage', 30_194_417, 5_250_659_872, 30_175_185, 5_011_019_296],
  [26, 4, 'strided', 30_214_227, 5_312_583_328, 30_194_995, 5_072_942_752],
  [26, 4, 'conv', 36_858_683, 6_056_680_864, 36_839_451, 5_817_040_288],
  [14, 8, 'stage', 30_701_819, 5_362_269_818, 30_682_587, 5_122_629_242],
  [14, 8, 'strided', 30_726_291, 5_438_587_514, 30_707_059, 5_198_946_938],
  [14, 8, 'conv', 39_172_715, 6_384_543_098, 39_153_483, 6_144_902_522],
];

describe('sizes of HS-ResNet-50', () => {
  test.each(sizes)('%iw × %is, down %s', async (w, s, down, deepParams, deepMacs, plainParams, plainMacs) => {
    const common = { w, s, down };
    expect(await totalsOf('hs-resnet-50', { ...common, stem: 'deep', shortcut: 'pool' })).toMatchObject({
      params: deepParams,
      macs: deepMacs,
    });
    expect(await totalsOf('hs-resnet-50', { ...common, stem: 'plain', shortcut: 'conv' })).toMatchObject({
      params: plainParams,
      macs: plainMacs,
    });
  });
});

/** w, s, carry rules, channels of the convolutions, weights, the same as printed, one convolution of s·w channels. */
const hsRows: [number, number, string[], number[], number, number, number][] = [
  [16, 4, ['floor', 'ceil'], [16, 24, 28], 14_544, 9_792, 36_864],
  [16, 5, ['floor', 'ceil'], [16, 24, 28, 30], 22_644, 14_112, 57_600],
  [16, 8, ['floor'], [16, 24, 28, 30, 31, 31, 31], 48_591, 27_684, 147_456],
  [16, 8, ['ceil'], [16, 24, 28, 30, 31, 32, 32], 49_725, 27_684, 147_456],
  [8, 5, ['floor', 'ceil'], [8, 12, 14, 15], 5_661, 3_528, 14_400],
  [26, 4, ['floor'], [26, 39, 45], 37_998, 25_857, 97_344],
  [26, 4, ['ceil'], [26, 39, 46], 38_817, 25_857, 97_344],
  [28, 5, ['floor'], [28, 42, 49, 52], 68_877, 43_218, 176_400],
  [32, 5, ['floor', 'ceil'], [32, 48, 56, 60], 90_576, 56_448, 230_400],
  [64, 4, ['floor', 'ceil'], [64, 96, 112], 232_704, 156_672, 589_824],
];

interface Formula {
  readonly value: number | null;
}
interface BlockFormulas {
  readonly params: Formula;
  readonly groups: readonly { readonly params: Formula }[];
  readonly parts: Readonly<Record<'conv' | 'norm' | 'bias', Formula>>;
  readonly beside: Readonly<Record<'convolution' | 'res2net' | 'printed', Formula>>;
}

async function hsBlock(values: Record<string, string | number>): Promise<BlockFormulas> {
  const { code, json } = await cliJson(['formula', 'hs-block', ...set(values)]);
  expect(code).toBe(0);
  return json as BlockFormulas;
}

describe('rows of the HS-Block', () => {
  test.each(hsRows)('%iw × %is, carry %j', async (w, s, carries, channels, weights, printed, single) => {
    for (const carry of carries) {
      const { params, groups, parts, beside } = await hsBlock({ w, s, carry, k: 3 });
      expect(parts.conv.value).toBe(weights);
      expect(beside.printed.value).toBe(printed);
      expect(beside.convolution.value).toBe(single);
      expect(beside.res2net.value).toBe((s - 1) * 9 * w * w);
      const scales = 2 * channels.reduce((sum, c) => sum + c, 0);
      expect(parts.norm.value).toBe(scales);
      expect(params.value).toBe(weights + scales);
      expect(groups.map((group) => group.params.value)).toEqual([
        0,
        ...channels.map((c) => 9 * c * c + 2 * c),
      ]);
    }
  });

  test('a bias adds one number for each convolution channel', async () => {
    const { parts } = await hsBlock({ w: 26, s: 4, k: 3, bias: 'on', norm: 'none' });
    expect(parts).toMatchObject({
      conv: { value: 37_998 },
      norm: { value: 0 },
      bias: { value: 26 + 39 + 45 },
    });
  });
});
