import { mul } from '../algebra/expression.ts';
import { requireVector } from '../language/checks.ts';
import { defineOperator, onePort } from '../language/definition.ts';
import { elements } from '../language/facts.ts';
import { dimension, toggle } from '../language/field.ts';
import type { Shape } from '../language/shape.ts';
import { sizeOf } from '../language/shape.ts';
import { zeros } from '../language/tensor.ts';
import { py, torchModule } from '../language/torch.ts';
import { chain } from './onnx-chain.ts';

const features = (shape: Shape) => sizeOf(shape, shape.length - 1);

/** Fully connected layer: y = x A^T + b for every vector along the last axis. */
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
    // Off, a map that nobody flattened is a problem to be told of, not a layer on its columns.
    lastAxis: toggle({
      label: 'Last axis',
      help: 'Takes tensors of any rank and works along their last axis, as after a permute.',
      default: false,
    }),
  },
  adapts: (channels) => ({ title: 'linear layer', fields: { outFeatures: channels } }),
  inputs: onePort('in'),
  outputs: onePort('out'),
  shape: (v, [x]) => {
    const shape = x as Shape;
    if (!v.lastAxis) requireVector('in', shape);
    return [[...shape.slice(0, -1), v.outFeatures]];
  },
  weights: (v, [x]) => ({
    weight: {
      shape: [v.outFeatures, features(x as Shape)],
      part: 'linear',
      init: 'kaiming',
      trainable: true,
    },
    ...(v.bias && { bias: { shape: [v.outFeatures], part: 'bias', init: 'zeros', trainable: true } }),
  }),
  macs: (v, [x]) => mul(elements(x as Shape), v.outFeatures),
  evaluate: (v, [x], { weight, bias }, [shape]) => {
    const y = zeros(shape!);
    const columns = x!.shape.at(-1)!;
    const rows = Number(v.outFeatures);
    for (let i = 0; i < y.data.length; i++) {
      const row = i % rows;
      const first = Math.floor(i / rows) * columns;
      let sum = bias?.data[row] ?? 0;
      for (let q = 0; q < columns; q++) sum += x!.data[first + q]! * weight!.data[row * columns + q]!;
      y.data[i] = sum;
    }
    return [y];
  },
  scaledChannels: (v, [, columns]) =>
    v.lastAxis ? null : { values: { ...v, bias: true }, channelOf: (place) => Math.floor(place / columns!) },
  torch: (v, { inputs: [x] }) =>
    torchModule('nn.Linear', features(x as Shape), v.outFeatures, py.named('bias', v.bias, true)),
  onnx: (v, io) => {
    if (io.inputs[0]!.shape.length === 2) {
      const more = [io.weight('weight'), ...(v.bias ? [io.weight('bias')] : [])];
      return chain(io, [{ op: 'Gemm', suffix: 'gemm', more, attributes: { transB: 1n } }]);
    }
    const upright = io.inner('weight-upright');
    const ahead = {
      op: 'Transpose',
      suffix: 'weight-upright',
      inputs: [io.weight('weight')],
      outputs: [upright],
      attributes: { perm: [1n, 0n] },
    };
    const product = { op: 'MatMul', suffix: 'matmul', more: [upright] };
    const shift = { op: 'Add', suffix: 'add', more: v.bias ? [io.weight('bias')] : [] };
    return chain(io, v.bias ? [product, shift] : [product], [ahead]);
  },
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
    {
      title: 'on every position, channels last',
      fields: { outFeatures: 6, lastAxis: true },
      inputs: [[2, 3, 4, 5]],
      outputs: [[2, 3, 4, 6]],
      params: 36n,
      macs: 720n,
    },
  ],
});
