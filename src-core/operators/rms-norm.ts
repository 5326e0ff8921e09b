import { requireMap } from '../language/checks.ts';
import type { Weights } from '../language/definition.ts';
import { defineOperator, onePort } from '../language/definition.ts';
import type { OnnxContext, OnnxNode } from '../language/onnx.ts';
import type { Shape } from '../language/shape.ts';
import { C, H, sizeOf, W } from '../language/shape.ts';
import type { Tensor } from '../language/tensor.ts';
import { elementCount, zeros } from '../language/tensor.ts';
import { py, torchModule } from '../language/torch.ts';
import { affineField, affineWeights, placesFrom } from './affine.ts';
import { epsilonField } from './epsilon.ts';
import type { Link } from './onnx-chain.ts';
import { chain, overChannels, reducing, scalar } from './onnx-chain.ts';
import { setAxis, setAxisField } from './set-axis.ts';
import { filterResponseNormCode, rmsNormCode } from './torch/norm-code.ts';

const epsilon = {
  ...epsilonField,
  help: 'Added to the mean square before the root is taken.',
  default: 1e-6,
};

/** Divides the values at some places by the root of their mean square. */
function divideSet(x: Tensor, y: Tensor, places: readonly number[], least: number): void {
  const squares = places.reduce((sum, place) => sum + x.data[place]! ** 2, 0);
  const factor = 1 / Math.sqrt(squares / places.length + least);
  for (const place of places) y.data[place] = x.data[place]! * factor;
}

/** Scales and shifts each value by the numbers of the channel, or entry of the last axis, that it stands in. */
function learned(y: Tensor, axis: number, { weight, bias }: Readonly<Record<string, Tensor>>): Tensor {
  const step = elementCount(y.shape.slice(axis + 1));
  for (let i = 0; i < y.data.length; i++) {
    const at = Math.floor(i / step) % y.shape[axis]!;
    y.data[i] = y.data[i]! * (weight?.data[at] ?? 1) + (bias?.data[at] ?? 0);
  }
  return y;
}

/** Nodes that bring the input to a mean square of 1 over the axes, then pass through `after`. */
function nodes(
  io: OnnxContext,
  axes: readonly number[],
  least: number,
  after: readonly Link[],
  ahead: readonly OnnxNode[],
): readonly OnnxNode[] {
  const x = io.inputs[0]!.name;
  const [square, mean, sum, root] = ['square', 'mean', 'sum', 'root'].map((suffix) => io.inner(suffix));
  const { more, attributes } = reducing(io, 'ReduceMean', axes, { keep: true, name: 'axes' });
  const divisor: OnnxNode[] = [
    { op: 'Mul', suffix: 'square', inputs: [x, x], outputs: [square!] },
    {
      op: 'ReduceMean',
      suffix: 'mean',
      inputs: [square!, ...more],
      outputs: [mean!],
      attributes,
    },
    { op: 'Add', suffix: 'sum', inputs: [mean!, scalar(io, 'epsilon', least)], outputs: [sum!] },
    { op: 'Sqrt', suffix: 'root', inputs: [sum!], outputs: [root!] },
  ];
  return chain(io, [{ op: 'Div', suffix: 'div', more: [root!] }, ...after], [...divisor, ...ahead]);
}

