import type { WeightInit } from '../language/definition.ts';
import { defineOperator, onePort } from '../language/definition.ts';
import { choice, real } from '../language/field.ts';
import { py } from '../language/torch.ts';
import { integers } from './onnx-chain.ts';
import { sizesOfOne, storedSizes } from './stored-sizes.ts';

const fills = {
  zeros: () => 'zeros',
  ones: () => 'ones',
  normal: ({ std }) => ({ normal: std }),
  uniform: ({ limit }) => ({ uniform: limit }),
} as const satisfies Record<string, (options: { std: number; limit: number }) => WeightInit>;

/**
 * A learned tensor on its own, such as a class token, a table of positions or the weights of a fusion. Its batch is 1, so that
 * it is spread over all images where it is added or multiplied.
 */
export const parameter = defineOperator({
  id: 'parameter',
  title: 'Parameter',
  summary: 'Holds a learned tensor, the same for every image.',
  names: ['learned tensor', 'class token', 'position embedding', 'fusion weights'],
  family: 'tensor',
  operation: 'none',
  usualCall: () => 'operator',
  stored: true,
  fields: {
    sizes: storedSizes('Sizes without the batch; none for a single number.', [64, 1, 1]),
    init: choice({
      label: 'Filled with',
      help: 'What a fresh tensor holds.',
      options: ['zeros', 'ones', 'normal', 'uniform'],
      default: 'zeros',
    }),
    std: real({
      label: 'Deviation',
      help: 'Standard deviation where it is filled from a normal distribution.',
      min: 0,
      max: 1e6,
      default: 0.02,
    }),
    limit: real({
      label: 'Limit',
      help: 'Largest size of a value where it is filled from a uniform distribution.',
      min: 0,
      max: 1e6,
      default: 1,
    }),
  },
  inputs: () => [],
  outputs: onePort('out'),
  shape: ({ sizes }) => [sizesOfOne(sizes)],
  weights: ({ sizes, init, ...options }) => ({
    weight: { shape: sizes, part: 'tensor', init: fills[init](options), trainable: true },
  }),
  macs: () => 0n,
  evaluate: (_, __, { weight }, [shape]) => [{ shape: shape!, data: weight!.data }],
  torch: ({ sizes, init }) => ({
    kind: 'parameter',
    make: py.call(init === 'ones' ? 'torch.ones' : 'torch.zeros', 1n, ...sizes),
    run: py.self,
    state: ({ weight }) => [{ key: '', shape: [1, ...weight!], values: (weights) => weights.weight! }],
  }),
  onnx: (_, io) => [
    {
      op: 'Unsqueeze',
      inputs: [io.weight('weight'), integers(io, 'axes', [0])],
      outputs: [io.outputs[0]!.name],
    },
  ],
  symbolicInputs: () => [],
  examples: [
    { title: 'a factor per channel', inputs: [], outputs: [[1, 64, 1, 1]], params: 64n, macs: 0n },
    {
      title: 'positions of ViT-B/16 at 224 × 224',
      fields: { sizes: [197, 768], init: 'normal' },
      inputs: [],
      outputs: [[1, 197, 768]],
      params: 151_296n,
      macs: 0n,
    },
    {
      title: 'one number',
      fields: { sizes: [], init: 'ones' },
      inputs: [],
      outputs: [[1]],
      params: 1n,
      macs: 0n,
    },
    {
      title: 'relative positions of windows of 7 × 7 and 3 heads, filled evenly',
      fields: { sizes: [169, 3], init: 'uniform', limit: 0.5 },
      inputs: [],
      outputs: [[1, 169, 3]],
      params: 507n,
      macs: 0n,
    },
  ],
});
