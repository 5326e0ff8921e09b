import { div, isInteger } from '../algebra/expression.ts';
import { channelsOf } from '../language/checks.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { toggle } from '../language/field.ts';
import { refuse } from '../language/refusal.ts';
import type { Wire } from '../language/wire.ts';
import { split } from '../operators/tensor.ts';
import { innerWidthFields } from './bottleneck.ts';
import { activationField, convUnit, normField } from './conv-unit.ts';
import { filterStep, mobileChannels } from './mobile-fields.ts';
import { pathAttention, pathsReduced } from './path-attention.ts';
import { groupDilation } from './split-fields.ts';

export const selectiveFields = {
  reduced: pathsReduced,
  halves: toggle({
    label: 'Halves',
    help: 'Each filter reads half of the channels; off, both read all of them as in the paper.',
    default: true,
  }),
} as const;

/**
 * Selective kernel: a 3 × 3 filter and one dilated to reach as far as 5 × 5 stand beside one another, and attention weighs
 * what they find.
 */
export const selectiveKernel = defineBlock({
  id: 'selective-kernel',
  title: 'Selective kernel',
  summary: 'Convolves with filters of two reaches and weighs their results channel by channel.',
  reference: 'Li et al., Selective Kernel Networks, 2019, arXiv 1903.06586; timm layers/selective_kernel.py',
  family: 'block',
  section: 'Attention',
  fields: {
    outChannels: mobileChannels,
    stride: filterStep,
    dilation: groupDilation,
    groups: innerWidthFields.groups,
    ...selectiveFields,
    norm: normField,
    activation: activationField,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: (v, [x], graph) => {
    const { outChannels, stride, dilation, reduced, halves, norm, activation } = v;
    const channels = channelsOf(x!.shape);
    if (halves && isInteger(channels) && channels % 2n !== 0n) {
      refuse('shape/not-divisible', { field: 'halves' }, { value: String(channels), divisor: 2 });
    }
    const half = div(channels, 2n);
    const parts = halves ? graph.addAll('split', split, { sizes: [half, half] }, x!) : [x!, x!];
    const unit = { outChannels, stride, groups: BigInt(v.groups), norm, activation };
    const paths = parts.map(
      (part, index): Wire =>
        graph.add(`path${index + 1}`, convUnit, { ...unit, dilation: dilation * (index + 1) }, part),
    );
    return [graph.add('attention', pathAttention, { reduced, norm }, ...paths)];
  },
  symbolicInputs: (_, free) => [[1n, free('C_in'), free('H'), free('W')]],
  examples: [
    {
      title: 'halves of 8 channels, odd map',
      fields: { outChannels: 12, stride: 2, reduced: 4 },
      inputs: [[1, 8, 7, 7]],
      outputs: [[1, 12, 4, 4]],
      params: 1_064n,
      macs: 13_968n,
    },
    {
      title: 'all channels in groups',
      fields: { outChannels: 8, groups: 4, halves: false, reduced: 4 },
      inputs: [[2, 8, 5, 4]],
      outputs: [[2, 8, 5, 4]],
      params: 424n,
      macs: 11_712n,
    },
  ],
});