/** A layer norm without its mean: one learned factor for each channel, or each entry of the last axis. */
export const rmsNorm = defineOperator({
  id: 'rms-norm',
  title: 'RMS norm',
  summary: 'Divides the channels of each position by the root of their mean square.',
  names: ['root mean square', 'rmsnorm'],
  reference: 'Zhang and Sennrich, 2019, arXiv 1910.07467',
  family: 'norm',
  needsSingle: () => true,
  operation: 'rms-norm',
  fields: {
    axis: setAxisField(
      'The values that are brought to one scale: the channels of a position, or those along the last axis.',
    ),
    affine: { ...affineField, help: 'Scales each channel by a learned number afterwards.' },
    epsilon,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  shape: (_, [x]) => [x as Shape],
  weights: ({ axis, affine }, [x]): Weights => {
    if (!affine) return {};
    const { weight } = affineWeights([sizeOf(x as Shape, setAxis(axis, (x as Shape).length))]);
    return { weight: weight! };
  },
  macs: () => 0n,
  evaluate: (v, [x], weights) => {
    const y = zeros(x!.shape);
    const axis = setAxis(v.axis, x!.shape.length);
    const size = x!.shape[axis]!;
    const step = elementCount(x!.shape.slice(axis + 1));
    for (let first = 0; first < y.data.length; first++) {
      if (Math.floor(first / step) % size === 0) divideSet(x!, y, placesFrom(first, size, step), v.epsilon);
    }
    return [learned(y, axis, weights)];
  },
  torch: ({ axis, affine, epsilon: eps }, { inputs: [x] }) => ({
    ...torchModule(
      rmsNormCode.name,
      sizeOf(x as Shape, setAxis(axis, (x as Shape).length)),
      py.named('dim', axis === 'channels' ? 1 : -1, -1),
      py.named('eps', eps, 1e-6),
      py.named('affine', affine, true),
    ),
    code: [rmsNormCode],
  }),
  onnx: (v, io) => {
    const axis = setAxis(v.axis, io.inputs[0]!.shape.length);
    if (!v.affine) return nodes(io, [axis], v.epsilon, [], []);
    const factor = axis === C ? overChannels(io, 'weight') : { name: io.weight('weight'), nodes: [] };
    return nodes(io, [axis], v.epsilon, [{ op: 'Mul', suffix: 'scale', more: [factor.name] }], factor.nodes);
  },
  symbolicInputs: (_, free) => [[1n, free('C'), free('H'), free('W')]],
  examples: [
    { title: 'channels of a map', inputs: [[2, 6, 3, 5]], outputs: [[2, 6, 3, 5]], params: 6n, macs: 0n },
    {
      title: 'tokens of a sequence',
      fields: { axis: 'last', epsilon: '1e-5' },
      inputs: [[2, 4, 10]],
      outputs: [[2, 4, 10]],
      params: 10n,
      macs: 0n,
    },
    {
      title: 'without learned numbers',
      fields: { affine: false },
      inputs: [[2, 12]],
      outputs: [[2, 12]],
      params: 0n,
      macs: 0n,
    },
  ],
});

/** The norm of a filter response normalization layer; its thresholded unit is the maximum with a parameter. */
export const filterResponseNorm = defineOperator({
  id: 'filter-response-norm',
  title: 'Filter response norm',
  summary: 'Divides each channel of an image by the root of its mean square.',
  names: ['frn'],
  reference: 'Singh and Krishnan, 2019, arXiv 1911.09737',
  family: 'norm',
  needsSingle: () => true,
  operation: 'filter-response-norm',
  fields: { affine: affineField, epsilon },
  inputs: onePort('in'),
  outputs: onePort('out'),
  shape: (_, [x]) => {
    requireMap('in', x as Shape);
    return [x as Shape];
  },
  weights: ({ affine }, [x]) => (affine ? affineWeights([sizeOf(x as Shape, C)]) : {}),
  macs: () => 0n,
  evaluate: (v, [x], weights) => {
    const y = zeros(x!.shape);
    const area = x!.shape[H]! * x!.shape[W]!;
    for (let first = 0; first < y.data.length; first += area)
      divideSet(x!, y, placesFrom(first, area), v.epsilon);
    return [learned(y, C, weights)];
  },
  torch: ({ affine, epsilon: eps }, { inputs: [x] }) => ({
    ...torchModule(
      filterResponseNormCode.name,
      sizeOf(x as Shape, C),
      py.named('eps', eps, 1e-6),
      py.named('affine', affine, true),
    ),
    code: [filterResponseNormCode],
  }),
  onnx: (v, io) => {
    if (!v.affine) return nodes(io, [H, W], v.epsilon, [], []);
    const [factor, shift] = [overChannels(io, 'weight'), overChannels(io, 'bias')];
    const after = [
      { op: 'Mul', suffix: 'scale', more: [factor.name] },
      { op: 'Add', suffix: 'shift', more: [shift.name] },
    ];
    return nodes(io, [H, W], v.epsilon, after, [...factor.nodes, ...shift.nodes]);
  },
  symbolicInputs: (_, free) => [[1n, free('C'), free('H'), free('W')]],
  examples: [
    { title: 'as printed', inputs: [[2, 6, 5, 4]], outputs: [[2, 6, 5, 4]], params: 12n, macs: 0n },
    {
      title: 'without learned numbers',
      fields: { affine: false },
      inputs: [[1, 4, 3, 3]],
      outputs: [[1, 4, 3, 3]],
      params: 0n,
      macs: 0n,
    },
  ],
});
