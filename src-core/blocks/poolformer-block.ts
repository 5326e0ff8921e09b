import { mul } from '../algebra/expression.ts';
import { channelsOf } from '../language/checks.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { structural } from '../language/field.ts';
import { difference, sum } from '../operators/arithmetic.ts';
import { conv2d } from '../operators/convolution.ts';
import { groupNorm } from '../operators/group-norm.ts';
import { avgPool } from '../operators/pooling.ts';
import { scale } from '../operators/scale.ts';
import { activate } from './activate.ts';
import { activationField } from './conv-unit.ts';
import { stageOf } from './stage.ts';

/**
 * PoolFormer's block: what the mean around each position has beyond it is added, then two 1 × 1 convolutions are. A norm
 * over the whole image stands ahead of both, a learned factor per channel behind them.
 */
export const poolformerBlock = defineBlock({
  id: 'poolformer-block',
  title: 'PoolFormer block',
  names: ['MetaFormer'],
  summary:
    'Mixes positions by an average pool and channels by two 1 × 1 convolutions, each added to its input.',
  reference: 'Yu et al., MetaFormer, 2021, arXiv 2111.11418; timm metaformer.py MetaFormerBlock, Pooling',
  family: 'block',
  section: 'Transformer',
  fields: {
    window: structural({
      label: 'Window',
      help: 'Side length of the average pool; odd.',
      unit: 'px',
      min: 1,
      max: 63,
      default: 3,
    }),
    ratio: structural({
      label: 'Expansion',
      help: 'How many times as wide the activation is as the block.',
      min: 1,
      max: 64,
      default: 4,
    }),
    activation: { ...activationField, help: 'What follows the widening convolution.', default: 'gelu' },
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ window, ratio, activation }, [x], graph) => {
    const channels = channelsOf(x!.shape);
    const point = { kernel: 1, bias: true } as const;
    const normed = graph.add('norm1', groupNorm, { groups: 1n }, x!);
    const mean = graph.add('pool', avgPool, { kernel: window, stride: 1, countPadding: false }, normed);
    const beyond = graph.add('beyond', difference, {}, mean, normed);
    const mixed = graph.add('add1', sum, {}, x!, graph.add('scale1', scale, {}, beyond));
    let y = graph.add('norm2', groupNorm, { groups: 1n }, mixed);
    y = graph.add('expand', conv2d, { ...point, outChannels: mul(channels, BigInt(ratio)) }, y);
    y = activate(graph, 'act', activation, y);
    y = graph.add('project', conv2d, { ...point, outChannels: channels }, y);
    return [graph.add('add2', sum, {}, mixed, graph.add('scale2', scale, {}, y))];
  },
  repeated: { first: {}, others: {} },
  symbolicInputs: (_, free) => [[1n, free('C'), free('H'), free('W')]],
  examples: [
    {
      title: 'four channels',
      inputs: [[1, 4, 5, 3]],
      outputs: [[1, 4, 5, 3]],
      params: 172n,
      macs: 1_920n,
    },
    {
      title: 'twice as wide inside, batch of 2',
      fields: { ratio: 2, activation: 'relu' },
      inputs: [[2, 4, 2, 2]],
      outputs: [[2, 4, 2, 2]],
      params: 100n,
      macs: 512n,
    },
  ],
});

export const poolformerStage = stageOf(poolformerBlock, {
  id: 'poolformer-stage',
  title: 'PoolFormer stage',
  examples: [
    {
      title: 'two copies of four channels',
      fields: { depth: 2 },
      inputs: [[1, 4, 5, 3]],
      outputs: [[1, 4, 5, 3]],
      params: 344n,
      macs: 3_840n,
    },
  ],
});
