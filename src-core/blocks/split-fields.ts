import { dimension, structural, toggle } from '../language/field.ts';
import { activationField, normField } from './conv-unit.ts';

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

/** Step between the taps of each k × k filter; 1 is an ordinary convolution. */
export const groupDilation = structural({
  label: 'Dilation',
  help: 'Step between the taps of each filter; 1 is an ordinary convolution.',
  unit: 'px',
  min: 1,
  max: 64,
  default: 1,
});

export const unitFields = {
  bias: toggle({
    label: 'Bias',
    help: 'Adds one learned number per filter; off when a norm follows.',
    default: false,
  }),
  norm: normField,
  activation: activationField,
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
