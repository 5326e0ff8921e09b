import type { Expr } from '../algebra/expression.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { choice } from '../language/field.ts';
import { relu } from '../operators/activation.ts';
import { conv2d } from '../operators/convolution.ts';
import { batchNorm } from '../operators/normalization.ts';

export const norms = ['batch', 'none'] as const;
export const activations = ['relu', 'none'] as const;

/** A convolution with the norm and activation that follow it: the unit every residual network is built of. */
export const convUnit = defineBlock({
  id: 'conv-unit',
  title: 'Conv + norm + act',
  summary: 'A convolution, then a norm, then an activation; either of the last two may be left out.',
  family: 'conv',
  fields: {
    ...conv2d.fields,
    norm: choice({ label: 'Norm', help: 'What follows the convolution.', options: norms, default: 'batch' }),
    activation: choice({
      label: 'Activation',
      help: 'What follows the norm.',
      options: activations,
      default: 'relu',
    }),
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ norm, activation, ...conv }, [x], graph) => {
    let y = graph.add('conv', conv2d, conv, x!);
    if (norm === 'batch') y = graph.add('norm', batchNorm, {}, y);
    if (activation === 'relu') y = graph.add('act', relu, {}, y);
    return [y];
  },
  symbolicInputs: (_, free): Expr[][] => [[1n, free('C_in'), free('H'), free('W')]],
  examples: [
    {
      title: '1 × 1 reduction of a bottleneck',
      fields: { outChannels: 64, kernel: 1 },
      inputs: [[1, 256, 56, 56]],
      outputs: [[1, 64, 56, 56]],
      params: 16_512n,
      macs: 51_380_224n,
    },
    {
      title: 'convolution alone',
      fields: { outChannels: 8, norm: 'none', activation: 'none', bias: true },
      inputs: [[1, 4, 6, 6]],
      outputs: [[1, 8, 6, 6]],
      params: 296n,
      macs: 10_368n,
    },
  ],
});
