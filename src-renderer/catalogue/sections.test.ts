import { expect, test } from 'vitest';
import { definitions } from '../../src-core/catalogue.ts';
import { blockSections } from '../../src-core/language/palette-section.ts';
import { openAtFirst, sections } from './sections.ts';

/** Blocks of a design and those that were used last stand under headings of their own, which nothing of the catalogue has. */
const own = 'Own blocks';

test('everything stands in the palette once, and every heading for blocks has some', () => {
  const ids = sections.flatMap((section) => section.definitions.map(({ id }) => id));
  expect([...ids].sort()).toEqual(definitions.map(({ id }) => id).sort());
  const titles = sections.map(({ title }) => title);
  for (const title of blockSections.filter((each) => each !== own)) expect(titles).toContain(title);
  expect(titles).not.toContain(own);
});

test('no section is an endless list, and those that are open at first exist', () => {
  for (const { title, definitions: rows } of sections) expect(rows.length, title).toBeLessThan(20);
  const titles = sections.map(({ title }) => title);
  for (const title of openAtFirst.filter((each) => !['Recent', 'My library', own].includes(each)))
    expect(titles).toContain(title);
});

/** What a person finds where: ids in the order in which they are shown. */
const shown: readonly (readonly [title: string, ids: string])[] = [
  [
    'Multi-scale',
    'hs-block res2net-block parallel-groups hs-bottleneck hs-basic res2net-bottleneck hs-stage hs-basic-stage res2net-stage hs-chunk-block hs-public-bottleneck hs-public-basic hs-public-stage hs-public-basic-stage hrnet-module hrnet-stage',
  ],
  [
    'Building parts',
    'conv-unit norm-act separable-conv subpixel-conv conv-tower rep-conv rep-stage pass-through pad-to crop-to resize-to sequence repeat lanes',
  ],
  [
    'Input and output',
    'input sequence-input boxes-input output part-input part-output whole-input carry-input carry-output',
  ],
  [
    'Residual',
    'bottleneck basic resnet-stage basic-stage nf-bottleneck nf-stage poly-inception regnet-block regnet-stage convnext-block convnext-stage dark-block cross-stage edsr-block edsr-stage dla-bottleneck dla-basic dla-root dla-tree',
  ],
  [
    'Ghost',
    'ghost-module dfc-ghost-module ghost-bottleneck ghost-stage rep-ghost-module ghost-v3-bottleneck ghost-resnet-bottleneck ghost-resnet-stage',
  ],
  [
    'Attention',
    'squeeze-excitation effective-se eca cbam separable-attention involution cond-conv path-attention selective-kernel sk-bottleneck sk-basic sk-stage sk-basic-stage split-attention resnest-bottleneck resnest-stage senet-bottleneck senet-stage global-response-norm',
  ],
  [
    'Transformer',
    'dot-product-attention self-attention encoder-block encoder-stage class-attention-block window-attention patch-merging swin-block swin-stage partition-attention maxvit-block maxvit-stage pvt-block pvt-stage poolformer-block poolformer-stage mixer-block mixer-stage',
  ],
  [
    'Mobile',
    'depthwise-separable depthwise-separable-stage inverted-residual inverted-residual-stage fused-mbconv fused-mbconv-stage pre-norm-mbconv mobilevit-block separable-encoder-block separable-encoder-stage mobilevit-v2-block rexnet-block shuffle-unit shuffle-stage',
  ],
  [
    'Inception, dense, VGG',
    'xception-block dual-path-block dual-path-stage googlenet-module double-inception inception-a inception-b inception-c inception-d inception-e inception-resnet-block inception-resnet-stage osa-block dense-layer dense-stage dense-transition fire fire-stage vgg-stage',
  ],
  [
    'Stems and heads',
    'stem convnext-stem patch-embedding swin-stem googlenet-stem inception-stem focus head convnext-head token-head swin-head hrnet-head mlp-head score-map-head googlenet-auxiliary inception-auxiliary',
  ],
  ['Detection', 'fpn rpn-head rpn-level pyramid-roi-align box-head box-predictor mask-head keypoint-head'],
  [
    'Detection, one stage',
    'retinanet-head retinanet-level fcos-head fcos-level ssd-extra ssd-head ssd-level weighted-fusion bifpn bifpn-layer efficientdet-head csp-bottleneck csp-block spp-block pan-neck yolov5-head yolox-head',
  ],
  [
    'Segmentation',
    'fcn-head aspp deeplab-head deeplab-decoder lraspp-head pyramid-pooling psp-head uper-head semantic-fpn-head unet-up',
  ],
  [
    'Convolution',
    'conv2d transposed-conv2d deform-conv2d dynamic-conv2d scaled-conv2d local-filter conv1d transposed-conv1d',
  ],
  [
    'Normalization',
    'batch-norm layer-norm group-norm instance-norm response-norm l2-norm rms-norm filter-response-norm scale',
  ],
  [
    'Activation',
    'relu relu6 leaky-relu prelu silu gelu hard-swish sigmoid hard-sigmoid tanh hard-tanh mish elu selu celu softplus softsign glu softmax',
  ],
  [
    'Pooling',
    'max-pool avg-pool lp-pool global-avg-pool global-max-pool adaptive-avg-pool adaptive-max-pool max-unpool max-pool1d avg-pool1d global-avg-pool1d global-max-pool1d roi-align',
  ],
  ['Linear', 'linear matmul einsum lstm gru'],
  [
    'Arithmetic',
    'add mul sub div max min exp log sqrt pow abs neg log-softmax reduce-mean reduce-sum reduce-max reduce-min',
  ],
  ['Windows and positions', 'window-partition window-reverse window-mask relative-position'],
  [
    'Tensor',
    'pick-level split concat parameter constant broadcast slice channel-shuffle resize depth-to-space space-to-depth pad crop flatten reshape permute dropout stochastic-depth non-max-suppression',
  ],
];

test('sections, and entries in them, stand in this order', () => {
  expect(sections.map(({ title, definitions: rows }) => [title, rows.map(({ id }) => id).join(' ')])).toEqual(
    shown,
  );
});
