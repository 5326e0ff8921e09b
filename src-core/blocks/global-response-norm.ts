import type { Expr } from '../algebra/expression.ts';
import { requireMap } from '../language/checks.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { choice } from '../language/field.ts';
import { sizeOf } from '../language/shape.ts';
import { product, quotient, sum } from '../operators/arithmetic.ts';
import { constant } from '../operators/constant.ts';
import { epsilonField } from '../operators/epsilon.ts';
import { squareRoot } from '../operators/function-of-one.ts';
import { parameter } from '../operators/parameter.ts';
import { reduceMean, reduceSum } from '../operators/reduce.ts';

/** Axes of the positions and of the channels, and the sizes of a learned number for each channel, by where these stand. */
const layouts = {
  channels: { positions: [2n, 3n], channels: 1n, sizes: (count: Expr): Expr[] => [count, 1n, 1n] },
  last: { positions: [1n, 2n], channels: 3n, sizes: (count: Expr): Expr[] => [1n, 1n, count] },
} as const;

/**
 * Global response norm: the length of each channel over the map, divided by the mean of all, weighs the channel; the
 * result, times a learned number and with another added, is added to the input.
 */
export const globalResponseNorm = defineBlock({
  id: 'global-response-norm',
  title: 'Global response norm',
  names: ['GRN'],
  summary:
    'Weighs each channel by its length over the map, compared with the mean of all, and adds the input.',
  reference: 'Woo et al., ConvNeXt V2, 2023, arXiv 2301.00808; timm layers/grn.py GlobalResponseNorm',
  family: 'norm',
  section: 'Attention',
  fields: {
    axis: choice({
      label: 'Channels',
      help: 'Where the channels stand: behind the batch, or on the last axis.',
      options: ['channels', 'last'],
      default: 'channels',
    }),
    epsilon: { ...epsilonField, help: 'Added to the mean of the lengths.', default: 1e-6 },
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ axis, epsilon }, [x], graph) => {
    requireMap('in', x!.shape);
    const { positions, channels, sizes } = layouts[axis];
    const own = sizes(sizeOf(x!.shape, Number(channels)));
    const squares = graph.add('square', product, {}, x!, x!);
    const length = graph.add(
      'length',
      squareRoot,
      {},
      graph.add('sum', reduceSum, { over: 'axes', axes: positions }, squares),
    );
    const mean = graph.add('mean', reduceMean, { over: 'axes', axes: [channels] }, length);
    const finite = graph.add('finite', sum, {}, mean, graph.add('least', constant, { values: [epsilon] }));
    const response = graph.add('response', quotient, {}, length, finite);
    const weighed = graph.add('weigh', product, {}, x!, response);
    const factors = graph.add('factors', parameter, { sizes: own });
    const shifts = graph.add('shifts', parameter, { sizes: own });
    const scaled = graph.add('shift', sum, {}, graph.add('scale', product, {}, weighed, factors), shifts);
    return [graph.add('add', sum, {}, x!, scaled)];
  },
  symbolicInputs: (_, free) => [[1n, free('C'), free('H'), free('W')]],
  examples: [
    {
      title: 'a map',
      inputs: [[2, 4, 3, 5]],
      outputs: [[2, 4, 3, 5]],
      params: 8n,
      macs: 0n,
    },
    {
      title: 'channels on the last axis',
      fields: { axis: 'last' },
      inputs: [[1, 3, 5, 4]],
      outputs: [[1, 3, 5, 4]],
      params: 8n,
      macs: 0n,
    },
  ],
});
