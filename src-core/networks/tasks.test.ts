import { describe, expect, test } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { receptiveFields } from '../analysis/receptive-field/receptive-field.ts';
import { catalogue, networkOf } from '../catalogue.ts';
import type { Design, Variable } from '../document/design.ts';

type Settings = Readonly<Record<string, number | string>>;

function withSettings(design: Design, values: Settings): Design {
  const unknown = Object.keys(values).filter((name) => design.variables.every((v) => v.name !== name));
  expect(unknown).toEqual([]);
  const variables = design.variables.map((v) => ({ ...v, value: values[v.name] ?? v.value }) as Variable);
  return { ...design, variables };
}

function analysed(name: string, values: Settings = {}) {
  const analysis = analyze(withSettings(networkOf(name)!.design, values), catalogue);
  expect(analysis.issues).toEqual([]);
  return analysis;
}

const paramsOf = (name: string, values: Settings = {}) => analysed(name, values).totals!.params;
const frozen = { norm: 'frozen' };

/** As published by torchvision; without frozen norms 53,120 more, which a build without weights has. */
describe('parameters of tasks on ResNet-50 as published', () => {
  test.each([
    ['faster-rcnn', 41_755_286n],
    ['mask-rcnn', 44_401_393n],
    ['keypoint-rcnn', 59_137_258n],
    ['retinanet', 34_014_999n],
    ['fcos', 32_269_600n],
  ])('%s with frozen norms, and with trained ones', (name, params) => {
    expect(paramsOf(name, frozen)).toBe(params);
    expect(paramsOf(name)).toBe(params + 53_120n);
  });

  test.each([
    ['faster-rcnn-v2', 43_712_278n],
    ['mask-rcnn-v2', 46_359_409n],
    ['retinanet-v2', 38_198_935n],
    ['fcn', 35_322_218n],
    ['fcn-no-aux', 32_957_013n],
    ['deeplab-v3', 42_004_074n],
    ['deeplab-v3-no-aux', 39_638_869n],
    ['deeplab-v3-plus', 39_761_845n],
    ['deeplab-v3-plus-separable', 26_682_725n],
    ['deeplab-v3-plus@mobilenet-v2', 5_225_717n],
    ['deeplab-v3-mobilenet-v3-large', 11_029_328n],
    ['lraspp-mobilenet-v3-large', 3_221_538n],
  ])('%s', (name, params) => {
    expect(paramsOf(name)).toBe(params);
  });

  test('a cascade has a head and a predictor for each of its stages, with one box for all classes', () => {
    const proposing = 23_508_032n + 3_344_384n + 593_935n;
    const stage = 13_895_680n + 1025n * (81n + 4n);
    const masks = 2_360_320n + 262_400n + 257n * 80n;
    expect(paramsOf('cascade-rcnn')).toBe(proposing + 3n * stage);
    expect(paramsOf('cascade-mask-rcnn')).toBe(proposing + 3n * stage + masks);
  });

  test('UPerNet, by the layers of its code', () => {
    const unit = (from: bigint, to: bigint, taps: bigint) => from * to * taps + 2n * to;
    const pooled = 4n * unit(2048n, 512n, 1n) + unit(4096n, 512n, 9n);
    const laterals = [256n, 512n, 1024n].reduce((sum, from) => sum + unit(from, 512n, 1n), 0n);
    const levels = 3n * unit(512n, 512n, 9n) + unit(2048n, 512n, 9n);
    const scores = 513n * 150n + unit(1024n, 256n, 9n) + 257n * 150n;
    const backbone = 23_508_032n + 19_232n;
    expect(paramsOf('upernet')).toBe(backbone + pooled + laterals + levels + scores);
  });

  test('Faster R-CNN on MobileNetV3, with frozen norms', () => {
    expect(paramsOf('faster-rcnn-mobilenet-v3-large', frozen)).toBe(19_386_354n);
  });

  test('of other backbones and numbers of classes', () => {
    const eighty = { classes: 80, background: 'apart' };
    expect(paramsOf('faster-rcnn', { ...eighty, ...frozen })).toBe(41_699_936n);
    expect(paramsOf('faster-rcnn', eighty)).toBe(41_753_056n);
    expect(paramsOf('mask-rcnn', eighty)).toBe(44_396_336n);
    expect(paramsOf('retinanet', { ...frozen, classes: 80, extra: 'conv-c5' })).toBe(37_915_572n);
    expect(paramsOf('deeplab-v3-plus-separable', { classes: 19 })).toBe(26_682_211n);
    expect(paramsOf('fcn@resnet-101')).toBe(54_314_346n);
    expect(paramsOf('fcn-no-aux@resnet-101')).toBe(51_949_141n);
    expect(paramsOf('deeplab-v3-no-aux@resnet-101')).toBe(58_630_997n);
    expect(paramsOf('deeplab-v3-plus@resnet-101')).toBe(58_753_973n);
  });
});

