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

const senet = [
  row('se_resnet50', 'se-resnet-50-caffe', [28_088_024n, 53_120n, 3_858_440_192n, 2_048_000n]),
  row('se_resnet152', 'se-resnet-152-caffe', [66_821_848n, 151_424n, 11_286_945_792n, 2_048_000n]),
  row('se_resnext50_32x4d', 'se-resnext-50-caffe', [27_559_896n, 68_224n, 4_230_946_816n, 2_048_000n]),
  row('se_resnet101', 'se-resnet-101-caffe', [49_326_872n, 105_344n, 7_572_889_600n, 2_048_000n]),
  row('se_resnext101_32x4d', 'se-resnext-101-caffe', [48_955_416n, 137_856n, 7_972_691_968n, 2_048_000n]),
  row('senet154', 'senet-154', [115_088_984n, 247_552n, 20_686_315_520n, 2_048_000n]),
];

const torchvision = [
  row('wide_resnet101_2', 'wide-resnet-101-2', [126_886_696n, 137_856n, 22_751_002_624n, 2_048_000n]),
  row('resnext101_32x8d', 'resnext-101', [88_791_336n, 202_880n, 16_411_967_488n, 2_048_000n]),
];

const widened = (width: number, network: string, model: string, counts: Column): GoldenRow =>
  row(`${model}_${width}`, network, counts, { settings: { width } });

const timm = [
  row('resnet26', 'resnet-26', [15_995_176n, 30_848n, 2_340_208_640n, 2_048_000n]),
  row('resnet26d', 'resnet-26-d', [16_014_408n, 30_976n, 2_579_849_216n, 2_048_000n]),
  row('skresnet18', 'sk-resnet-18', [11_958_056n, 13_952n, 1_813_825_536n, 512_000n]),
  row('skresnet34', 'sk-resnet-34', [22_282_376n, 25_568n, 3_663_725_568n, 512_000n]),
  row('skresnet50', 'sk-resnet-50', [25_803_160n, 61_168n, 4_087_374_336n, 2_048_000n]),
  row('skresnext50_32x4d', 'sk-resnext-50', [27_479_784n, 84_544n, 4_460_662_784n, 2_048_000n]),
  row('resnest14d', 'resnest-14-d', [10_611_688n, 22_336n, 2_747_357_184n, 2_048_000n]),
  row('resnest26d', 'resnest-26-d', [17_069_448n, 36_736n, 3_621_343_232n, 2_048_000n]),
  row('dla34', 'dla-34', [15_742_104n, 15_488n, 3_060_043_776n, 0n]),
  row('dla46_c', 'dla-46-c', [1_301_400n, 8_064n, 574_269_440n, 0n]),
  row('dla46x_c', 'dla-x-46-c', [1_068_440n, 10_880n, 532_723_712n, 0n]),
  row('dla60x_c', 'dla-x-60-c', [1_319_832n, 14_464n, 581_294_080n, 0n]),
  row('dla60', 'dla-60', [22_036_632n, 41_088n, 4_235_878_400n, 0n]),
  row('dla60x', 'dla-x-60', [17_352_344n, 55_936n, 3_516_555_264n, 0n]),
  row('dla102', 'dla-102', [33_268_888n, 66_688n, 7_164_551_168n, 0n]),
  row('dla102x', 'dla-x-102', [26_309_272n, 91_776n, 5_847_932_928n, 0n]),
  row('dla102x2', 'dla-x-102-64', [41_282_200n, 141_952n, 9_283_985_408n, 0n]),
  row('dla169', 'dla-169', [53_389_720n, 108_928n, 11_557_560_320n, 0n]),
  widened(0.5, 'ghostnet-v3', 'ghostnetv3', [3_395_384n, 59_152n, 116_248_000n, 1_280_000n]),
  widened(1.3, 'ghostnet-v3', 'ghostnetv3', [12_217_720n, 153_696n, 653_562_824n, 1_280_000n]),
  widened(1.6, 'ghostnet-v3', 'ghostnetv3', [17_275_700n, 189_392n, 970_294_612n, 1_280_000n]),
  row('skresnet50d', 'sk-resnet-50-d', [25_822_392n, 61_296n, 4_327_014_912n, 2_048_000n]),
  row('resnet101s', 'resnet-101-s', [44_672_936n, 105_728n, 9_154_510_848n, 2_048_000n]),
  row('resnet152s', 'resnet-152-s', [60_316_584n, 151_808n, 12_866_732_032n, 2_048_000n]),
  row('resnest50d_1s4x24d', 'resnest-50-1s4x24d', [25_677_000n, 63_680n, 4_397_779_456n, 2_048_000n]),
  row('resnest50d_4s2x40d', 'resnest-50-4s2x40d', [30_417_592n, 94_784n, 4_367_012_736n, 2_048_000n]),
  row('ghostnetv3_100', 'ghostnet-v3', [8_129_028n, 118_304n, 402_848_320n, 1_280_000n]),
  row('repvgg_a0', 'repvgg-a0', [9_108_968n, 23_648n, 1_511_301_120n, 1_280_000n]),
  row('repvgg_a1', 'repvgg-a1', [14_092_264n, 29_824n, 2_625_208_320n, 1_280_000n]),
  row('repvgg_a2', 'repvgg-a2', [28_210_600n, 42_560n, 5_683_937_280n, 1_408_000n]),
  row('repvgg_b0', 'repvgg-b0', [15_817_960n, 35_200n, 3_395_911_680n, 1_280_000n]),
  row('repvgg_b1', 'repvgg-b1', [57_415_016n, 68_096n, 13_126_041_600n, 2_048_000n]),
  row('repvgg_b2', 'repvgg-b2', [89_022_376n, 85_056n, 20_415_610_880n, 2_560_000n]),
  row('repvgg_b3', 'repvgg-b3', [123_085_288n, 99_968n, 29_118_136_320n, 2_560_000n]),
];

