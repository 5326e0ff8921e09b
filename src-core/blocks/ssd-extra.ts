import { floorDiv } from '../algebra/rounding.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { choice, dimension, toggle } from '../language/field.ts';
import { epsilonField } from '../operators/epsilon.ts';
import { momentumField } from '../operators/momentum.ts';
import { activationField, convUnit, normField } from './conv-unit.ts';
import { filterStep } from './mobile-fields.ts';
import { groupDilation } from './split-fields.ts';

export const separableField = toggle({
  label: 'Separable',
  help: 'The 3 × 3 convolution filters each channel on its own, and a 1 × 1 one after it mixes them: SSDLite.',
  default: false,
});

export const ssdNormField = {
  ...normField,
  help: 'What follows each convolution that is followed by an activation; without a norm it has a bias.',
  default: 'none',
} as const;

/** The layers that SSD adds behind a backbone, one for each coarser map: half the channels, then a step of 3 × 3. */
export const ssdExtra = defineBlock({
  id: 'ssd-extra',
  title: 'SSD extra layer',
  summary: 'Narrows to half the channels that leave with 1 × 1, then steps with 3 × 3 to a coarser map.',
  reference:
    'Liu et al., SSD, 2015, arXiv 1512.02325; Sandler et al., MobileNetV2, 2018, arXiv 1801.04381 (SSDLite); torchvision detection/ssd.py, ssdlite.py _extra_block',
  family: 'block',
  section: 'Detection, one stage',
  fields: {
    outChannels: dimension({
      label: 'Output channels',
      help: 'Channels that leave; half as many inside.',
      symbol: 'C_out',
      unit: 'ch',
      min: 2,
      max: 65_536,
      default: 512,
    }),
    separable: separableField,
    stride: { ...filterStep, help: 'Step of the 3 × 3 convolution.', default: 2 },
    padding: choice({
      label: 'Padding',
      help: 'half keeps the size but for the step, none takes a row and a column off every side.',
      options: ['half', 'none'],
      default: 'half',
    }),
    dilation: groupDilation,
    norm: ssdNormField,
    activation: activationField,
    epsilon: epsilonField,
    momentum: momentumField,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ outChannels, separable, norm, activation, epsilon, momentum, ...window }, [x], graph) => {
    const unit = { norm, activation, epsilon, momentum, bias: norm === 'none' };
    const half = floorDiv(outChannels, 2n);
    const narrowed = graph.add('narrow', convUnit, { outChannels: half, kernel: 1, ...unit }, x!);
    if (!separable) return [graph.add('conv', convUnit, { outChannels, ...window, ...unit }, narrowed)];
    const each = { outChannels: half, groups: half, ...window, ...unit };
    const filtered = graph.add('depthwise', convUnit, each, narrowed);
    return [graph.add('pointwise', convUnit, { outChannels, kernel: 1, ...unit }, filtered)];
  },
  symbolicInputs: (_, free) => [[1n, free('C_in'), free('H'), free('W')]],
  examples: [
    {
      title: 'steps by 2',
      fields: { outChannels: 8 },
      inputs: [[1, 6, 5, 4]],
      outputs: [[1, 8, 3, 2]],
      params: 324n,
      macs: 2_208n,
    },
    {
      title: 'without padding',
      fields: { outChannels: 6, stride: 1, padding: 'none' },
      inputs: [[1, 4, 3, 3]],
      outputs: [[1, 6, 1, 1]],
      params: 183n,
      macs: 270n,
    },
    {
      title: 'SSDLite',
      fields: { outChannels: 8, separable: true, norm: 'batch', activation: 'relu6', epsilon: '1e-3' },
      inputs: [[2, 6, 5, 5]],
      outputs: [[2, 8, 3, 3]],
      params: 124n,
      macs: 2_424n,
    },
  ],
});