describe('MACs', () => {
  test.each([
    ['fcn', 152_716_512_000n],
    ['fcn-no-aux', 142_725_772_800n],
    ['fcn@resnet-101', 232_737_606_400n],
    ['fcn-no-aux@resnet-101', 222_746_867_200n],
    ['deeplab-v3', 178_721_945_088n],
    ['deeplab-v3-no-aux', 168_731_205_888n],
    ['deeplab-v3@resnet-101', 258_743_039_488n],
    ['deeplab-v3-no-aux@resnet-101', 248_752_300_288n],
    ['deeplab-v3-plus', 59_559_641_088n],
    ['deeplab-v3-plus@resnet-101', 78_954_102_784n],
    ['deeplab-v3-plus-separable', 36_645_109_760n],
  ])('%s at its own size', (name, macs) => {
    expect(analysed(name).totals!.macs).toBe(macs);
  });

  test('DeepLabV3+ at an output stride of 8', () => {
    expect(analysed('deeplab-v3-plus', { outputStride: 8 }).totals!.macs).toBe(172_906_512_384n);
  });

  test('DeepLabV3+ of VainF on MobileNetV2 costs more than ours, to the unit by where it pads', () => {
    // Its stem does not pad: 255 × 255 leaves it, for the stem, stage 1 and the first expansion of stage 2.
    const withoutPad = (27n * 32n + 9n * 32n + 32n * 16n) * (256n ** 2n - 255n ** 2n);
    // Every block pads ahead of its 1 × 1 expansion, which then runs on the padding too: [channels, side, pad, blocks].
    const expansions: [bigint, bigint, bigint, bigint][] = [
      [24n, 128n, 1n, 2n],
      [32n, 64n, 1n, 3n],
      [64n, 32n, 1n, 4n],
      [96n, 32n, 1n, 3n],
      [160n, 32n, 2n, 3n],
    ];
    const onPadding = expansions.reduce(
      (sum, [channels, side, pad, blocks]) =>
        sum + blocks * 6n * channels ** 2n * ((side + 2n * pad) ** 2n - side ** 2n),
      16n * 96n * (257n ** 2n - 256n ** 2n),
    );
    const { macs } = analysed('deeplab-v3-plus@mobilenet-v2').totals!;
    expect((macs as bigint) + onPadding - withoutPad).toBe(16_815_782_016n);
  });

  test('figures of images in which nothing was found are those without the heads that run on findings', () => {
    const without = (name: string, heads: readonly string[]) =>
      [...analysed(name).items.values()]
        .filter((item) => !heads.includes(item.id))
        .reduce((sum, item) => sum + Number(item.facts!.macs), 0) / 1e9;
    expect(without('mask-rcnn', ['mask-head']).toFixed(2)).toBe('134.38');
    const mobile = without('faster-rcnn-mobilenet-v3-large', ['box-head', 'predictor']);
    expect(mobile.toFixed(3)).toBe('4.494');
  });

  /** On a square image of 512, which it enlarges to 800; with 1000 proposals, and what is found where heads run on that. */
  test.each<[string, string, Settings]>([
    ['faster-rcnn', '134.38', {}],
    ['faster-rcnn-v2', '280.371', {}],
    ['mask-rcnn-v2', '333.577', {}],
    ['keypoint-rcnn', '137.42', { detections: 1 }],
    ['retinanet', '151.54', {}],
    ['retinanet-v2', '152.238', {}],
    ['fcos', '128.207', {}],
    ['fcn', '152.717', {}],
    ['deeplab-v3', '178.722', {}],
    ['deeplab-v3-mobilenet-v3-large', '10.452', {}],
    ['lraspp-mobilenet-v3-large', '2.086', {}],
  ])('%s as torchvision publishes it, in billions', (name, published, values) => {
    const billions = Number(analysed(name, values).totals!.macs) / 1e9;
    expect(billions.toFixed(published.split('.')[1]!.length)).toBe(published);
  });
});

/** Parameters of items of a network, and of children by their path. */
function partsOf(name: string, paths: readonly string[], values: Settings = {}) {
  const { items } = analysed(name, values);
  return paths.map((path) => {
    const [id, ...inner] = path.split('/');
    const top = items.get(id!)!.expansion!;
    const found = inner.reduce(
      (expansion, child) => expansion.children.find((one) => one.name === child)!.expansion,
      top,
    );
    return found.facts.params;
  });
}

