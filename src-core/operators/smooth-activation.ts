import { real } from '../language/field.ts';
import { py, torchModule } from '../language/torch.ts';
import { elementwise } from './activation.ts';
import { scalar } from './onnx-chain.ts';

const alphaField = real({
  label: 'Alpha',
  help: 'What negative values tend to, without its sign.',
  min: 0.01,
  max: 100,
  default: 1,
});

const eluOf = (x: number, alpha: number): number => (x > 0 ? x : alpha * Math.expm1(x));

export const elu = elementwise({
  id: 'elu',
  title: 'ELU',
  summary: 'Bends negative values towards a limit by an exponential.',
  reference: 'Clevert et al., 2015, arXiv 1511.07289',
  operation: 'elu',
  fields: { alpha: alphaField },
  of:
    ({ alpha }) =>
    (x) =>
      eluOf(x, alpha),
  links: ({ alpha }) => [{ op: 'Elu', suffix: 'elu', attributes: { alpha: { float: alpha } } }],
  torch: ({ alpha }) => torchModule('nn.ELU', py.named('alpha', alpha, 1)),
});

const seluAlpha = 1.6732632423543772;
const seluScale = 1.0507009873554805;

export const selu = elementwise({
  id: 'selu',
  title: 'SELU',
  summary: 'An ELU whose two constants keep mean 0 and variance 1 from layer to layer.',
  names: ['self-normalizing'],
  reference: 'Klambauer et al., 2017, arXiv 1706.02515',
  operation: 'selu',
  fields: {},
  of: () => (x) => seluScale * eluOf(x, seluAlpha),
  links: () => [
    {
      op: 'Selu',
      suffix: 'selu',
      attributes: { alpha: { float: seluAlpha }, gamma: { float: seluScale } },
    },
  ],
  torch: () => torchModule('nn.SELU'),
});

/** alpha * ELU(x / alpha). ONNX's own Celu is taken apart by runtimes under names that no measured time could be traced to. */
export const celu = elementwise({
  id: 'celu',
  title: 'CELU',
  summary: 'An ELU that stays smooth at zero whatever its limit.',
  reference: 'Barron, 2017, arXiv 1704.07483',
  operation: 'celu',
  fields: { alpha: alphaField },
  of:
    ({ alpha }) =>
    (x) =>
      alpha * eluOf(x / alpha, 1),
  links: ({ alpha }, io) => {
    const limit = scalar(io, 'alpha', alpha);
    return [
      { op: 'Div', suffix: 'div', more: [limit] },
      { op: 'Elu', suffix: 'elu' },
      { op: 'Mul', suffix: 'mul', more: [limit] },
    ];
  },
  torch: ({ alpha }) => torchModule('nn.CELU', py.named('alpha', alpha, 1)),
});

/** log(1 + e^x), without an exponential of a large number. */
const softplusOf = (x: number): number => Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x)));

export const softplus = elementwise({
  id: 'softplus',
  title: 'Softplus',
  summary: 'A smooth ReLU: the logarithm of 1 plus the exponential.',
  reference: 'Dugas et al., 2000; torch.nn.Softplus',
  operation: 'softplus',
  fields: {
    beta: real({ label: 'Beta', help: 'The larger, the closer to a ReLU.', min: 0.01, max: 100, default: 1 }),
  },
  of:
    ({ beta }) =>
    (x) =>
      softplusOf(beta * x) / beta,
  links: ({ beta }, io) => {
    const factor = scalar(io, 'beta', beta);
    return [
      { op: 'Mul', suffix: 'mul', more: [factor] },
      { op: 'Softplus', suffix: 'softplus' },
      { op: 'Div', suffix: 'div', more: [factor] },
    ];
  },
  torch: ({ beta }) => torchModule('nn.Softplus', py.named('beta', beta, 1)),
});

export const softsign = elementwise({
  id: 'softsign',
  title: 'Softsign',
  summary: 'Maps values to the range from -1 to 1 by x / (1 + |x|).',
  operation: 'softsign',
  fields: {},
  of: () => (x) => x / (1 + Math.abs(x)),
  links: () => [{ op: 'Softsign', suffix: 'softsign' }],
  torch: () => torchModule('nn.Softsign'),
});

/** One node from opset 18 on, three before it. */
export const mish = elementwise({
  id: 'mish',
  title: 'Mish',
  summary: 'Multiplies each value by the tanh of its softplus.',
  reference: 'Misra, 2019, arXiv 1908.08681',
  operation: 'mish',
  fields: {},
  of: () => (x) => x * Math.tanh(softplusOf(x)),
  links: (_, io) =>
    io.opset >= 18
      ? [{ op: 'Mish', suffix: 'mish' }]
      : [
          { op: 'Softplus', suffix: 'softplus' },
          { op: 'Tanh', suffix: 'tanh' },
          { op: 'Mul', suffix: 'mul', more: [io.inputs[0]!.name] },
        ],
  torch: () => torchModule('nn.Mish'),
});
