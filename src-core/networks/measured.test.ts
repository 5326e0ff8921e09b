import { test } from 'vitest';
import type { GoldenRow } from './golden-row.fixture.ts';
import { expectGolden } from './golden-row.fixture.ts';

type Row = readonly [
  network: string,
  source: string,
  side: number,
  params: bigint,
  buffers: bigint,
  conv: bigint,
  linear?: bigint,
  matmul?: bigint,
];

const hrnet = 'HRNet-Image-Classification f760c98';
const timm = 'pytorch-image-models aa4b585';
const unet = 'Pytorch-UNet 21d7850';
const torchvision = 'torchvision 0.14.1';
const cadene = 'pretrained-models.pytorch 8aae3d8';
const yolov5 = 'yolov5 5081342';
const yolox = 'YOLOX 6ddff48';
const effdet = 'efficientdet-pytorch c6dff77';

/**
 * What a counter of hooks and dispatched operations found in the models of these sources: trained parameters, buffers
 * without the batch counters, and multiply-accumulates of convolutions, linear layers and products of matrices.
 */
const rows: readonly Row[] = [
  ['hrnet-w18-small-v1', hrnet, 224, 13_187_464n, 24_032n, 1_599_460_352n, 2_048_000n],
  ['hrnet-w18-small-v2', hrnet, 224, 15_597_464n, 33_228n, 2_593_664_864n, 2_048_000n],
  ['hrnet-w30', hrnet, 224, 37_712_220n, 71_280n, 8_103_733_680n, 2_048_000n],
  ['hrnet-w32', hrnet, 224, 41_232_680n, 74_624n, 8_919_085_056n, 2_048_000n],
  ['hrnet-w40', hrnet, 224, 57_557_160n, 88_000n, 12_689_949_440n, 2_048_000n],
  ['hrnet-w44', hrnet, 224, 67_064_984n, 94_688n, 14_881_056_960n, 2_048_000n],
  ['hrnet-w64', hrnet, 224, 128_059_944n, 128_128n, 28_893_347_840n, 2_048_000n],
  ['hrnet-w18-small-v1', timm, 224, 13_187_464n, 24_032n, 1_599_460_352n, 2_048_000n],
  ['unet', unet, 256, 31_037_698n, 11_776n, 48_171_581_440n],
  ['unet', unet, 320, 31_037_698n, 11_776n, 75_268_096_000n],
  ['unet-bilinear', unet, 320, 17_263_042n, 8_832n, 62_475_468_800n],
  ['efficientdet-d0', effdet, 512, 3_877_763n, 47_136n, 2_492_331_520n],
  ['efficientdet-d1', effdet, 640, 6_622_026n, 71_456n, 6_003_416_880n],
  ['efficientdet-d2', effdet, 768, 8_091_215n, 81_776n, 10_832_466_688n],
  ['tf-efficientdet-d1', effdet, 640, 6_625_898n, 71_456n, 6_003_416_880n],
  ['yolov5n', yolov5, 640, 1_872_157n, 9_504n, 2_234_060_800n],
  ['yolov5s', yolov5, 640, 7_235_389n, 19_008n, 8_216_780_800n],
  ['yolov5l', yolov5, 640, 46_563_709n, 60_032n, 54_496_870_400n],
  ['yolox-s', yolox, 640, 8_968_255n, 23_104n, 13_342_771_200n],
  ['yolox-tiny', yolox, 416, 5_055_855n, 17_328n, 3_206_268_000n],
  ['xception', cadene, 299, 22_855_952n, 54_528n, 8_355_355_496n, 2_048_000n],
  ['xception-65', timm, 299, 39_916_312n, 185_200n, 13_850_634_216n, 2_048_000n],
  ['dpn-68b', cadene, 224, 12_611_602n, 65_116n, 2_326_163_456n],
  ['dpn-92', cadene, 224, 37_668_392n, 125_216n, 6_501_684_224n],
  ['dpn-98', cadene, 224, 61_570_728n, 164_896n, 11_671_217_152n],
  ['dpn-107', cadene, 224, 86_917_800n, 213_824n, 18_298_764_288n],
  ['inception-resnet-v2', cadene, 299, 55_843_464n, 60_544n, 13_154_258_016n, 1_536_000n],
  ['ese-vovnet-39b', timm, 224, 24_568_936n, 20_416n, 7_073_169_408n, 1_024_000n],
  ['rexnet-1.0', timm, 224, 4_796_873n, 41_378n, 397_090_392n, 1_280_000n],
  ['efficientnet-v2-s', torchvision, 384, 21_458_488n, 153_872n, 8_364_337_152n, 1_280_000n],
  ['efficientnet-v2-m', torchvision, 480, 54_139_356n, 292_032n, 24_581_180_384n, 1_280_000n],
  ['efficientnet-v2-l', torchvision, 480, 118_515_272n, 512_576n, 56_078_419_008n, 1_280_000n],
  ['cspdarknet-53', timm, 256, 27_642_184n, 35_328n, 6_532_628_480n, 1_024_000n],
  ['hardcorenas-a', timm, 224, 5_260_232n, 20_384n, 222_947_936n, 1_280_000n],
  ['poolformer-s12', timm, 224, 11_915_176n, 0n, 1_811_755_008n, 512_000n],
  ['mixer-b16', timm, 224, 59_880_472n, 0n, 115_605_504n, 12_486_162_432n],
  ['efficientnet-b0', timm, 224, 5_288_548n, 42_016n, 384_534_752n, 1_280_000n],
  ['convnext-tiny', timm, 224, 28_589_128n, 0n, 292_965_120n, 4_162_566_144n],
  ['cait-xxs24-224', timm, 224, 11_956_264n, 0n, 28_901_376n, 2_140_380_672n, 354_193_152n],
  ['pvt-v2-b0', timm, 224, 3_666_760n, 0n, 113_046_528n, 414_910_464n, 38_108_672n],
  ['swin-v2-t', torchvision, 256, 28_351_570n, 0n, 18_874_368n, 5_681_740_800n, 239_075_328n],
  ['swin-v2-s', torchvision, 256, 49_737_442n, 0n, 18_874_368n, 11_136_912_384n, 390_070_272n],
  ['swin-v2-b', torchvision, 256, 87_930_848n, 0n, 25_165_824n, 19_779_874_816n, 520_093_696n],
  ['maxvit-t', torchvision, 224, 30_919_624n, 47_616n, 1_989_156_864n, 3_391_868_928n, 177_020_928n],
  ['mobilevit-xs', timm, 256, 2_317_848n, 8_448n, 607_440_896n, 301_194_240n, 117_276_672n],
  ['mobilevit-xxs', timm, 256, 1_272_024n, 4_112n, 195_166_208n, 134_013_440n, 78_184_448n],
  ['mobilevit-v2-2.0', timm, 256, 18_449_329n, 31_104n, 7_154_761_728n, 1_024_000n],
  ['mobilevit-v2-1.0', timm, 256, 4_901_841n, 15_552n, 1_811_578_880n, 512_000n],
  ['regnet-y-3.2gf', timm, 224, 19_436_338n, 66_160n, 3_174_970_752n, 1_512_000n],
];

const goldenRow = ([
  network,
  model,
  side,
  params,
  buffers,
  conv,
  linear = 0n,
  matmul = 0n,
]: Row): GoldenRow => ({
  network,
  model,
  side,
  params,
  buffers,
  conv,
  linear,
  matmul,
});

test.each(rows.map(goldenRow))('$network counts what was measured on $model at $side', expectGolden);
