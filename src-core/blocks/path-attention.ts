import { div, mul } from '../algebra/expression.ts';
import { channelsOf } from '../language/checks.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { dimension, structural, toggle } from '../language/field.ts';
import { sigmoid } from '../operators/activation.ts';
import { product } from '../operators/arithmetic.ts';
import { conv2d } from '../operators/convolution.ts';
import { permute } from '../operators/permute.ts';
import { globalAvgPool } from '../operators/pooling.ts';
import { reshape } from '../operators/reshape.ts';
import { softmax } from '../operators/softmax.ts';
import { split } from '../operators/tensor.ts';
import { added } from './added.ts';
import { convUnit, normField } from './conv-unit.ts';
import { numberedPorts } from './detection-fields.ts';

export const pathsReduced = dimension({
  label: 'Reduced channels r',
  help: 'Channels between the two convolutions that make the weights.',
  symbol: 'r',
  unit: 'ch',
  min: 1,
  max: 65_536,
  default: 32,
});

/**
 * Adds up several maps, each channel weighed by gates that add up to 1 over the maps: the means of their sum go through two
 * 1 × 1 convolutions and a softmax over the maps. A single map is weighed by a sigmoid.
 */
export const pathAttention = defineBlock({
  id: 'path-attention',
  title: 'Path attention',
  summary: 'Adds up maps of one size, weighed channel by channel by gates that are learned from their means.',
  names: ['selective kernel attention', 'split attention', 'radix softmax'],
  reference:
    'Li et al., Selective Kernel Networks, 2019, arXiv 1903.06586; Zhang et al., ResNeSt, 2020, arXiv 2004.08955',
  family: 'block',
  section: 'Attention',
  fields: {
    inputs: structural({ label: 'Paths', help: 'Maps that are added up.', min: 1, max: 16, default: 2 }),
    reduced: pathsReduced,
    groups: structural({
      label: 'Groups',
      help: 'Independent parts of both convolutions: the cardinality of ResNeSt.',
      min: 1,
      max: 4_096,
      default: 1,
    }),
    bias: toggle({ label: 'Bias', help: 'Adds one learned number per filter.', default: false }),
    norm: normField,
  },
  inputs: ({ inputs }) => numberedPorts('in', inputs),
  outputs: onePort('out'),
  expand: ({ inputs, reduced, groups, bias, norm }, maps, graph) => {
    const channels = channelsOf(maps[0]!.shape);
    const [paths, parts] = [BigInt(inputs), BigInt(groups)];
    const conv = { kernel: 1, groups: parts, bias } as const;
    const total = added(graph, 'total', maps);
    const means = graph.add('pool', globalAvgPool, {}, total);
    const narrow = graph.add('reduce', convUnit, { ...conv, outChannels: reduced, norm }, means);
    let y = graph.add('select', conv2d, { ...conv, outChannels: mul(paths, channels) }, narrow);
    if (inputs === 1) return [graph.add('mul', product, {}, total, graph.add('gate', sigmoid, {}, y))];
    if (groups > 1) {
      // Each group scores its channels for every path; the softmax wants the paths outermost.
      y = graph.add('by-group', reshape, { sizes: [parts, paths, div(channels, parts)] }, y);
      y = graph.add('by-path', permute, { order: [0, 2, 1, 3] }, y);
    }
    y = graph.add('rows', reshape, { sizes: [paths, channels] }, y);
    y = graph.add('weights', softmax, { axis: 'channels' }, y);
    y = graph.add('columns', reshape, { sizes: [mul(paths, channels), 1, 1] }, y);
    const gates = graph.addAll('split', split, { sizes: maps.map(() => channels) }, y);
    const weighed = maps.map((map, index) => graph.add(`mul${index + 1}`, product, {}, map, gates[index]!));
    return [added(graph, 'add', weighed)];
  },
  symbolicInputs: ({ inputs }, free) =>
    Array.from({ length: inputs }, () => [1n, free('C'), free('H'), free('W')]),
  examples: [
    {
      title: 'two paths of 8 channels',
      fields: { reduced: 4 },
      inputs: [
        [2, 8, 5, 4],
        [2, 8, 5, 4],
      ],
      outputs: [[2, 8, 5, 4]],
      params: 104n,
      macs: 192n,
    },
    {
      title: 'three paths in two groups, with biases',
      fields: { inputs: 3, reduced: 4, groups: 2, bias: true },
      inputs: [
        [1, 6, 3, 3],
        [1, 6, 3, 3],
        [1, 6, 3, 3],
      ],
      outputs: [[1, 6, 3, 3]],
      params: 78n,
      macs: 48n,
    },
    {
      title: 'one path: a gate',
      fields: { inputs: 1, reduced: 4, bias: true },
      inputs: [[1, 8, 3, 3]],
      outputs: [[1, 8, 3, 3]],
      params: 84n,
      macs: 64n,
    },
  ],
});
