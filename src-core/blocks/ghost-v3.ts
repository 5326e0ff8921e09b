import { mul } from '../algebra/expression.ts';
import { ceilDiv } from '../algebra/rounding.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { toggle } from '../language/field.ts';
import { sum } from '../operators/arithmetic.ts';
import { slice } from '../operators/slice.ts';
import { concat } from '../operators/tensor.ts';
import { dfcWeighed, reachField } from './dfc-ghost-module.ts';
import { ghostFields, ghostShortcut } from './ghost-bottleneck.ts';
import { ghostModule } from './ghost-module.ts';
import { stepInput } from './mobile-fields.ts';
import { branchesField, formField, repConv } from './rep-conv.ts';
import { squeezeExcitation } from './squeeze-excitation.ts';

const reference =
  'Liu et al., GhostNetV3, 2024, arXiv 2404.11202; Efficient-AI-Backbones f90e129, ghostnetv3.py; timm models/ghostnet.py';
const { outChannels, ratio, kernel, cheapKernel, norm, activation } = ghostModule.fields;
const trained = { branches: { ...branchesField, default: 3 }, form: formField } as const;

/** Ghost module of GhostNetV3: both of its convolutions are several in training, and merged after it. */
export const repGhostModule = defineBlock({
  id: 'rep-ghost-module',
  title: 'Ghost module V3',
  summary: 'A Ghost module whose convolutions have several branches in training, merged after it.',
  reference,
  family: 'block',
  section: 'Ghost',
  fields: {
    outChannels,
    ratio,
    kernel,
    cheapKernel,
    ...trained,
    attention: toggle({
      label: 'DFC attention',
      help: 'Weighs the maps by attention along rows and columns, as in GhostNetV2.',
      default: false,
    }),
    reach: reachField,
    norm,
    activation,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: (v, [x], graph) => {
    const init = ceilDiv(v.outChannels, BigInt(v.ratio));
    const { branches, form } = v;
    const rep = { branches, form, norm: v.norm, activation: v.activation };
    const plain = { ...rep, outChannels: init, k: v.kernel, pointwise: false, skip: false };
    const primary = graph.add('primary', repConv, plain, x!);
    const each = { ...rep, outChannels: mul(init, BigInt(v.ratio - 1)), k: v.cheapKernel, groups: init };
    const maps = v.ratio === 1 ? [primary] : [primary, graph.add('cheap', repConv, each, primary)];
    const joined = maps.length === 1 ? primary : graph.add('concat', concat, { inputs: 2 }, ...maps);
    const y = graph.add('slice', slice, { channels: v.outChannels }, joined);
    return [v.attention ? dfcWeighed(graph, x!, y, { ...v, stride: 1, dilation: 1 }) : y];
  },
  symbolicInputs: (_, free) => [[1n, free('C_in'), free('H'), free('W')]],
  examples: [
    {
      title: 'three branches each, 1 × 1 and skip for the cheap ones',
      fields: { outChannels: 12 },
      inputs: [[1, 8, 5, 4]],
      outputs: [[1, 12, 5, 4]],
      params: 408n,
      macs: 6_240n,
    },
    {
      title: 'deployed, with DFC attention',
      fields: { outChannels: 7, attention: true, form: 'deploy' },
      inputs: [[1, 8, 7, 6]],
      outputs: [[1, 7, 7, 6]],
      params: 244n,
      macs: 3_990n,
    },
  ],
});

/** Bottleneck of GhostNetV3: Ghost modules and depthwise filter have branches in training; the shortcut has none. */
export const ghostV3Bottleneck = defineBlock({
  id: 'ghost-v3-bottleneck',
  title: 'Ghost bottleneck V3',
  summary: 'A Ghost bottleneck whose convolutions have several branches in training, merged after it.',
  reference,
  family: 'block',
  section: 'Ghost',
  fields: { ...ghostFields, ...trained },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: (v, [x], graph) => {
    const { hidden, k, stride, dilation, branches, form } = v;
    const rep = { branches, form, norm: v.norm };
    const ghost = { ...rep, ratio: v.ratio, cheapKernel: v.d };
    const widen = { ...ghost, outChannels: hidden, attention: v.attention, activation: v.activation };
    let y = graph.add('ghost1', repGhostModule, widen, x!);
    if (stride > 1 || v.depthwise) {
      const each = { ...rep, outChannels: hidden, groups: hidden, k, stride, dilation, skip: false } as const;
      y = graph.add('depthwise', repConv, { ...each, activation: 'none' }, y);
    }
    if (v.squeeze) {
      y = graph.add('squeeze', squeezeExcitation, { reduced: v.reduced, gate: 'hard-sigmoid' }, y);
    }
    const narrow = { ...ghost, outChannels: v.outChannels, activation: 'none' } as const;
    y = graph.add('ghost2', repGhostModule, narrow, y);
    return [graph.add('add', sum, {}, y, ghostShortcut(graph, v, x!))];
  },
  symbolicInputs: (v, free) => [stepInput(v, free)],
  examples: [
    {
      title: 'strides to 24 channels, squeezed, with DFC attention',
      fields: { hidden: 48, stride: 2, squeeze: true, reduced: 4, attention: true },
      inputs: [[1, 16, 8, 8]],
      outputs: [[1, 24, 4, 4]],
      params: 8_772n,
      macs: 200_064n,
    },
  ],
});
