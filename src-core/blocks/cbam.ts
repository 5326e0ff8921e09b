import type { Expr } from '../algebra/expression.ts';
import { channelsOf } from '../language/checks.ts';
import type { GraphBuilder } from '../language/definition.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { toggle } from '../language/field.ts';
import type { Wire } from '../language/wire.ts';
import { relu, sigmoid } from '../operators/activation.ts';
import { product, sum } from '../operators/arithmetic.ts';
import { conv2d } from '../operators/convolution.ts';
import { globalAvgPool, globalMaxPool } from '../operators/pooling.ts';
import { reduceMax, reduceMean } from '../operators/reduce.ts';
import { slice } from '../operators/slice.ts';
import { concat } from '../operators/tensor.ts';
import { convUnit, normField } from './conv-unit.ts';
import { groupKernel } from './split-fields.ts';
import { squeezeExcitation } from './squeeze-excitation.ts';

/**
 * The gate of the channels [N, C, 1, 1]. Means and maxima go through the same two layers, so they are two rows of one
 * map: its 1 × 1 convolutions then hold each weight once.
 */
function channelGate(graph: GraphBuilder, x: Wire, reduced: Expr, bias: boolean): Wire {
  const mean = graph.add('avg-pool', globalAvgPool, {}, x);
  const largest = graph.add('max-pool', globalMaxPool, {}, x);
  let y = graph.add('rows', concat, { inputs: 2, axis: 'rows' }, mean, largest);
  y = graph.add('reduce', conv2d, { outChannels: reduced, kernel: 1, bias }, y);
  y = graph.add('act', relu, {}, y);
  y = graph.add('expand', conv2d, { outChannels: channelsOf(x.shape), kernel: 1, bias }, y);
  const of = (name: string, start: number) => graph.add(name, slice, { axis: 'rows', start, channels: 1 }, y);
  const scores = graph.add('add', sum, {}, of('avg-row', 0), of('max-row', 1));
  return graph.add('channel-gate', sigmoid, {}, scores);
}

/**
 * Convolutional block attention: a gate for each channel, from the means and maxima over positions, then one for each
 * position, from the maximum and mean over channels. Parameters for C channels: 2 C r + r + C + 2 k² + 2 for the norm.
 */
export const cbam = defineBlock({
  id: 'cbam',
  title: 'CBAM',
  summary: 'Weighs each channel, then each position, by gates that are learned from means and maxima.',
  reference: 'Woo et al., CBAM, 2018, arXiv 1807.06521; Jongchan/attention-module e4ee180, MODELS/cbam.py',
  family: 'block',
  section: 'Attention',
  fields: {
    reduced: squeezeExcitation.fields.reduced,
    bias: toggle({
      label: 'Bias',
      help: 'Adds one learned number per filter of the two layers that score channels.',
      default: true,
    }),
    k: { ...groupKernel, help: 'Side length of the filter that scores positions; odd.', default: 7 },
    norm: { ...normField, help: 'What follows the convolution that scores positions.' },
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ reduced, bias, k, norm }, [x], graph) => {
    const weighed = graph.add('channel-mul', product, {}, x!, channelGate(graph, x!, reduced, bias));
    const largest = graph.add('max', reduceMax, { over: 'channels' }, weighed);
    const mean = graph.add('mean', reduceMean, { over: 'channels' }, weighed);
    let y = graph.add('concat', concat, { inputs: 2 }, largest, mean);
    const spatial = { outChannels: 1, kernel: k, norm, momentum: 0.01, activation: 'none' } as const;
    y = graph.add('spatial', convUnit, spatial, y);
    y = graph.add('spatial-gate', sigmoid, {}, y);
    return [graph.add('spatial-mul', product, {}, weighed, y)];
  },
  symbolicInputs: (_, free) => [[1n, free('C'), free('H'), free('W')]],
  examples: [
    {
      title: 'a sixteenth of 256 channels',
      inputs: [[1, 256, 7, 7]],
      outputs: [[1, 256, 7, 7]],
      params: 8_564n,
      macs: 21_186n,
    },
    {
      title: 'without bias, 3 × 3 without norm, batch of 2',
      fields: { reduced: 3, bias: false, k: 3, norm: 'none' },
      inputs: [[2, 12, 5, 4]],
      outputs: [[2, 12, 5, 4]],
      params: 90n,
      macs: 1_008n,
    },
  ],
});
