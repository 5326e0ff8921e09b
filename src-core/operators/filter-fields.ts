import { dimension, structural, toggle } from '../language/field.ts';

/** What a bank of learned filters has, whichever way it slides. */
export const filterFields = {
  outChannels: dimension({
    label: 'Output channels',
    help: 'Number of filters.',
    symbol: 'C_out',
    unit: 'ch',
    min: 1,
    max: 1_048_576,
    default: 64,
  }),
  kernel: dimension({
    label: 'Kernel',
    help: 'Side length of the filter.',
    symbol: 'k',
    unit: 'px',
    min: 1,
    max: 255,
    default: 3,
  }),
  stride: structural({
    label: 'Stride',
    help: 'Step between windows.',
    unit: 'px',
    min: 1,
    max: 64,
    default: 1,
  }),
  dilation: structural({ label: 'Dilation', help: 'Step between taps.', min: 1, max: 64, default: 1 }),
  groups: dimension({
    label: 'Groups',
    help: 'Independent parts of the channels; as many as channels is a depthwise convolution.',
    symbol: 'g',
    min: 1,
    max: 1_048_576,
    default: 1,
  }),
  bias: toggle({
    label: 'Bias',
    help: 'Adds one learned number per filter; off when a norm follows.',
    default: false,
  }),
} as const;
