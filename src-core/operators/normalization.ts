import { channelsOf, requireMap } from '../language/checks.ts';
import { defineOperator, onePort } from '../language/definition.ts';
import type { Shape } from '../language/shape.ts';
import { zeros } from '../language/tensor.ts';

/** Added to the variance, as in PyTorch. */
const epsilon = 1e-5;

/** Batch normalization in inference form: running mean and variance are buffers, scale and shift are trained. */
export const batchNorm = defineOperator({
  id: 'batch-norm',
  title: 'Batch norm',
  summary: 'Scales and shifts each channel by learned numbers after removing its running mean and variance.',
  reference: 'Ioffe and Szegedy, 2015, arXiv 1502.03167',
  family: 'norm',
  operation: 'batch-norm',
  fields: {},
  inputs: onePort('in'),
  outputs: onePort('out'),
  shape: (_, [x]) => {
    requireMap('in', x as Shape);
    return [x as Shape];
  },
  weights: (_, [x]) => {
    const shape = [channelsOf(x as Shape)];
    return {
      weight: { shape, part: 'norm', init: 'ones', trainable: true },
      bias: { shape, part: 'norm', init: 'zeros', trainable: true },
      running_mean: { shape, part: 'norm', init: 'zeros', trainable: false },
      running_var: { shape, part: 'norm', init: 'ones', trainable: false },
    };
  },
  macs: () => 0n,
  evaluate: (_, [x], { weight, bias, running_mean, running_var }) => {
    const [n, c, h, w] = x!.shape as [number, number, number, number];
    const y = zeros(x!.shape);
    const area = h * w;
    for (let b = 0; b < n; b++) {
      for (let q = 0; q < c; q++) {
        const scale = weight!.data[q]! / Math.sqrt(running_var!.data[q]! + epsilon);
        const shift = bias!.data[q]! - running_mean!.data[q]! * scale;
        const start = (b * c + q) * area;
        for (let i = start; i < start + area; i++) y.data[i] = x!.data[i]! * scale + shift;
      }
    }
    return [y];
  },
  onnx: (_, io) => [
    {
      op: 'BatchNormalization',
      inputs: [
        io.inputs[0]!.name,
        io.weight('weight'),
        io.weight('bias'),
        io.weight('running_mean'),
        io.weight('running_var'),
      ],
      outputs: [io.outputs[0]!.name],
      attributes: { epsilon: { float: epsilon } },
    },
  ],
  symbolicInputs: (_, free) => [[1n, free('C'), free('H'), free('W')]],
  examples: [
    { title: '64 channels', inputs: [[2, 64, 7, 5]], outputs: [[2, 64, 7, 5]], params: 128n, macs: 0n },
  ],
});
