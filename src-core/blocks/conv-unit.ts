import type { Expr } from '../algebra/expression.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { choice } from '../language/field.ts';
import { conv2d } from '../operators/convolution.ts';
import { epsilonField } from '../operators/epsilon.ts';
import { momentumField } from '../operators/momentum.ts';
import { batchNorm } from '../operators/normalization.ts';
import { activate, activations } from './activate.ts';

export const norms = ['batch', 'frozen', 'folded', 'none'] as const;
export type Norm = (typeof norms)[number];

/**
 * What may follow the convolutions of a block. `frozen` is a batch norm whose scale and shift are not trained; one that is
 * `folded` went into the convolution's weights when a trained network was exported, and has left a bias.
 */
export const normField = choice({
  label: 'Norm',
  help: 'What follows each convolution; frozen is a batch norm that is not trained, as in detectors; folded one that went into weights and biases, as in an exported network.',
  options: norms,
  default: 'batch',
  past: ['folded'],
});

/** Whether a norm stands behind a convolution as an operator of its own. */
export const isApart = (norm: Norm): norm is 'batch' | 'frozen' => norm === 'batch' || norm === 'frozen';

/** Whether a convolution has a bias: where it is asked for, and where a norm that was folded left one. */
export const hasBias = (bias: boolean, norm: Norm): boolean => bias || norm === 'folded';

export const activationField = choice({
  label: 'Activation',
  help: 'What follows each norm.',
  options: activations,
  default: 'relu',
});

/** A convolution with the norm and activation that follow it: the unit every residual network is built of. */
export const convUnit = defineBlock({
  id: 'conv-unit',
  title: 'Conv + norm + act',
  summary: 'A convolution, then a norm, then an activation; either of the last two may be left out.',
  family: 'conv',
  section: 'Building parts',
  fields: {
    ...conv2d.fields,
    norm: normField,
    activation: activationField,
    epsilon: epsilonField,
    momentum: momentumField,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ norm, activation, epsilon, momentum, ...conv }, [x], graph) => {
    let y = graph.add('conv', conv2d, { ...conv, bias: hasBias(conv.bias, norm) }, x!);
    if (isApart(norm)) y = graph.add('norm', batchNorm, { frozen: norm === 'frozen', epsilon, momentum }, y);
    return [activate(graph, 'act', activation, y)];
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
      title: 'frozen norm, hard swish',
      fields: { outChannels: 8, norm: 'frozen', activation: 'hard-swish', epsilon: '1e-3' },
      inputs: [[1, 4, 6, 6]],
      outputs: [[1, 8, 6, 6]],
      params: 288n,
      macs: 10_368n,
    },
    {
      title: 'the norm folded into weights and bias',
      fields: { outChannels: 8, norm: 'folded' },
      inputs: [[1, 4, 6, 6]],
      outputs: [[1, 8, 6, 6]],
      params: 296n,
      macs: 10_368n,
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
