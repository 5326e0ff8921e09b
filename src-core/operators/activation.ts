import type { Family, OperatorDefinition } from '../language/definition.ts';
import { defineOperator, onePort } from '../language/definition.ts';
import type { Fields, Values } from '../language/field.ts';
import { real, structural } from '../language/field.ts';
import type { OnnxContext } from '../language/onnx.ts';
import type { Operation } from '../language/operation.ts';
import { refuse } from '../language/refusal.ts';
import type { Shape } from '../language/shape.ts';
import { zeros } from '../language/tensor.ts';
import type { TorchForm } from '../language/torch.ts';
import { py, torchModule } from '../language/torch.ts';
import type { Link } from './onnx-chain.ts';
import { chain, scalar } from './onnx-chain.ts';

interface Elementwise<F extends Fields>
  extends Pick<OperatorDefinition<F>, 'id' | 'title' | 'summary' | 'names' | 'reference' | 'domain'> {
  /** Activations where it is left out. */
  readonly family?: Family;
  readonly operation: Operation;
  readonly fields: F;
  /** Refuses fields that do not go together. */
  check?(values: Values<F>): void;
  /** The function of one value. */
  of(values: Values<F>): (x: number) => number;
  links(values: Values<F>, io: OnnxContext): readonly Link[];
  /** How PyTorch writes it. */
  torch(values: Values<F>): TorchForm;
}

/** One function, such as an activation, applied to every value of a tensor of any rank. */
export function elementwise<const F extends Fields>(activation: Elementwise<F>): OperatorDefinition<F> {
  const { of, links, check, torch, ...described } = activation;
  return defineOperator<F>({
    family: 'act',
    ...described,
    inputs: onePort('in'),
    outputs: onePort('out'),
    shape: (v, [x]) => {
      check?.(v);
      return [x as Shape];
    },
    macs: () => 0n,
    evaluate: (v, [x]) => {
      const y = zeros(x!.shape);
      const f = of(v);
      for (let i = 0; i < y.data.length; i++) y.data[i] = f(x!.data[i]!);
      return [y];
    },
    onnx: (v, io) => chain(io, links(v, io)),
    torch: (v) => torch(v),
    symbolicInputs: (_, free) => [[1n, free('C'), free('H'), free('W')]],
    examples: [
      { title: 'on a map', inputs: [[1, 8, 4, 4]], outputs: [[1, 8, 4, 4]], params: 0n, macs: 0n },
      { title: 'on a vector', inputs: [[2, 10]], outputs: [[2, 10]], params: 0n, macs: 0n },
    ],
  });
}

/** Rectified linear unit: max(0, x). */
export const relu = elementwise({
  id: 'relu',
  title: 'ReLU',
  summary: 'Replaces negative values by zero.',
  operation: 'relu',
  fields: {},
  of: () => (x) => Math.max(0, x),
  links: () => [{ op: 'Relu', suffix: 'relu' }],
  torch: () => torchModule('nn.ReLU'),
});

export const relu6 = elementwise({
  id: 'relu6',
  title: 'ReLU6',
  summary: 'Limits values to the range from 0 to 6.',
  reference: 'Howard et al., MobileNets, 2017, arXiv 1704.04861',
  operation: 'relu6',
  fields: {},
  of: () => (x) => Math.min(Math.max(0, x), 6),
  links: (_, io) => [{ op: 'Clip', suffix: 'clip', more: [scalar(io, 'min', 0), scalar(io, 'max', 6)] }],
  torch: () => torchModule('nn.ReLU6'),
});

export const leakyRelu = elementwise({
  id: 'leaky-relu',
  title: 'LeakyReLU',
  summary: 'Keeps a small slope for negative values.',
  operation: 'leaky-relu',
  fields: {
    slope: structural({
      label: 'Slope',
      help: 'Slope for negative values, in hundredths.',
      unit: '%',
      min: 0,
      max: 100,
      default: 1,
    }),
  },
  of: ({ slope }) => {
    const below = slope / 100;
    return (x) => (x < 0 ? below * x : x);
  },
  links: ({ slope }) => [{ op: 'LeakyRelu', suffix: 'leaky', attributes: { alpha: { float: slope / 100 } } }],
  torch: ({ slope }) => torchModule('nn.LeakyReLU', py.named('negative_slope', slope / 100, 0.01)),
});

