import { describe, test } from 'vitest';
import type { GoldenRow } from './golden-row.fixture.ts';
import { expectGolden } from './golden-row.fixture.ts';

type Column = readonly [params: bigint, buffers: bigint, conv: bigint, linear: bigint];

const row = (
  model: string,
  network: string,
  [params, buffers, conv, linear]: Column,
  more: Partial<GoldenRow> = {},
): GoldenRow => ({ model, network, side: 224, params, buffers, conv, linear, ...more });

const hs = [
  row('hs_resnet50', 'hs-resnet-50-public', [20_110_030n, 55_926n, 3_157_741_986n, 2_048_000n]),
  row('hs_resnet101', 'hs-resnet-101-public', [32_428_468n, 112_502n, 5_559_787_450n, 2_048_000n]),
  row('hs_resnet152', 'hs-resnet-152-public', [42_574_514n, 162_414n, 7_960_068_914n, 2_048_000n]),
  row('hs_resnext50_32x4d', 'hs-resnext-50-public', [34_960_582n, 73_870n, 5_904_364_172n, 2_048_000n]),
  row('hs_resnext101_32x8d', 'hs-resnext-101-public', [177_165_160n, 231_662n, 32_664_750_832n, 2_048_000n]),
  row('hs_wide_resnet50_2', 'hs-wide-resnet-50-public', [47_102_662n, 73_870n, 7_696_249_484n, 2_048_000n]),
  row('hs_wide_resnet101_2', 'hs-wide-resnet-101-public', [
    78_428_358n,
    152_240n,
    13_818_163_072n,
    2_048_000n,
  ]),
];

const hsBasic = [row('HS_ResNet18', 'hs-resnet-18-public', [14_152_188n, 14_296n, 2_171_527_218n, 512_000n])];

const scaled = (w: number, s: number, counts: Column): GoldenRow =>
  row(`res2net50_${w}w_${s}s`, 'res2net-50', counts, { settings: { w, s } });

const res2net = [
  scaled(26, 4, [25_699_120n, 59_492n, 4_253_118_464n, 2_048_000n]),
  scaled(26, 6, [37_051_448n, 71_764n, 6_293_475_328n, 2_048_000n]),
  scaled(26, 8, [48_403_776n, 84_036n, 8_333_832_192n, 2_048_000n]),
  scaled(48, 2, [25_287_304n, 55_008n, 4_157_784_064n, 2_048_000n]),
  scaled(14, 8, [25_059_816n, 62_796n, 4_176_850_944n, 2_048_000n]),
  row('res2net101_26w_4s', 'res2net-101', [45_206_688n, 119_060n, 8_064_926_464n, 2_048_000n]),
  row('res2net50_v1b_26w_4s', 'res2net-50-v1b', [25_718_352n, 59_620n, 4_492_759_040n, 2_048_000n]),
  row('res2net101_v1b_26w_4s', 'res2net-101-v1b', [45_225_920n, 119_188n, 8_304_567_040n, 2_048_000n]),
  row('res2net152_v1b_26w_4s', 'res2net-152-v1b', [61_294_480n, 171_748n, 12_116_375_040n, 2_048_000n]),
  row('res2next50', 'res2next-50', [24_671_464n, 64_448n, 4_170_629_120n, 2_048_000n]),
];

/** Projections of the trees of several levels, made once for each level and read once for each tree: see dla.test.ts. */
const unread = { params: 297_472n, buffers: 2_560n, conv: 77_070_336n, linear: 0n };
const res2netDla = [
  row('res2net_dla60', 'res2net-dla-60', [21_145_544n, 51_536n, 4_199_751_680n, 0n], { unread }),
  row('res2next_dla60', 'res2next-dla-60', [17_330_456n, 54_784n, 3_535_822_848n, 0n], { unread }),
];

/** Counted by running the public code: parameters, means and variances, MACs of convolutions and of linear layers. */
describe.each([
  ['bobo0810/HS-ResNet 0eba015, hsresnet/hs_resnet.py', hs],
  ['2anchao/HS_resnet18 255b776, hsresnet.py', hsBasic],
  ['Res2Net/Res2Net-PretrainedModels 219c8c6, res2net.py, res2net_v1b.py, res2next.py', res2net],
  ['Res2Net/Res2Net-PretrainedModels 219c8c6, dla.py', res2netDla],
])('counts of %s', (_, rows) => {
  test.each(rows)('$model', expectGolden);
});