const normFree = [
  row('nf_resnet50', 'nf-resnet-50', [25_557_032n, 0n, 5_338_300_416n, 2_048_000n], { side: 256 }),
];

const ghostnet = [
  widened(0.5, 'ghostnet', 'ghostnet', [2_587_292n, 10_984n, 41_048_152n, 1_280_000n]),
  widened(1, 'ghostnet', 'ghostnet', [5_182_508n, 21_968n, 139_870_512n, 1_280_000n]),
  widened(1.3, 'ghostnet', 'ghostnet', [7_358_820n, 28_536n, 225_723_256n, 1_280_000n]),
  widened(1, 'ghostnet-v2', 'ghostnetv2', [6_156_908n, 62_384n, 165_768_288n, 1_280_000n]),
  widened(1.3, 'ghostnet-v2', 'ghostnetv2', [8_960_404n, 81_048n, 268_042_976n, 1_280_000n]),
  widened(1.6, 'ghostnet-v2', 'ghostnetv2', [12_392_698n, 99_872n, 397_327_224n, 1_280_000n]),
];

const resnest = [
  row('resnest50', 'resnest-50', [27_483_240n, 64_576n, 5_369_112_576n, 2_048_000n]),
  row('resnest101', 'resnest-101', [48_275_016n, 130_112n, 13_319_424_000n, 2_048_000n], { side: 256 }),
  row('resnest200', 'resnest-200', [70_201_544n, 218_432n, 35_517_646_848n, 2_048_000n], { side: 320 }),
  row('resnest269', 'resnest-269', [110_929_480n, 314_432n, 77_346_654_208n, 2_048_000n], { side: 416 }),
];

const small = (layers: number, counts: Column, settings?: GoldenRow['settings']): GoldenRow =>
  row(`resnet${layers}${settings === undefined ? '' : ', option B'}`, `cifar-resnet-${layers}`, counts, {
    side: 32,
    ...(settings && { settings }),
  });

const cifar = [
  small(20, [269_722n, 1_376n, 40_550_400n, 640n]),
  small(32, [464_154n, 2_272n, 68_861_952n, 640n]),
  small(44, [658_586n, 3_168n, 97_173_504n, 640n]),
  small(56, [853_018n, 4_064n, 125_485_056n, 640n]),
  small(110, [1_727_962n, 8_096n, 252_887_040n, 640n]),
  small(1202, [19_421_274n, 89_632n, 2_829_238_272n, 640n]),
  small(20, [272_474n, 1_568n, 40_812_544n, 640n], { shortcut: 'conv' }),
  small(110, [1_730_714n, 8_288n, 253_149_184n, 640n], { shortcut: 'conv' }),
];