const sigmoidOf = (x: number): number => 1 / (1 + Math.exp(-x));

export const sigmoid = elementwise({
  id: 'sigmoid',
  title: 'Sigmoid',
  summary: 'Maps values to the range from 0 to 1.',
  operation: 'sigmoid',
  fields: {},
  of: () => sigmoidOf,
  links: () => [{ op: 'Sigmoid', suffix: 'sigmoid' }],
  torch: () => torchModule('nn.Sigmoid'),
});

export const silu = elementwise({
  id: 'silu',
  title: 'SiLU',
  summary: 'Multiplies each value by its own sigmoid.',
  names: ['swish'],
  reference: 'Elfwing et al., 2017, arXiv 1702.03118',
  operation: 'silu',
  fields: {},
  of: () => (x) => x * sigmoidOf(x),
  links: (_, io) => [
    { op: 'Sigmoid', suffix: 'sigmoid' },
    { op: 'Mul', suffix: 'mul', more: [io.inputs[0]!.name] },
  ],
  torch: () => torchModule('nn.SiLU'),
});

/** relu6(x + 3) / 6. */
const hardSigmoidOf = (x: number): number => Math.min(Math.max(0, x / 6 + 0.5), 1);
const hardSigmoidLink: Link = {
  op: 'HardSigmoid',
  suffix: 'sigmoid',
  attributes: { alpha: { float: 1 / 6 }, beta: { float: 0.5 } },
};

export const hardSigmoid = elementwise({
  id: 'hard-sigmoid',
  title: 'Hard sigmoid',
  summary: 'Approximates the sigmoid by three straight lines.',
  reference: 'Howard et al., Searching for MobileNetV3, 2019, arXiv 1905.02244',
  operation: 'hard-sigmoid',
  fields: {},
  of: () => hardSigmoidOf,
  links: () => [hardSigmoidLink],
  torch: () => torchModule('nn.Hardsigmoid'),
});

/** Two nodes: runtimes take ONNX's HardSwish apart under names of their own, which no measured time could be traced to. */
export const hardSwish = elementwise({
  id: 'hard-swish',
  title: 'Hard swish',
  summary: 'Multiplies each value by its own hard sigmoid.',
  reference: 'Howard et al., Searching for MobileNetV3, 2019, arXiv 1905.02244',
  operation: 'hard-swish',
  fields: {},
  of: () => (x) => x * hardSigmoidOf(x),
  links: (_, io) => [hardSigmoidLink, { op: 'Mul', suffix: 'mul', more: [io.inputs[0]!.name] }],
  torch: () => torchModule('nn.Hardswish'),
});

export const tanh = elementwise({
  id: 'tanh',
  title: 'Tanh',
  summary: 'Maps values to the range from -1 to 1.',
  operation: 'tanh',
  fields: {},
  of: () => Math.tanh,
  links: () => [{ op: 'Tanh', suffix: 'tanh' }],
  torch: () => torchModule('nn.Tanh'),
});

const bound = (label: string, help: string, value: number) =>
  real({ label, help, min: -1e6, max: 1e6, default: value });

export const hardTanh = elementwise({
  id: 'hard-tanh',
  title: 'Hard tanh',
  summary: 'Limits values to a range, from -1 to 1 by default.',
  names: ['clip', 'clamp'],
  operation: 'hard-tanh',
  fields: {
    from: bound('From', 'The least value that is kept.', -1),
    to: bound('To', 'The largest value that is kept.', 1),
  },
  check: ({ from, to }) => {
    if (from > to) refuse('field/out-of-range', { field: 'from' }, { min: -1e6, max: to, value: from });
  },
  of:
    ({ from, to }) =>
    (x) =>
      Math.min(Math.max(from, x), to),
  links: ({ from, to }, io) => [
    { op: 'Clip', suffix: 'clip', more: [scalar(io, 'min', from), scalar(io, 'max', to)] },
  ],
  torch: ({ from, to }) =>
    torchModule('nn.Hardtanh', py.named('min_val', from, -1), py.named('max_val', to, 1)),
});
