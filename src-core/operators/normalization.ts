import { defineOperator, onePort } from '../language/definition.ts';
import { toggle } from '../language/field.ts';
import { refuse } from '../language/refusal.ts';
import type { Shape } from '../language/shape.ts';
import { C, shapeText, sizeOf } from '../language/shape.ts';
import { elementCount, zeros } from '../language/tensor.ts';
import { py, torchModule } from '../language/torch.ts';
import { affineField, affineInputs, affineWeights } from './affine.ts';
import { epsilonField } from './epsilon.ts';
import { momentumField } from './momentum.ts';
import { frozenBatchNorm, frozenPlainNorm } from './torch/norm-code.ts';
import { ownState } from './torch/own-state.ts';

/** Batch normalization in inference form: running mean and variance are buffers, scale and shift are trained. */
export const batchNorm = defineOperator({
  id: 'batch-norm',
  title: 'Batch norm',
  summary: 'Scales and shifts each channel by learned numbers after removing its running mean and variance.',
  reference: 'Ioffe and Szegedy, 2015, arXiv 1502.03167',
  family: 'norm',
  needsSingle: () => true,
  operation: 'batch-norm',
  fields: {
    frozen: toggle({
      label: 'Frozen',
      help: 'Scale and shift are not trained either, so they count as buffers, as in detectors.',
      default: false,
    }),
    affine: affineField,
    epsilon: epsilonField,
    momentum: momentumField,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  shape: (_, [x]) => {
    const shape = x as Shape;
    if (shape.length < 2 || shape.length > 4) {
      refuse(
        'shape/rank',
        { port: 'in' },
        { expected: 'feature map, sequence or vector', got: shapeText(shape, { batch: true }) },
      );
    }
    return [shape];
  },
  weights: ({ frozen, affine }, [x]) => {
    const shape = [sizeOf(x as Shape, C)];
    const { weight, bias } = affineWeights(shape);
    const learned = affine && {
      weight: { ...weight!, trainable: !frozen },
      bias: { ...bias!, trainable: !frozen },
    };
    return {
      ...learned,
      running_mean: { shape, part: 'norm', init: 'zeros', trainable: false },
      running_var: { shape, part: 'norm', init: 'ones', trainable: false },
    };
  },
  macs: () => 0n,
  evaluate: ({ epsilon }, [x], { weight, bias, running_mean, running_var }) => {
    const [n, c] = x!.shape as [number, number];
    const y = zeros(x!.shape);
    const area = elementCount(x!.shape.slice(2));
    for (let b = 0; b < n; b++) {
      for (let q = 0; q < c; q++) {
        const scale = (weight?.data[q] ?? 1) / Math.sqrt(running_var!.data[q]! + epsilon);
        const shift = (bias?.data[q] ?? 0) - running_mean!.data[q]! * scale;
        const start = (b * c + q) * area;
        for (let i = start; i < start + area; i++) y.data[i] = x!.data[i]! * scale + shift;
      }
    }
    return [y];
  },
  channelScale: ({ epsilon }, { weight, bias, running_mean, running_var }) => {
    const scale = Float64Array.from(
      running_var!,
      (variance, q) => (weight?.[q] ?? 1) / Math.sqrt(variance + epsilon),
    );
    const shift = scale.map((factor, q) => (bias?.[q] ?? 0) - running_mean![q]! * factor);
    return { scale, shift };
  },
  torch: ({ frozen, affine, epsilon, momentum }, { inputs: [x] }) => {
    const map = x as Shape;
    const channels = sizeOf(map, C);
    const eps = py.named('eps', epsilon, 1e-5);
    if (frozen) {
      const code = affine ? frozenBatchNorm : frozenPlainNorm;
      return { ...torchModule(code.name, channels, eps), code: [code] };
    }
    const more = [eps, py.named('momentum', momentum, 0.1), py.named('affine', affine, true)];
    return {
      ...torchModule(map.length === 4 ? 'nn.BatchNorm2d' : 'nn.BatchNorm1d', channels, ...more),
      state: (shapes) => [...ownState(shapes), { key: 'num_batches_tracked', shape: [] }],
    };
  },
  // ONNX weighs the old mean, PyTorch the new one.
  onnx: ({ affine, epsilon, momentum }, io) => [
    {
      op: 'BatchNormalization',
      inputs: [
        io.inputs[0]!.name,
        ...affineInputs(io, affine, io.inputs[0]!.shape[C]!),
        io.weight('running_mean'),
        io.weight('running_var'),
      ],
      outputs: [io.outputs[0]!.name],
      attributes: { epsilon: { float: epsilon }, momentum: { float: 1 - momentum } },
    },
  ],
  symbolicInputs: (_, free) => [[1n, free('C'), free('H'), free('W')]],
  examples: [
    { title: '64 channels', inputs: [[2, 64, 7, 5]], outputs: [[2, 64, 7, 5]], params: 128n, macs: 0n },
    {
      title: 'frozen: nothing is trained',
      fields: { frozen: true },
      inputs: [[1, 16, 4, 4]],
      outputs: [[1, 16, 4, 4]],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'without learned numbers',
      fields: { affine: false, momentum: 0.01 },
      inputs: [[2, 6, 3, 4]],
      outputs: [[2, 6, 3, 4]],
      params: 0n,
      macs: 0n,
    },
    { title: 'on a sequence', inputs: [[2, 5, 9]], outputs: [[2, 5, 9]], params: 10n, macs: 0n },
    {
      title: 'on a vector, a larger epsilon',
      fields: { epsilon: '1e-3' },
      inputs: [[3, 12]],
      outputs: [[3, 12]],
      params: 24n,
      macs: 0n,
    },
  ],
});
