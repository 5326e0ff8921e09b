import { mul } from '../algebra/expression.ts';
import { byAxis } from '../language/axes.ts';
import { channelsOf, requireMap } from '../language/checks.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { dimension } from '../language/field.ts';
import { sigmoid } from '../operators/activation.ts';
import { channelsPerGroup } from '../operators/channel-groups.ts';
import { conv2d } from '../operators/convolution.ts';
import { dynamicConv2d } from '../operators/dynamic-convolution.ts';
import { filterFields } from '../operators/filter-fields.ts';
import { linear } from '../operators/linear.ts';
import { matmul } from '../operators/matmul.ts';
import { parameter } from '../operators/parameter.ts';
import { globalAvgPool } from '../operators/pooling.ts';
import { flatten, reshape } from '../operators/reshape.ts';

const { outChannels, groups } = conv2d.fields;

/** CondConv: each image mixes the filters of several experts by weights that it makes of its averages, then is convolved. */
export const condConv = defineBlock({
  id: 'cond-conv',
  title: 'CondConv',
  names: ['conditionally parameterized convolution', 'mixture of experts', 'dynamic convolution'],
  summary: 'Convolves each image with filters mixed from those of several experts, as its averages say.',
  reference: 'Yang et al., CondConv, 2019, arXiv 1904.04971',
  family: 'conv',
  section: 'Attention',
  fields: {
    outChannels,
    ...byAxis('kernel', filterFields.kernel),
    ...dynamicConv2d.fields,
    groups,
    experts: dimension({
      label: 'Experts',
      help: 'Banks of filters that are mixed.',
      symbol: 'e',
      min: 1,
      max: 256,
      default: 4,
    }),
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ experts, kernel, kernelWidth, ...v }, [x], graph) => {
    requireMap('in', x!.shape);
    const means = graph.add('flatten', flatten, {}, graph.add('pool', globalAvgPool, {}, x!));
    const routes = graph.add('routing', linear, { outFeatures: experts }, means);
    const weights = graph.add('sigmoid', sigmoid, {}, routes);
    const row = graph.add('row', reshape, { sizes: [1n, experts] }, weights);
    const filter = [channelsPerGroup(channelsOf(x!.shape), v.groups), kernel, kernelWidth];
    const bank = { sizes: [experts, mul(v.outChannels, ...filter)], init: 'normal' } as const;
    const mixed = graph.add('mixed', matmul, {}, row, graph.add('experts', parameter, bank));
    const filters = graph.add('filters', reshape, { sizes: [v.outChannels, ...filter] }, mixed);
    const { outChannels: _, ...steps } = v;
    return [graph.add('conv', dynamicConv2d, steps, x!, filters)];
  },
  symbolicInputs: (v, free) => [[1n, mul(v.groups, free('c')), free('H'), free('W')]],
  examples: [
    {
      title: 'three experts, two images',
      fields: { outChannels: 6, experts: 3 },
      inputs: [[2, 4, 5, 6]],
      outputs: [[2, 6, 5, 6]],
      params: 663n,
      macs: 14_280n,
    },
    {
      title: 'depthwise, strided',
      fields: { outChannels: 4, groups: 4, stride: 2, experts: 2 },
      inputs: [[1, 4, 7, 6]],
      outputs: [[1, 4, 4, 3]],
      params: 82n,
      macs: 512n,
    },
  ],
});
