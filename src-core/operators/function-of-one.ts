import { real } from '../language/field.ts';
import { py, torchExpression } from '../language/torch.ts';
import { elementwise } from './activation.ts';
import { scalar } from './onnx-chain.ts';

/** Elementary functions of each value on its own: what arithmetic needs besides sums and products. */

export const exponential = elementwise({
  id: 'exp',
  title: 'Exponential',
  summary: 'Raises e to each value.',
  family: 'math',
  operation: 'exp',
  fields: {},
  of: () => Math.exp,
  links: () => [{ op: 'Exp', suffix: 'exp' }],
  torch: () => torchExpression(py.call('torch.exp', py.input())),
});

export const logarithm = elementwise({
  id: 'log',
  title: 'Logarithm',
  summary: 'Takes the natural logarithm of each value, which has to be positive.',
  names: ['ln'],
  family: 'math',
  operation: 'log',
  domain: 'positive',
  fields: {},
  of: () => Math.log,
  links: () => [{ op: 'Log', suffix: 'log' }],
  torch: () => torchExpression(py.call('torch.log', py.input())),
});

export const squareRoot = elementwise({
  id: 'sqrt',
  title: 'Square root',
  summary: 'Takes the root of each value, which has to be positive.',
  family: 'math',
  operation: 'sqrt',
  domain: 'positive',
  fields: {},
  of: () => Math.sqrt,
  links: () => [{ op: 'Sqrt', suffix: 'sqrt' }],
  torch: () => torchExpression(py.call('torch.sqrt', py.input())),
});

/** Of a negative value only whole powers are defined. */
export const power = elementwise({
  id: 'pow',
  title: 'Power',
  summary: 'Raises each value to a fixed power.',
  names: ['square', 'exponent', 'reciprocal', 'rsqrt'],
  family: 'math',
  operation: 'pow',
  domain: 'positive',
  fields: {
    exponent: real({ label: 'Exponent', help: 'The power.', min: -64, max: 64, default: 2 }),
  },
  of:
    ({ exponent }) =>
    (x) =>
      x ** Math.fround(exponent),
  links: ({ exponent }, io) => [{ op: 'Pow', suffix: 'pow', more: [scalar(io, 'exponent', exponent)] }],
  torch: ({ exponent }) => torchExpression(py.call('torch.pow', py.input(), exponent)),
});

export const absolute = elementwise({
  id: 'abs',
  title: 'Absolute',
  summary: 'Drops the sign of each value.',
  names: ['magnitude'],
  family: 'math',
  operation: 'abs',
  fields: {},
  of: () => Math.abs,
  links: () => [{ op: 'Abs', suffix: 'abs' }],
  torch: () => torchExpression(py.call('torch.abs', py.input())),
});

export const negative = elementwise({
  id: 'neg',
  title: 'Negative',
  summary: 'Turns the sign of each value.',
  names: ['minus', 'negate'],
  family: 'math',
  operation: 'neg',
  fields: {},
  of: () => (x) => -x,
  links: () => [{ op: 'Neg', suffix: 'neg' }],
  torch: () => torchExpression(py.negative(py.input())),
});
