import { add, mul } from '../algebra/expression.ts';
import { channelsOf, requireMap } from '../language/checks.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { relu } from '../operators/activation.ts';
import { product, sum } from '../operators/arithmetic.ts';
import { conv2d } from '../operators/convolution.ts';
import { groupNorm } from '../operators/group-norm.ts';
import { reduceSum } from '../operators/reduce.ts';
import { softmax } from '../operators/softmax.ts';
import { split } from '../operators/tensor.ts';
import { activate } from './activate.ts';
import { activationField } from './conv-unit.ts';
import { ratioField } from './perceptron.ts';
import { depthField } from './stage.ts';

const reference =
  'Mehta and Rastegari, Separable Self-attention for Mobile Vision Transformers, 2022, arXiv 2206.02680; timm mobilevit.py';

/** The patches of a map, with the places of a patch apart. */
const patches = () => [{ name: 'in', label: 'N × C × places of a patch × patches' }];

const point = { kernel: 1, bias: true } as const;

/**
 * Separable self-attention of patches [N, C, places, patches]: one score for each position weighs its keys, their sum over
 * the patches weighs the values. Its cost grows as the number of positions, where that of dot products grows as its square.
 */
export const separableAttention = defineBlock({
  id: 'separable-attention',
  title: 'Separable self-attention',
  names: ['linear attention', 'MobileViTv2'],
  summary: 'Sums the keys of all patches by one score each, and weighs the values by that sum.',
  reference: `${reference} LinearSelfAttention`,
  family: 'block',
  section: 'Attention',
  fields: {},
  inputs: patches,
  outputs: onePort('out'),
  expand: (_, [x], graph) => {
    requireMap('in', x!.shape);
    const channels = channelsOf(x!.shape);
    const outChannels = add(1n, mul(2n, channels));
    const all = graph.add('qkv', conv2d, { ...point, outChannels }, x!);
    const sizes = [1n, channels, channels];
    const [query, key, value] = graph.addAll('split', split, { sizes }, all);
    const scores = graph.add('softmax', softmax, { axis: 'last' }, query!);
    const weighed = graph.add('weighed', product, {}, key!, scores);
    const context = graph.add('context', reduceSum, { over: 'axes', axes: [3] }, weighed);
    const mixed = graph.add('mixed', product, {}, graph.add('relu', relu, {}, value!), context);
    graph.callAs('split', 'method');
    graph.callAs('softmax', 'function');
    graph.callAs('relu', 'function');
    return [graph.add('project', conv2d, { ...point, outChannels: channels }, mixed)];
  },
  symbolicInputs: (_, free) => [[1n, free('C'), free('P'), free('L')]],
  examples: [
    {
      title: 'six patches of four places, two images',
      inputs: [[2, 5, 4, 6]],
      outputs: [[2, 5, 4, 6]],
      params: 96n,
      macs: 3_840n,
    },
  ],
});

/** Encoder block of MobileViTv2: norm, separable attention, add; norm, two 1 × 1 convolutions, add. */
export const separableEncoderBlock = defineBlock({
  id: 'separable-encoder-block',
  title: 'Separable encoder block',
  names: ['linear transformer', 'MobileViTv2'],
  summary:
    'Lets patches attend to each other by separable attention, then widens and narrows each, adding its input twice.',
  reference: `${reference} LinearTransformerBlock`,
  family: 'block',
  section: 'Mobile',
  fields: {
    ratio: { ...ratioField, default: 2 },
    activation: { ...activationField, help: 'What stands between the two convolutions.', default: 'silu' },
  },
  inputs: patches,
  outputs: onePort('out'),
  expand: ({ ratio, activation }, [x], graph) => {
    const channels = channelsOf(x!.shape);
    const whole = { groups: 1n } as const;
    const normed = graph.add('norm1', groupNorm, whole, x!);
    const y = graph.add('add1', sum, {}, x!, graph.add('attention', separableAttention, {}, normed));
    const wide = { ...point, outChannels: mul(channels, BigInt(ratio)) };
    const opened = graph.add('expand', conv2d, wide, graph.add('norm2', groupNorm, whole, y));
    const active = activate(graph, 'act', activation, opened);
    const closed = graph.add('project', conv2d, { ...point, outChannels: channels }, active);
    return [graph.add('add2', sum, {}, y, closed)];
  },
  symbolicInputs: (_, free) => [[1n, free('C'), free('P'), free('L')]],
  examples: [
    {
      title: 'six patches of four places',
      inputs: [[1, 5, 4, 6]],
      outputs: [[1, 5, 4, 6]],
      params: 231n,
      macs: 4_320n,
    },
  ],
});

/** Separable encoder blocks one after another. */
export const separableEncoderStage = defineBlock({
  id: 'separable-encoder-stage',
  title: 'Separable encoder stage',
  summary: 'Repeats the separable encoder block.',
  reference: separableEncoderBlock.reference!,
  family: 'block',
  section: 'Mobile',
  fields: { depth: { ...depthField, default: 2 }, ...separableEncoderBlock.fields },
  inputs: patches,
  outputs: onePort('out'),
  expand: ({ depth, ...values }, [x], graph) => {
    let y = x!;
    for (let i = 1; i <= depth; i++) y = graph.add(`block${i}`, separableEncoderBlock, values, y);
    return [y];
  },
  symbolicInputs: (_, free) => [[1n, free('C'), free('P'), free('L')]],
  examples: [
    {
      title: 'two copies',
      inputs: [[1, 5, 4, 6]],
      outputs: [[1, 5, 4, 6]],
      params: 462n,
      macs: 8_640n,
    },
  ],
});
