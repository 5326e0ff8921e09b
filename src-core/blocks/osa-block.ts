import { channelsOf } from '../language/checks.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { structural, toggle } from '../language/field.ts';
import type { Wire } from '../language/wire.ts';
import { hardSigmoid } from '../operators/activation.ts';
import { product, sum } from '../operators/arithmetic.ts';
import { conv2d } from '../operators/convolution.ts';
import { globalAvgPool } from '../operators/pooling.ts';
import { concat } from '../operators/tensor.ts';
import { activationField, convUnit, normField } from './conv-unit.ts';
import { branchWidth } from './inception-unit.ts';
import { mobileChannels } from './mobile-fields.ts';

/** Weighs the channels by one 1 × 1 convolution of their means that keeps their number, and a hard sigmoid. */
export const effectiveSe = defineBlock({
  id: 'effective-se',
  title: 'Effective squeeze-excitation',
  names: ['eSE'],
  summary: 'Weighs each channel by a gate from one convolution of the means of all channels.',
  reference:
    'Lee and Park, CenterMask, 2019, arXiv 1911.06667; timm layers/squeeze_excite.py EffectiveSEModule',
  family: 'block',
  section: 'Attention',
  fields: {},
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: (_, [x], graph) => {
    const pooled = graph.add('pool', globalAvgPool, {}, x!);
    graph.callAs('pool', 'method');
    const conv = { outChannels: channelsOf(x!.shape), kernel: 1, bias: true };
    const gate = graph.add('gate', hardSigmoid, {}, graph.add('conv', conv2d, conv, pooled));
    return [graph.add('mul', product, {}, x!, gate)];
  },
  symbolicInputs: (_, free) => [[1n, free('C'), free('H'), free('W')]],
  examples: [
    {
      title: 'eight channels',
      inputs: [[1, 8, 3, 4]],
      outputs: [[1, 8, 3, 4]],
      params: 72n,
      macs: 64n,
    },
    {
      title: 'batch of 2',
      inputs: [[2, 4, 2, 2]],
      outputs: [[2, 4, 2, 2]],
      params: 20n,
      macs: 32n,
    },
  ],
});

/** One-shot aggregation: 3 × 3 convolutions one after another, whose results are all joined once, with the input first. */
export const osaBlock = defineBlock({
  id: 'osa-block',
  title: 'One-shot aggregation',
  names: ['VoVNet', 'OSA'],
  summary: 'Convolves several times in a row and joins all results at once.',
  reference: 'Lee et al., VoVNet, 2019, arXiv 1904.09730; timm vovnet.py OsaBlock',
  family: 'block',
  section: 'Inception, dense, VGG',
  fields: {
    w: branchWidth('convolutions in a row', 'w', 128, 'Width w'),
    depth: structural({
      label: 'Depth',
      help: 'Convolutions in a row.',
      min: 1,
      max: 64,
      default: 5,
    }),
    outChannels: { ...mobileChannels, default: 256 },
    residual: toggle({ label: 'Residual', help: 'Adds the input to the result.', default: false }),
    attention: toggle({
      label: 'Attention',
      help: 'Weighs the channels of the result by effective squeeze-excitation.',
      default: false,
    }),
    norm: normField,
    activation: activationField,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ w, depth, outChannels, residual, attention, ...unit }, [x], graph) => {
    const maps: Wire[] = [x!];
    for (let i = 1; i <= depth; i++) {
      maps.push(graph.add(`conv${i}`, convUnit, { outChannels: w, ...unit }, maps.at(-1)!));
    }
    const joined = graph.add('concat', concat, { inputs: maps.length }, ...maps);
    let y = graph.add('join', convUnit, { outChannels, kernel: 1, ...unit }, joined);
    if (attention) y = graph.add('attention', effectiveSe, {}, y);
    return [residual ? graph.add('add', sum, {}, y, x!) : y];
  },
  symbolicInputs: (v, free) => [[1n, v.residual ? v.outChannels : free('C_in'), free('H'), free('W')]],
  examples: [
    {
      title: 'two convolutions',
      fields: { w: 4, depth: 2, outChannels: 8 },
      inputs: [[1, 6, 4, 5]],
      outputs: [[1, 8, 4, 5]],
      params: 504n,
      macs: 9_440n,
    },
    {
      title: 'with attention and the input added, batch of 2',
      fields: { w: 4, depth: 1, outChannels: 8, residual: true, attention: true },
      inputs: [[2, 8, 3, 3]],
      outputs: [[2, 8, 3, 3]],
      params: 480n,
      macs: 7_040n,
    },
  ],
});
