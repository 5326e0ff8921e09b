import { mul } from '../algebra/expression.ts';
import { floorDiv } from '../algebra/rounding.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { choice, dimension } from '../language/field.ts';
import { maxPool } from '../operators/max-pool.ts';
import { activationField, convUnit, normField } from './conv-unit.ts';

const stemKinds = ['deep', 'tiered', 'plain'] as const;

/**
 * The first layers of a residual network: quarter the rows and columns.
 * plain: 7 × 7 stride 2; deep: 3 × 3 stride 2, 3 × 3, 3 × 3, the first two at half the channels; tiered: the same with the
 * first at three eighths; then a 3 × 3 max pool.
 */
export const stem = defineBlock({
  id: 'stem',
  title: 'Stem',
  summary: 'The first convolutions and the max pool; quarters rows and columns.',
  reference:
    'He et al., 2015, arXiv 1512.03385 (plain); He et al., Bag of Tricks, 2018, arXiv 1812.01187 (deep)',
  family: 'block',
  section: 'Stems and heads',
  fields: {
    kind: choice({
      label: 'Kind',
      help: 'deep is three 3 × 3 convolutions, tiered the same with a narrower first, plain is one 7 × 7.',
      options: stemKinds,
      default: 'deep',
    }),
    outChannels: dimension({
      label: 'Output channels',
      help: 'Channels that leave the stem.',
      symbol: 'C_out',
      unit: 'ch',
      min: 3,
      max: 65_536,
      default: 64,
    }),
    pool: choice({
      label: 'Pool',
      help: 'The max pool: padded by 1, or unpadded with a last window that hangs over the edge, as in Caffe.',
      options: ['padded', 'ceil'],
      default: 'padded',
    }),
    norm: normField,
    activation: activationField,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ kind, outChannels, pool, ...unit }, [x], graph) => {
    let y = x!;
    if (kind === 'plain') {
      y = graph.add('conv1', convUnit, { outChannels, kernel: 7, stride: 2, ...unit }, y);
    } else {
      const half = floorDiv(outChannels, 2n);
      const first = kind === 'tiered' ? floorDiv(mul(3n, outChannels), 8n) : half;
      y = graph.add('conv1', convUnit, { outChannels: first, stride: 2, ...unit }, y);
      y = graph.add('conv2', convUnit, { outChannels: half, ...unit }, y);
      y = graph.add('conv3', convUnit, { outChannels, ...unit }, y);
    }
    return [graph.add('pool', maxPool, pool === 'ceil' ? { padding: 'none', ceil: true } : {}, y)];
  },
  symbolicInputs: (_, free) => [[1n, free('C_in'), free('H'), free('W')]],
  examples: [
    { title: 'deep', inputs: [[1, 3, 32, 32]], outputs: [[1, 64, 8, 8]], params: 28_768n, macs: 7_299_072n },
    {
      title: 'tiered',
      fields: { kind: 'tiered' },
      inputs: [[1, 3, 32, 32]],
      outputs: [[1, 64, 8, 8]],
      params: 26_232n,
      macs: 6_653_952n,
    },
    {
      title: 'plain',
      fields: { kind: 'plain' },
      inputs: [[1, 3, 32, 32]],
      outputs: [[1, 64, 8, 8]],
      params: 9_536n,
      macs: 2_408_448n,
    },
    {
      title: 'plain, its pool unpadded',
      fields: { kind: 'plain', pool: 'ceil' },
      inputs: [[1, 3, 34, 32]],
      outputs: [[1, 64, 8, 8]],
      params: 9_536n,
      macs: 2_558_976n,
    },
  ],
});
