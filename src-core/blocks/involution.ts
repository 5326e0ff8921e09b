import { div, mul } from '../algebra/expression.ts';
import { channelsOf, requireMap } from '../language/checks.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { dimension, structural } from '../language/field.ts';
import { requireGroups } from '../operators/channel-groups.ts';
import { conv2d } from '../operators/convolution.ts';
import { localFilter } from '../operators/local-filter.ts';
import { avgPool } from '../operators/pooling.ts';
import { convUnit } from './conv-unit.ts';
import { strideField } from './residual.ts';
import { groupKernel } from './split-fields.ts';

/** Involution: each position makes the kernel of its own window, which the channels of a group share. */
export const involution = defineBlock({
  id: 'involution',
  title: 'Involution',
  names: ['rednet', 'inverse convolution'],
  summary:
    'Filters each position with a kernel that the position makes itself, shared by groups of channels.',
  reference: 'Li et al., Involution, 2021, arXiv 2103.06255; d-li14/involution',
  family: 'conv',
  section: 'Attention',
  fields: {
    k: { ...groupKernel, help: 'Side length of the windows; odd.', default: 7 },
    stride: { ...strideField, help: 'Step between windows; the kernels are made of the averaged map.' },
    reduction: structural({
      label: 'Reduction',
      help: 'How many times narrower the layer is that makes the kernels.',
      min: 1,
      max: 64,
      default: 4,
    }),
    groupWidth: dimension({
      label: 'Group width',
      help: 'Channels that share a kernel.',
      symbol: 'c',
      unit: 'ch',
      min: 1,
      max: 4096,
      default: 16,
    }),
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ k, stride, reduction, groupWidth }, [x], graph) => {
    requireMap('in', x!.shape);
    const channels = channelsOf(x!.shape);
    requireGroups(channels, groupWidth, 'groupWidth');
    requireGroups(channels, BigInt(reduction), 'reduction');
    const groups = div(channels, groupWidth);
    let seen = x!;
    if (stride > 1) seen = graph.add('pool', avgPool, { kernel: stride, stride, padding: 'none' }, seen);
    const narrow = { outChannels: div(channels, BigInt(reduction)), kernel: 1 };
    const reduced = graph.add('reduce', convUnit, narrow, seen);
    const wide = { outChannels: mul(groups, k, k), kernel: 1, bias: true };
    const kernels = graph.add('span', conv2d, wide, reduced);
    return [graph.add('filter', localFilter, { kernel: k, stride, groups }, x!, kernels)];
  },
  symbolicInputs: ({ groupWidth, stride }, free) => [
    [1n, mul(groupWidth, free('g')), mul(BigInt(stride), free('h')), mul(BigInt(stride), free('v'))],
  ],
  examples: [
    {
      title: 'as in RedNet',
      fields: { k: 3 },
      inputs: [[1, 32, 6, 5]],
      outputs: [[1, 32, 6, 5]],
      params: 434n,
      macs: 20_640n,
    },
    {
      title: 'strided, two images',
      fields: { k: 3, stride: 2, groupWidth: 4, reduction: 2 },
      inputs: [[2, 8, 6, 4]],
      outputs: [[2, 8, 3, 2]],
      params: 130n,
      macs: 2_112n,
    },
  ],
});
