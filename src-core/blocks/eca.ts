import type { Expr } from '../algebra/expression.ts';
import { isInteger, NotSymbolic, symbolsOf } from '../algebra/expression.ts';
import { channelsOf } from '../language/checks.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { dimension } from '../language/field.ts';
import { sigmoid } from '../operators/activation.ts';
import { product } from '../operators/arithmetic.ts';
import { conv2d } from '../operators/convolution.ts';
import { globalAvgPool } from '../operators/pooling.ts';
import { reshape } from '../operators/reshape.ts';

/**
 * The kernel that suits C channels: the odd number at or above floor((log2 C + 1) / 2), at least 3, as timm takes it.
 * 256, 512, 1024 and 2048 channels have 5, 5, 5 and 7. Free symbols throw NotSymbolic.
 */
export function ecaKernel(channels: Expr): bigint {
  if (!isInteger(channels)) throw new NotSymbolic('the kernel of ECA', [...symbolsOf(channels)]);
  // floor((log2 C + 1) / 2) is half the number of binary digits of C.
  const half = BigInt(channels.toString(2).length) / 2n;
  const odd = half % 2n === 1n ? half : half + 1n;
  return odd < 3n ? 3n : odd;
}

/**
 * Efficient channel attention: the means of all channels stand in a row, one convolution along it scores each channel by
 * its neighbours, and the sigmoid of the scores weighs the channels. Parameters: k. MACs: C k, which tools that see only
 * 2-D convolutions and linear layers leave out, as timm's is a 1-D convolution.
 */
export const eca = defineBlock({
  id: 'eca',
  title: 'Efficient channel attention',
  summary: 'Weighs each channel by a gate that is learned from the means of it and its neighbours.',
  reference: 'Wang et al., ECA-Net, 2019, arXiv 1910.03151; timm layers/eca.py EcaModule',
  family: 'block',
  section: 'Attention',
  fields: {
    k: dimension({
      label: 'Kernel k',
      help: 'Channels that each gate is read from; odd, so that every channel has as many on both sides.',
      symbol: 'k',
      unit: 'ch',
      odd: true,
      min: 1,
      max: 63,
      default: 3,
    }),
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ k }, [x], graph) => {
    const channels = channelsOf(x!.shape);
    const means = graph.add('pool', globalAvgPool, {}, x!);
    // The channels become the rows of a map of one channel, along which the filter slides.
    let y = graph.add('row', reshape, { sizes: [1, channels, 1] }, means);
    y = graph.add('conv', conv2d, { outChannels: 1, kernel: k, kernelWidth: 1 }, y);
    y = graph.add('gate', sigmoid, {}, y);
    y = graph.add('channels', reshape, { sizes: [channels, 1, 1] }, y);
    return [graph.add('mul', product, {}, x!, y)];
  },
  symbolicInputs: (_, free) => [[1n, free('C'), free('H'), free('W')]],
  examples: [
    {
      title: '256 channels',
      fields: { k: 5 },
      inputs: [[1, 256, 7, 7]],
      outputs: [[1, 256, 7, 7]],
      params: 5n,
      macs: 1_280n,
    },
    {
      title: 'fewer channels than the filter spans, batch of 2',
      fields: { k: 7 },
      inputs: [[2, 4, 3, 5]],
      outputs: [[2, 4, 3, 5]],
      params: 7n,
      macs: 56n,
    },
  ],
});
