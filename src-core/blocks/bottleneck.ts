import type { Expr } from '../algebra/expression.ts';
import { mul } from '../algebra/expression.ts';
import { floorDiv } from '../algebra/rounding.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { choice, structural } from '../language/field.ts';
import type { Wire } from '../language/wire.ts';
import { convUnit } from './conv-unit.ts';
import {
  bottleneckBody,
  bottleneckShape,
  firstField,
  opensOnce,
  planesField,
  residualInput,
  residualUnit,
  shortcutField,
  strideField,
  unitOf,
} from './residual.ts';
import { groupKernel } from './split-fields.ts';

/** Fields that say how wide a bottleneck is inside, and in how many independent parts. */
export const innerWidthFields = {
  baseWidth: structural({
    label: 'Base width',
    help: 'Inner channels for each 64 planes and group: 64 for ResNet, 128 for Wide ResNet, 4 for ResNeXt 32 × 4d.',
    min: 1,
    max: 4_096,
    default: 64,
  }),
  groups: structural({
    label: 'Groups',
    help: 'Independent parts of the k × k convolution: 1 for ResNet, 32 for ResNeXt.',
    min: 1,
    max: 4_096,
    default: 1,
  }),
} as const;

/** Inner width floor(planes * baseWidth / 64) * groups, as torchvision's ResNet, Wide ResNet and ResNeXt share it. */
export const innerWidth = (v: {
  readonly planes: Expr;
  readonly baseWidth: number;
  readonly groups: number;
}): Expr => mul(floorDiv(mul(v.planes, BigInt(v.baseWidth)), 64n), BigInt(v.groups));

/**
 * ResNet bottleneck: narrow, convolve, widen, add; the stride on the k × k convolution (V1.5) or on the first 1 × 1 (V1).
 */
export const bottleneck = defineBlock({
  id: 'bottleneck',
  title: 'Bottleneck',
  summary: 'Narrows with 1 × 1, convolves with k × k, widens with 1 × 1 and adds the input.',
  reference:
    'He et al., Deep Residual Learning, 2015, arXiv 1512.03385; stride on the 3 × 3 as in torchvision',
  family: 'block',
  section: 'Residual',
  fields: {
    planes: planesField,
    ...innerWidthFields,
    k: groupKernel,
    stride: strideField,
    strideOn: choice({
      label: 'Stride on',
      help: 'Which convolution strides: the k × k as in torchvision (V1.5), or the first 1 × 1 as first published (V1).',
      options: ['kxk', '1x1'],
      default: 'kxk',
    }),
    first: firstField,
    shortcut: shortcutField,
    ...residualUnit,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: (v, [x], graph) => {
    const residual = bottleneckShape(v);
    const groups = BigInt(v.groups);
    const inner = innerWidth(v);
    const unit = unitOf(v);
    const narrowStride = v.strideOn === '1x1' ? residual.stride : 1;
    const step = { stride: residual.stride / narrowStride, dilation: v.dilation };
    const conv2 = { outChannels: inner, kernel: v.k, ...step, groups, ...unit };
    const middle = (narrowed: Wire) => graph.add('conv2', convUnit, conv2, narrowed);
    const { shortcut, attention } = v;
    return [bottleneckBody(graph, x!, { residual, inner, narrowStride, shortcut, unit, attention }, middle)];
  },
  repeated: opensOnce,
  symbolicInputs: (v, free) => [residualInput(bottleneckShape(v), free)],
  examples: [
    {
      title: 'layer1.0 of ResNet-50',
      inputs: [[1, 64, 8, 8]],
      outputs: [[1, 256, 8, 8]],
      params: 75_008n,
      macs: 4_718_592n,
    },
    {
      title: 'layer1.1 of ResNet-50',
      fields: { first: false },
      inputs: [[1, 256, 8, 8]],
      outputs: [[1, 256, 8, 8]],
      params: 70_400n,
      macs: 4_456_448n,
    },
    {
      title: 'second copy of ResNeXt 32 × 4d',
      fields: { first: false, baseWidth: 4, groups: 32 },
      inputs: [[1, 256, 8, 8]],
      outputs: [[1, 256, 8, 8]],
      params: 71_168n,
      macs: 4_489_216n,
    },
    {
      title: 'layer1.1 of SE-ResNet-50',
      fields: { first: false, attention: 'se' },
      inputs: [[1, 256, 8, 8]],
      outputs: [[1, 256, 8, 8]],
      params: 78_864n,
      macs: 4_464_640n,
    },
    {
      title: 'layer1.1 of ECA-ResNet-50',
      fields: { first: false, attention: 'eca' },
      inputs: [[1, 256, 8, 8]],
      outputs: [[1, 256, 8, 8]],
      params: 70_405n,
      macs: 4_457_728n,
    },
    {
      title: 'layer1.1 of CBAM-ResNet-50',
      fields: { first: false, attention: 'cbam' },
      inputs: [[1, 256, 8, 8]],
      outputs: [[1, 256, 8, 8]],
      params: 78_964n,
      macs: 4_479_104n,
    },
    {
      title: 'layer2.0 of the first ResNet-50: the 1 × 1 strides',
      fields: { planes: 128, stride: 2, strideOn: '1x1' },
      inputs: [[1, 256, 7, 7]],
      outputs: [[1, 512, 4, 4]],
      params: 379_392n,
      macs: 6_029_312n,
    },
    {
      title: 'layer2.0 of ResNet-50, odd map',
      fields: { planes: 128, stride: 2 },
      inputs: [[1, 256, 7, 7]],
      outputs: [[1, 512, 4, 4]],
      params: 379_392n,
      macs: 7_110_656n,
    },
  ],
});
