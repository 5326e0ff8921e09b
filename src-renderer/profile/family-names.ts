import type { Family } from '../../src-core/language/definition.ts';
import type { PlainText } from '../locale/translate.ts';

/** What the operators of a family do, as the heading of their time. */
export const familyNames: Readonly<Record<Family, PlainText>> = {
  io: 'Input and output',
  conv: 'Convolution',
  norm: 'Normalization',
  act: 'Activation',
  pool: 'Pooling',
  tensor: 'Split, concat, shape',
  math: 'Arithmetic',
  linear: 'Linear',
  block: 'Blocks',
};
