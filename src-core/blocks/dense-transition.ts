import { floorDiv } from '../algebra/rounding.ts';
import { channelsOf } from '../language/checks.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { structural } from '../language/field.ts';
import { conv2d } from '../operators/convolution.ts';
import { avgPool } from '../operators/pooling.ts';
import { activationField, normField } from './conv-unit.ts';
import { normAct } from './norm-act.ts';

/** Between two dense blocks: norm, activation, 1 × 1 convolution to floor(C / compression) channels, average pool. */
export const denseTransition = defineBlock({
  id: 'dense-transition',
  title: 'Dense transition',
  summary: 'Compresses the channels with a 1 × 1 convolution and averages the map down.',
  reference: 'Huang et al., DenseNet, 2016, arXiv 1608.06993; torchvision models/densenet.py',
  family: 'block',
  section: 'Inception, dense, VGG',
  fields: {
    compression: structural({
      label: 'Compression',
      help: 'The channels are divided by it and rounded down.',
      min: 1,
      max: 64,
      default: 2,
    }),
    stride: structural({
      label: 'Stride',
      help: 'Side length and step of the average pool; 1 leaves it out.',
      unit: 'px',
      min: 1,
      max: 8,
      default: 2,
    }),
    norm: normField,
    activation: activationField,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ compression, stride, ...unit }, [x], graph) => {
    const outChannels = floorDiv(channelsOf(x!.shape), BigInt(compression));
    const y = graph.add('conv', conv2d, { outChannels, kernel: 1 }, normAct(graph, '', unit, x!));
    if (stride === 1) return [y];
    return [graph.add('pool', avgPool, { kernel: stride, stride, padding: 'none' }, y)];
  },
  symbolicInputs: (_, free) => [[1n, free('C_in'), free('H'), free('W')]],
  examples: [
    {
      title: 'half the channels, an odd map',
      inputs: [[1, 16, 7, 6]],
      outputs: [[1, 8, 3, 3]],
      params: 160n,
      macs: 5_376n,
    },
    {
      title: 'an odd count rounds down; size kept',
      fields: { stride: 1 },
      inputs: [[2, 9, 3, 3]],
      outputs: [[2, 4, 3, 3]],
      params: 54n,
      macs: 648n,
    },
  ],
});
