import { choice, dimension, structural, toggle } from '../language/field.ts';
import { activations, norms } from './conv-unit.ts';

/** Fields shared by the blocks that cut s*w channels into s groups of w. */
export const groupWidth = (width: number) =>
  dimension({
    label: 'Width w',
    help: 'Channels of each group.',
    symbol: 'w',
    unit: 'ch',
    min: 1,
    max: 65_536,
    default: width,
  });

export const groupCount = (count: number) =>
  structural({
    label: 'Groups s',
    help: 'How many groups the channels are cut into.',
    unit: 'groups',
    min: 1,
    max: 64,
    default: count,
  });

export const groupKernel = dimension({
  label: 'Kernel k',
  help: 'Side length of every filter; odd, so that padding keeps the size.',
  symbol: 'k',
  unit: 'px',
  odd: true,
  min: 1,
  max: 31,
  default: 3,
});

export const unitFields = {
  bias: toggle({
    label: 'Bias',
    help: 'Adds one learned number per filter; off when a norm follows.',
    default: false,
  }),
  norm: choice({ label: 'Norm', help: 'What follows each convolution.', options: norms, default: 'batch' }),
  activation: choice({
    label: 'Activation',
    help: 'What follows each norm.',
    options: activations,
    default: 'relu',
  }),
} as const;

/** The staircase shared by blocks whose groups feed one another: a row a group, a column a step. */
export const groupNames = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `group${index + 1}`);

/** Groups inside each convolution of a split block, as in Res2NeXt. */
export const cardinality = structural({
  label: 'Cardinality',
  help: 'Independent parts of each convolution; w counts the channels of all of them.',
  min: 1,
  max: 4_096,
  default: 1,
});
