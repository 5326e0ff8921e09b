import { choice } from '../language/field.ts';
import type { OnnxContext } from '../language/onnx.ts';
import { py, torchModule } from '../language/torch.ts';
import { elementwise } from './activation.ts';
import type { Link } from './onnx-chain.ts';
import { scalar } from './onnx-chain.ts';

/**
 * The error function to 1e-15: its power series up to 3, the continued fraction of its complement beyond
 * (Abramowitz and Stegun 7.1.6 and 7.1.14).
 */
export function erf(x: number): number {
  const size = Math.abs(x);
  if (size > 6) return Math.sign(x);
  if (size > 3) {
    let fraction = 0;
    for (let n = 60; n > 0; n--) fraction = n / 2 / (size + fraction);
    return Math.sign(x) * (1 - Math.exp(-size * size) / (Math.sqrt(Math.PI) * (size + fraction)));
  }
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

/** sqrt(2/pi) and the weight of the cube in Hendrycks' and Gimpel's approximation of the distribution function. */
const slope = Math.sqrt(2 / Math.PI);
const cubic = 0.044715;

const forms = {
  exact: (x: number) => (x * (1 + erf(x / Math.SQRT2))) / 2,
  tanh: (x: number) => (x * (1 + Math.tanh(slope * (x + cubic * x ** 3)))) / 2,
} as const;

/** From the value to what is halved and weighs it: erf(x / sqrt(2)), or the tanh that comes near it. */
function bendOf(form: keyof typeof forms, io: OnnxContext): readonly Link[] {
  if (form === 'exact') {
    return [
      { op: 'Div', suffix: 'div', more: [scalar(io, 'root', Math.SQRT2)] },
      { op: 'Erf', suffix: 'erf' },
    ];
  }
  const x = io.inputs[0]!.name;
  return [
    { op: 'Mul', suffix: 'square', more: [x] },
    { op: 'Mul', suffix: 'cube', more: [x] },
    { op: 'Mul', suffix: 'cubic', more: [scalar(io, 'weight', cubic)] },
    { op: 'Add', suffix: 'sum', more: [x] },
    { op: 'Mul', suffix: 'slope', more: [scalar(io, 'root', slope)] },
    { op: 'Tanh', suffix: 'tanh' },
  ];
}

/** One node from opset 20 on, several before it. */
export const gelu = elementwise({
  torch: ({ form }) =>
    torchModule('nn.GELU', py.named('approximate', form === 'tanh' ? 'tanh' : 'none', 'none')),
  id: 'gelu',
  title: 'GELU',
  summary: 'Multiplies each value by the normal distribution function at it.',
  reference: 'Hendrycks and Gimpel, 2016, arXiv 1606.08415',
  operation: 'gelu',
  fields: {
    form: choice({
      label: 'Form',
      help: 'The exact one with erf, or the approximation with tanh.',
      options: ['exact', 'tanh'],
      default: 'exact',
    }),
  },
  of: ({ form }) => forms[form],
  links: ({ form }, io) =>
    io.opset >= 20
      ? [{ op: 'Gelu', suffix: 'gelu', attributes: { approximate: form === 'tanh' ? 'tanh' : 'none' } }]
      : [
          ...bendOf(form, io),
          { op: 'Add', suffix: 'add', more: [scalar(io, 'one', 1)] },
          { op: 'Mul', suffix: 'mul', more: [io.inputs[0]!.name] },
          { op: 'Mul', suffix: 'half', more: [scalar(io, 'half', 0.5)] },
        ],
});