/** torchvision/models/mobilenetv3.py and segmentation/deeplabv3.py: 5 × 5 taps twice as far in all of C4. */
describe('the last blocks of a mobile network are dilated, the one that lost its step too', () => {
  const dilations = (name: string, values: Settings = {}) =>
    ['bneck7', 'bneck12', 'bneck13', 'bneck14', 'bneck15'].map((id) => {
      const { stride, dilation } = analysed(name, values).items.get(id)!.expansion!.values;
      return `${stride}, ${dilation}`;
    });
  const behind13 = (name: string) =>
    receptiveFields(analysed(name))!.of('bneck13/depthwise')![0]!.rows.extremes!.min;

  test.each(['deeplab-v3-mobilenet-v3-large', 'lraspp-mobilenet-v3-large'])('%s', (name) => {
    expect(dilations(name)).toEqual(['2, 1', '1, 1', '1, 2', '1, 2', '1, 2']);
    expect(dilations(name, { outputStride: 32 })).toEqual(['2, 1', '1, 1', '2, 1', '1, 1', '1, 1']);
    expect(dilations(name, { outputStride: 8 })).toEqual(['1, 2', '1, 2', '1, 4', '1, 4', '1, 4']);
    // 71 rows reach bneck12, 16 apart: 8 further positions are 128 rows.
    expect(behind13(name)).toEqual({ size: 71 + 8 * 16, jump: 16, start: -99 });
  });

  test('the rates of DeepLabV3 are 12, 24 and 36 there, at an output stride of 16', () => {
    const { head } = Object.fromEntries(analysed('deeplab-v3-mobilenet-v3-large').items);
    expect(head!.expansion!.values.rate).toBe(12);
  });
});

describe('part by part', () => {
  test('the body', () => {
    const body = ['stem', 'stage1', 'stage2', 'stage3', 'stage4'];
    const sum = (values: Settings) =>
      partsOf('faster-rcnn', body, values).reduce((a, b) => (a as bigint) + (b as bigint));
    expect(sum({})).toBe(23_508_032n);
    expect(sum(frozen)).toBe(23_454_912n);
  });

  test('R-CNNs', () => {
    const parts = ['fpn', 'rpn', 'box-head', 'predictor', 'mask-head/convs', 'mask-head'];
    expect(partsOf('mask-rcnn', parts)).toEqual([
      3_344_384n,
      593_935n,
      13_895_680n,
      466_375n,
      2_360_320n,
      2_360_320n + 285_787n,
    ]);
    expect(partsOf('mask-rcnn-v2', parts)).toEqual([
      3_346_432n,
      1_184_015n,
      15_207_424n,
      466_375n,
      2_361_344n,
      2_361_344n + 285_787n,
    ]);
    expect(partsOf('mask-rcnn', ['mask-head'], { classes: 80, background: 'apart' })).toEqual([2_643_280n]);
    expect(partsOf('keypoint-rcnn', ['keypoint-head/convs', 'keypoint-head/up'])).toEqual([
      17_698_816n,
      139_281n,
    ]);
    expect(partsOf('faster-rcnn', ['rpn/level1', 'rpn/level2', 'rpn/level5'])).toEqual([593_935n, 0n, 0n]);
  });

  test('detectors of one stage', () => {
    const retina = [
      'fpn',
      'head/level1/score-tower',
      'head/level1/score',
      'head/level1/box-tower',
      'head/level1/box',
    ];
    const [fpn, ...towers] = partsOf('retinanet', retina) as bigint[];
    expect([fpn, towers[0]! + towers[1]!, towers[2]! + towers[3]!]).toEqual([
      3_868_672n,
      4_248_115n,
      2_443_300n,
    ]);
    expect(partsOf('retinanet-v2', ['fpn'])).toEqual([7_997_440n]);
    const level = ['score-tower', 'score', 'box-tower', 'box', 'centre'].map((part) => `head/level1/${part}`);
    const [seen, score, placed, box, centre] = partsOf('fcos', level) as bigint[];
    expect([seen! + score!, placed! + box! + centre!]).toEqual([2_572_123n, 2_373_893n]);
  });

  test('segmentation', () => {
    expect(partsOf('fcn', ['head', 'aux-head'])).toEqual([9_448_981n, 2_365_205n]);
    expect(partsOf('deeplab-v3', ['head/aspp', 'head/conv', 'head/score', 'head'])).toEqual([
      15_535_104n,
      590_336n,
      5_397n,
      16_130_837n,
    ]);
    const decoder = ['aspp', 'decoder/narrow', 'decoder/conv', 'decoder/score'];
    const [aspp, narrow, conv, score] = partsOf('deeplab-v3-plus', decoder) as bigint[];
    expect([aspp, narrow, conv! + score!]).toEqual([15_535_104n, 12_384n, 706_325n]);
    const separable = ['aspp', 'decoder', 'decoder/score'];
    const [seen, whole, last] = partsOf('deeplab-v3-plus-separable', separable) as bigint[];
    expect([seen! + whole! - last!, last]).toEqual([3_169_296n, 5_397n]);
  });
});
