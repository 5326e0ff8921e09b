import { mul } from '../algebra/expression.ts';
import { requireVector } from '../language/checks.ts';
import { defineOperator, onePort } from '../language/definition.ts';
import { dimension, toggle } from '../language/field.ts';
import type { Shape } from '../language/shape.ts';
import { C, N, sizeOf } from '../language/shape.ts';
import { zeros } from '../language/tensor.ts';

/** Fully connected layer on vectors: y = x A^T + b. */
export const linear = defineOperator({
  id: 'linear',
  title: 'Linear',
  summary: 'Multiplies the features by a learned matrix.',
  family: 'linear',
  operation: 'linear',
  fields: {
    outFeatures: dimension({
      label: 'Output features',
      help: 'Rows of the matrix.',
      symbol: 'F_out',
      min: 1,
      max: 1_048_576,
      default: 1000,
    }),
    bias: toggle({ label: 'Bias', help: 'Adds one learned number per output.', default: true }),
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  shape: (v, [x]) => {
    requireVector('in', x as Shape);
    return [[sizeOf(x as Shape, N), v.outFeatures]];
  },
  weights: (v, [x]) => ({
    weight: {
      shape: [v.outFeatures, sizeOf(x as Shape, C)],
      part: 'linear',
      init: 'kaiming',
      trainable: true,
    },
    ...(v.bias && { bias: { shape: [v.outFeatures], part: 'bias', init: 'zeros', trainable: true } }),
  }),
  macs: (v, [x]) => mul(sizeOf(x as Shape, N), sizeOf(x as Shape, C), v.outFeatures),
  evaluate: (v, [x], { weight, bias }) => {
    const [n, features] = x!.shape as [number, number];
    const rows = Number(v.outFeatures);
    const y = zeros([n, rows]);
    for (let b = 0; b < n; b++) {
      for (let o = 0; o < rows; o++) {
        let sum = bias?.data[o] ?? 0;
        for (let i = 0; i < features; i++)
          sum += x!.data[b * features + i]! * weight!.data[o * features + i]!;
        y.data[b * rows + o] = sum;
      }
    }
    return [y];
  },
  onnx: (v, io) => [
    {
      op: 'Gemm',
      inputs: [io.inputs[0]!.name, io.weight('weight'), ...(v.bias ? [io.weight('bias')] : [])],
      outputs: [io.outputs[0]!.name],
      attributes: { transB: 1n },
    },
  ],
  symbolicInputs: (_, free) => [[1n, free('F_in')]],
  examples: [
    {
      title: 'ImageNet classifier',
      inputs: [[1, 2048]],
      outputs: [[1, 1000]],
      params: 2_049_000n,
      macs: 2_048_000n,
    },
    {
      title: 'without bias, batch of 3',
      fields: { outFeatures: 10, bias: false },
      inputs: [[3, 20]],
      outputs: [[3, 10]],
      params: 200n,
      macs: 600n,
    },
  ],
});