/** The auxiliary head is counted, and does not run. */
const psp = (layers: number, counts: Column): GoldenRow =>
  row(`pspnet${layers}`, `pspnet-no-aux@resnet-${layers}-s`, counts, {
    side: 241,
    registered: `pspnet@resnet-${layers}-s`,
  });

const pspnet = [
  psp(50, [49_180_908n, 59_136n, 43_194_611_392n, 0n]),
  psp(101, [68_173_036n, 111_360n, 61_395_859_136n, 0n]),
  psp(152, [83_816_684n, 157_440n, 76_385_121_984n, 0n]),
];

const smp = [
  row('FPN on resnet34', 'semantic-fpn', [23_157_973n, 17_024n, 27_462_205_440n, 0n], { side: 512 }),
];

const cadene = [
  row('bninception', 'bn-inception', [11_295_240n, 20_032n, 2_031_576_064n, 1_024_000n]),
  row('polynet', 'polynet', [95_366_600n, 361_088n, 34_697_445_472n, 2_048_000n], { side: 331 }),
];

/** Products of the gates stand under matmul. */
const text = [
  row('CRNN', 'crnn', [8_331_301n, 2_560n, 633_085_952n, 3_900_416n], {
    matmul: 68_157_440n,
    image: [1, 32, 100],
  }),
];

const deployed = (model: string, network: string, counts: Column): GoldenRow =>
  row(`${model}, merged`, network, counts, { settings: { form: 'deploy' } });

const merged = [
  deployed('repvgg_a0', 'repvgg-a0', [8_309_384n, 0n, 1_360_171_008n, 1_280_000n]),
  deployed('repvgg_a2', 'repvgg-a2', [25_499_944n, 0n, 5_115_543_552n, 1_408_000n]),
  deployed('repvgg_b0', 'repvgg-b0', [14_339_048n, 0n, 3_056_320_512n, 1_280_000n]),
  deployed('repvgg_b1', 'repvgg-b1', [51_829_480n, 0n, 11_813_437_440n, 2_048_000n]),
  deployed('repvgg_b3', 'repvgg-b3', [110_960_872n, 0n, 26_206_322_688n, 2_560_000n]),
  deployed('ghostnetv3_100', 'ghostnet-v3', [6_147_588n, 43_744n, 165_768_288n, 1_280_000n]),
];

/** Counted by running the public code: parameters, means and variances, MACs of convolutions and of linear layers. */
describe.each([
  ['bobo0810/HS-ResNet 0eba015, hsresnet/hs_resnet.py', hs],
  ['2anchao/HS_resnet18 255b776, hsresnet.py', hsBasic],
  ['Res2Net/Res2Net-PretrainedModels 219c8c6, res2net.py, res2net_v1b.py, res2next.py', res2net],
  ['Res2Net/Res2Net-PretrainedModels 219c8c6, dla.py', res2netDla],
  ['huawei-noah/Efficient-AI-Backbones f90e129, ghostnet.py, ghostnetv2_torch.py', ghostnet],
  ['torchvision 0.14.1', torchvision],
  ['huggingface/pytorch-image-models aa4b585', timm],
  ['huggingface/pytorch-image-models aa4b585, models/nfnet.py', normFree],
  ['zhanghang1989/ResNeSt 1dfb3e8, resnest.py', resnest],
  ['akamaster/pytorch_resnet_cifar10 d5489e8, resnet.py', cifar],
  ['hszhao/semseg 4f274c3, model/pspnet.py, 150 classes', pspnet],
  ['segmentation_models.pytorch 5006616, decoders/fpn, 21 classes', smp],
  ['huggingface/pytorch-image-models aa4b585 behind reparameterize_model', merged],
  ['Cadene/pretrained-models.pytorch 8aae3d8, senet.py', senet],
  ['Cadene/pretrained-models.pytorch 8aae3d8, bninception.py, polynet.py', cadene],
  ['meijieru/crnn.pytorch 3cc7904, models/crnn.py, 37 classes', text],
])('counts of %s', (_, rows) => {
  test.each(rows)('$model', expectGolden);
});
