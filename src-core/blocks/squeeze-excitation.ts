import { channelsOf } from '../language/checks.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { choice, dimension } from '../language/field.ts';
import { product } from '../operators/arithmetic.ts';
import { conv2d } from '../operators/convolution.ts';
import { globalAvgPool } from '../operators/pooling.ts';
import { activate } from './activate.ts';

const gates = ['sigmoid', 'hard-sigmoid'] as const;

/**
 * Squeeze-and-excitation: the mean of each channel goes through two 1 × 1 convolutions with bias, and the gate that
 * comes out weighs the channels. Parameters for C channels: 2 C r + r + C.
 */
export const squeezeExcitation = defineBlock({
  id: 'squeeze-excitation',
  title: 'Squeeze-and-excitation',
  summary: 'Weighs each channel by a gate that is learned from the means of all channels.',
  reference:
    'Hu et al., Squeeze-and-Excitation Networks, 2017, arXiv 1709.01507; torchvision ops/misc.py SqueezeExcitation',
  family: 'block',
  section: 'Attention',
  fields: {
    reduced: dimension({
      label: 'Reduced channels r',
      help: 'Channels between the two convolutions.',
      symbol: 'r',
      unit: 'ch',
      min: 1,
      max: 65_536,
      default: 16,
    }),
    activation: choice({
      label: 'Activation',
      help: 'What follows the first convolution.',
      options: ['relu', 'silu'],
      default: 'relu',
    }),
    gate: choice({
      label: 'Gate',
      help: 'What turns the scores of the second convolution into weights between 0 and 1.',
      options: gates,
      default: 'sigmoid',
    }),
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ reduced, activation, gate }, [x], graph) => {
    const outChannels = channelsOf(x!.shape);
    let y = graph.add('pool', globalAvgPool, {}, x!);
    y = graph.add('reduce', conv2d, { outChannels: reduced, kernel: 1, bias: true }, y);
    y = activate(graph, 'act', activation, y);
    y = graph.add('expand', conv2d, { outChannels, kernel: 1, bias: true }, y);
    return [graph.add('mul', product, {}, x!, activate(graph, 'gate', gate, y))];
  },
  symbolicInputs: (_, free) => [[1n, free('C'), free('H'), free('W')]],
  examples: [
    {
      title: 'a sixteenth of 256 channels',
      inputs: [[1, 256, 7, 7]],
      outputs: [[1, 256, 7, 7]],
      params: 8_464n,
      macs: 8_192n,
    },
    {
      title: 'as in MobileNetV3, batch of 2',
      fields: { reduced: 24, gate: 'hard-sigmoid' },
      inputs: [[2, 72, 5, 4]],
      outputs: [[2, 72, 5, 4]],
      params: 3_552n,
      macs: 6_912n,
    },
    {
      title: 'as in EfficientNet',
      fields: { reduced: 8, activation: 'silu' },
      inputs: [[1, 32, 6, 6]],
      outputs: [[1, 32, 6, 6]],
      params: 552n,
      macs: 512n,
    },
  ],
});
