import type { Expr } from '../algebra/expression.ts';
import { mul } from '../algebra/expression.ts';
import { floorDiv } from '../algebra/rounding.ts';
import { channelsOf } from '../language/checks.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { choice, dimension } from '../language/field.ts';
import { epsilonField } from '../operators/epsilon.ts';
import { momentumField } from '../operators/momentum.ts';
import { activationField, convUnit, normField } from './conv-unit.ts';
import {
  addInput,
  filterSide,
  filterStep,
  mobileChannels,
  ratioField,
  stepInput,
  stepsOnce,
} from './mobile-fields.ts';
import { groupDilation } from './split-fields.ts';
import { squeezeExcitation } from './squeeze-excitation.ts';

const { reduced, activation: squeezeActivation, gate } = squeezeExcitation.fields;

/**
 * Inverted residual: widens with 1 × 1, filters each channel with k × k, may weigh the channels by squeeze-and-excitation,
 * narrows with 1 × 1 without activation and adds the input where the shape stays. With squeeze-and-excitation it is the
 * MBConv of EfficientNet, whose reduced channels are a quarter of the block's input.
 */
export const invertedResidual = defineBlock({
  id: 'inverted-residual',
  title: 'Inverted residual (MBConv)',
  summary: 'Widens, filters each channel on its own, weighs the channels, narrows and adds the input.',
  reference:
    'Sandler et al., MobileNetV2, 2018, arXiv 1801.04381; Tan and Le, EfficientNet, 2019, arXiv 1905.11946; torchvision mobilenetv3.py and efficientnet.py',
  family: 'block',
  section: 'Mobile',
  fields: {
    outChannels: mobileChannels,
    expansion: choice({
      label: 'Expansion',
      help: 'How wide the block is inside: a multiple of its input, or channels of their own.',
      options: ['ratio', 'channels'],
      default: 'ratio',
    }),
    ratio: ratioField,
    hidden: dimension({
      label: 'Hidden channels',
      help: 'Channels inside where the expansion is given as channels.',
      symbol: 'e',
      unit: 'ch',
      min: 1,
      max: 65_536,
      default: 144,
    }),
    k: filterSide,
    stride: filterStep,
    dilation: groupDilation,
    padding: choice({
      label: 'Padding',
      help: 'How the filters are padded: alike on both sides, or as TensorFlow does, the odd row and column at the far side.',
      options: ['half', 'same'],
      default: 'half',
    }),
    squeeze: choice({
      label: 'Squeeze',
      help: 'Whether the channels are weighed, and by how many reduced channels: a quarter of the input, or channels of their own.',
      options: ['none', 'input', 'channels'],
      default: 'none',
    }),
    reduced: { ...reduced, help: 'Channels inside the squeeze where they are given as channels.' },
    squeezeActivation: { ...squeezeActivation, label: 'Squeeze activation' },
    gate,
    norm: normField,
    activation: { ...activationField, help: 'What follows each norm but the last.', default: 'relu6' },
    epsilon: epsilonField,
    momentum: momentumField,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: (v, [x], graph) => {
    const { outChannels, k, stride, dilation, padding, norm, activation, epsilon, momentum } = v;
    const unit = { norm, activation, epsilon, momentum };
    const channels = channelsOf(x!.shape);
    const widens = v.expansion === 'channels' || v.ratio > 1;
    const inside: Expr = v.expansion === 'channels' ? v.hidden : mul(channels, BigInt(v.ratio));
    let y = x!;
    if (widens) y = graph.add('expand', convUnit, { outChannels: inside, kernel: 1, ...unit }, y);
    const each = { outChannels: inside, groups: inside, kernel: k, stride, dilation, padding, ...unit };
    y = graph.add('depthwise', convUnit, each, y);
    if (v.squeeze !== 'none') {
      const fewer = v.squeeze === 'input' ? floorDiv(channels, 4n) : v.reduced;
      const gated = { reduced: fewer, activation: v.squeezeActivation, gate: v.gate };
      y = graph.add('squeeze', squeezeExcitation, gated, y);
    }
    y = graph.add('project', convUnit, { outChannels, kernel: 1, ...unit, activation: 'none' }, y);
    return [addInput(graph, v, x!, y)];
  },
  repeated: stepsOnce,
  symbolicInputs: (v, free) => [stepInput(v, free)],
  examples: [
    {
      title: 'later in stage 2 of MobileNetV2',
      inputs: [[1, 24, 8, 8]],
      outputs: [[1, 24, 8, 8]],
      params: 8_832n,
      macs: 525_312n,
    },
    {
      title: 'first of MobileNetV2: nothing is widened',
      fields: { outChannels: 16, ratio: 1 },
      inputs: [[1, 32, 6, 6]],
      outputs: [[1, 16, 6, 6]],
      params: 896n,
      macs: 28_800n,
    },
    {
      title: 'MBConv: squeezes to a quarter of the input',
      fields: {
        outChannels: 12,
        ratio: 4,
        k: 5,
        stride: 2,
        squeeze: 'input',
        squeezeActivation: 'silu',
        activation: 'silu',
        epsilon: '1e-3',
      },
      inputs: [[1, 8, 7, 7]],
      outputs: [[1, 12, 4, 4]],
      params: 1_754n,
      macs: 31_616n,
    },
    {
      title: 'as in MobileNetV3: both widths as channels',
      fields: {
        outChannels: 10,
        expansion: 'channels',
        hidden: 30,
        squeeze: 'channels',
        reduced: 8,
        gate: 'hard-sigmoid',
        activation: 'hard-swish',
      },
      inputs: [[2, 10, 5, 6]],
      outputs: [[2, 10, 5, 6]],
      params: 1_528n,
      macs: 53_160n,
    },
  ],
});
