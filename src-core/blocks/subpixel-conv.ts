import { mul } from '../algebra/expression.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { dimension, structural } from '../language/field.ts';
import { conv2d } from '../operators/convolution.ts';
import { depthToSpace } from '../operators/space-depth.ts';
import { groupKernel } from './split-fields.ts';

/**
 * Sub-pixel convolution: a convolution of factor² channels for each that leaves, laid out as squares of positions. It
 * enlarges a map without a transposed convolution.
 */
export const subpixelConv = defineBlock({
  id: 'subpixel-conv',
  title: 'Sub-pixel convolution',
  summary: 'Convolves to more channels and lays them out as squares of positions, which enlarges the map.',
  reference: 'Shi et al., ESPCN, 2016, arXiv 1609.05158',
  family: 'conv',
  section: 'Building parts',
  fields: {
    outChannels: dimension({
      label: 'Output channels',
      help: 'Channels that leave the block.',
      symbol: 'C_out',
      unit: 'ch',
      min: 1,
      max: 65_536,
      default: 64,
    }),
    factor: structural({
      label: 'Factor',
      help: 'Rows and columns are multiplied by it.',
      unit: '×',
      min: 1,
      max: 64,
      default: 2,
    }),
    k: groupKernel,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ outChannels, factor, k: kernel }, [x], graph) => {
    const conv = { outChannels: mul(outChannels, BigInt(factor ** 2)), kernel, bias: true };
    return [graph.add('shuffle', depthToSpace, { factor }, graph.add('conv', conv2d, conv, x!))];
  },
  symbolicInputs: (_, free) => [[1n, free('C_in'), free('H'), free('W')]],
  examples: [
    {
      title: 'twice as large',
      fields: { outChannels: 4 },
      inputs: [[1, 4, 3, 2]],
      outputs: [[1, 4, 6, 4]],
      params: 592n,
      macs: 3_456n,
    },
    {
      title: 'one channel three times as large, as in ESPCN',
      fields: { outChannels: 1, factor: 3 },
      inputs: [[2, 8, 3, 4]],
      outputs: [[2, 1, 9, 12]],
      params: 657n,
      macs: 15_552n,
    },
  ],
});
