import { mul } from '../algebra/expression.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { choice, structural } from '../language/field.ts';
import type { Wire } from '../language/wire.ts';
import { avgPool } from '../operators/pooling.ts';
import { split } from '../operators/tensor.ts';
import { innerWidth, innerWidthFields } from './bottleneck.ts';
import { activationField, convUnit, normField } from './conv-unit.ts';
import { filterStep, mobileChannels } from './mobile-fields.ts';
import { pathAttention, pathsReduced } from './path-attention.ts';
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
import { groupDilation, groupKernel } from './split-fields.ts';

const reference =
  'Zhang et al., ResNeSt, 2020, arXiv 2004.08955; zhanghang1989/ResNeSt 1dfb3e8, resnest/torch/models';

const radixField = structural({
  label: 'Radix',
  help: 'Maps that each group convolves to, of which attention makes one.',
  min: 1,
  max: 16,
  default: 2,
});

/** Convolves to `radix` maps in independent parts, and adds these up weighed by path attention. */
export const splitAttention = defineBlock({
  id: 'split-attention',
  title: 'Split attention',
  summary: 'Convolves to several maps in independent parts and adds them up, weighed channel by channel.',
  reference: `${reference}/splat.py`,
  family: 'block',
  section: 'Attention',
  fields: {
    outChannels: mobileChannels,
    radix: radixField,
    reduced: pathsReduced,
    k: groupKernel,
    stride: filterStep,
    dilation: groupDilation,
    groups: innerWidthFields.groups,
    norm: normField,
    activation: activationField,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: (v, [x], graph) => {
    const { outChannels, radix, reduced, k: kernel, stride, dilation, groups, norm, activation } = v;
    const unit = { kernel, stride, dilation, norm, activation, groups: BigInt(groups * radix) };
    const wide = graph.add('conv', convUnit, { outChannels: mul(BigInt(radix), outChannels), ...unit }, x!);
    const sizes = Array.from({ length: radix }, () => outChannels);
    const maps = radix === 1 ? [wide] : graph.addAll('split', split, { sizes }, wide);
    const attention = { inputs: radix, reduced, groups, bias: true, norm };
    return [graph.add('attention', pathAttention, attention, ...maps)];
  },
  symbolicInputs: (_, free) => [[1n, free('C_in'), free('H'), free('W')]],
  examples: [
    {
      title: 'radix 2',
      fields: { outChannels: 8, reduced: 4 },
      inputs: [[1, 8, 5, 4]],
      outputs: [[1, 8, 5, 4]],
      params: 732n,
      macs: 11_616n,
    },
  ],
});

/**
 * Bottleneck of ResNeSt: split attention in the place of the k × k convolution. A copy that opens a stage may leave its step
 * to an average pool of 3 × 3 before or after it.
 */
export const resnestBottleneck = defineBlock({
  id: 'resnest-bottleneck',
  title: 'ResNeSt bottleneck',
  summary: 'Narrows with 1 × 1, runs split attention, widens with 1 × 1 and adds the input.',
  reference: `${reference}/resnet.py`,
  family: 'block',
  section: 'Attention',
  fields: {
    planes: planesField,
    ...innerWidthFields,
    radix: radixField,
    reduced: pathsReduced,
    k: groupKernel,
    stride: strideField,
    pool: choice({
      label: 'Pool',
      help: 'Where an average pool of 3 × 3 takes the step of the first copy: before or after the attention, or nowhere.',
      options: ['none', 'after', 'before'],
      default: 'none',
    }),
    first: firstField,
    shortcut: shortcutField,
    ...residualUnit,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: (v, [x], graph) => {
    const residual = bottleneckShape(v);
    const { radix, reduced, k, groups, dilation, shortcut, attention } = v;
    const inner = innerWidth(v);
    const unit = unitOf(v);
    const place = v.first ? v.pool : 'none';
    const pooled = (y: Wire, at: typeof place): Wire =>
      place === at ? graph.add('step', avgPool, { kernel: 3, stride: residual.stride }, y) : y;
    const split = {
      outChannels: inner,
      radix,
      reduced,
      k,
      stride: place === 'none' ? residual.stride : 1,
      dilation,
      groups,
      ...unit,
    };
    const middle = (narrowed: Wire): Wire =>
      pooled(graph.add('split', splitAttention, split, pooled(narrowed, 'before')), 'after');
    return [bottleneckBody(graph, x!, { residual, inner, shortcut, unit, attention }, middle)];
  },
  repeated: opensOnce,
  symbolicInputs: (v, free) => [residualInput(bottleneckShape(v), free)],
  examples: [
    {
      title: 'layer2.0 of ResNeSt-50, odd map',
      fields: { planes: 128, stride: 2, reduced: 64, pool: 'after', shortcut: 'pool' },
      inputs: [[1, 256, 5, 5]],
      outputs: [[1, 512, 3, 3]],
      params: 404_672n,
      macs: 6_299_648n,
    },
    {
      title: 'the pool before, two groups of radix 4',
      fields: { planes: 32, baseWidth: 40, groups: 2, radix: 4, stride: 2, pool: 'before' },
      inputs: [[2, 32, 6, 6]],
      outputs: [[2, 128, 3, 3]],
      params: 22_064n,
      macs: 394_048n,
    },
  ],
});
