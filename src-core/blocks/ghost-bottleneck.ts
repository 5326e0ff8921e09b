import { channelsOf } from '../language/checks.ts';
import type { GraphBuilder } from '../language/definition.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import type { Values } from '../language/field.ts';
import { dimension, toggle } from '../language/field.ts';
import type { Wire } from '../language/wire.ts';
import { sum } from '../operators/arithmetic.ts';
import { convUnit } from './conv-unit.ts';
import { dfcGhostModule } from './dfc-ghost-module.ts';
import { cheapKernel, ghostModule, ghostRatio } from './ghost-module.ts';
import { filterStep, keepsShape, mobileChannels, stepInput } from './mobile-fields.ts';
import { residualUnit } from './residual.ts';
import { groupDilation, groupKernel } from './split-fields.ts';
import { squeezeExcitation } from './squeeze-excitation.ts';
import { stageOf } from './stage.ts';

export const ghostFields = {
  outChannels: mobileChannels,
  hidden: dimension({
    label: 'Hidden channels',
    help: 'Maps between the two Ghost modules.',
    symbol: 'e',
    unit: 'ch',
    min: 1,
    max: 65_536,
    default: 72,
  }),
  ratio: ghostRatio,
  d: cheapKernel,
  k: {
    ...groupKernel,
    help: 'Side length of the depthwise filters between the modules and in the shortcut.',
  },
  stride: { ...filterStep, help: 'Step of the depthwise filters; 2 halves rows and columns.' },
  depthwise: toggle({
    label: 'Depthwise filter',
    help: 'A depthwise filter between the modules at stride 1 too: it stays where a network is dilated instead of strided.',
    default: false,
  }),
  dilation: { ...groupDilation, help: 'Step between the taps of the depthwise filters.' },
  squeeze: toggle({
    label: 'Squeeze',
    help: 'Weighs the channels between the modules by squeeze-and-excitation.',
    default: false,
  }),
  reduced: { ...squeezeExcitation.fields.reduced, help: 'Channels inside the squeeze-and-excitation.' },
  attention: toggle({
    label: 'DFC attention',
    help: 'Weighs the maps of the first module by attention along rows and columns, as in GhostNetV2.',
    default: false,
  }),
  norm: residualUnit.norm,
  activation: { ...residualUnit.activation, help: 'What follows both parts of the first module.' },
} as const;

/** The input where the block keeps size and channels; else a depthwise filter and a 1 × 1 convolution. */
export function ghostShortcut(graph: GraphBuilder, v: Values<typeof ghostFields>, x: Wire): Wire {
  if (keepsShape(v, x)) return x;
  const { outChannels, k: kernel, stride, dilation, norm } = v;
  const width = channelsOf(x.shape);
  const unit = { norm, activation: 'none' } as const;
  const each = { outChannels: width, groups: width, kernel, stride, dilation, ...unit };
  const filtered = graph.add('shortcut-depthwise', convUnit, each, x);
  return graph.add('shortcut-mix', convUnit, { outChannels, kernel: 1, ...unit }, filtered);
}

/**
 * GhostNet bottleneck: a Ghost module widens, a depthwise filter strides, squeeze-and-excitation may weigh the channels, a
 * Ghost module without activation narrows, and the shortcut is added.
 */
export const ghostBottleneck = defineBlock({
  id: 'ghost-bottleneck',
  title: 'Ghost bottleneck',
  summary: 'Widens and narrows with Ghost modules, strides between them and adds a shortcut.',
  reference:
    'Han et al., GhostNet, 2020, arXiv 1911.11907; Efficient-AI-Backbones f90e129, ghostnet.py, GhostBottleneck',
  family: 'block',
  section: 'Ghost',
  fields: ghostFields,
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: (v, [x], graph) => {
    const { outChannels, hidden, ratio, d, k, stride, dilation, norm, activation } = v;
    const ghost = { ratio, cheapKernel: d, norm };
    const widen = { ...ghost, outChannels: hidden, activation };
    let y = v.attention
      ? graph.add('ghost1', dfcGhostModule, widen, x!)
      : graph.add('ghost1', ghostModule, widen, x!);
    if (stride > 1 || v.depthwise) {
      const each = { outChannels: hidden, groups: hidden, kernel: k, stride, dilation } as const;
      y = graph.add('depthwise', convUnit, { ...each, norm, activation: 'none' }, y);
    }
    if (v.squeeze) {
      y = graph.add('squeeze', squeezeExcitation, { reduced: v.reduced, gate: 'hard-sigmoid' }, y);
    }
    y = graph.add('ghost2', ghostModule, { ...ghost, outChannels, activation: 'none' }, y);
    return [graph.add('add', sum, {}, y, ghostShortcut(graph, v, x!))];
  },
  repeated: { first: {}, others: { stride: 1, depthwise: false } },
  symbolicInputs: (v, free) => [stepInput(v, free)],
  examples: [
    {
      title: 'second of GhostNet: strides to 24 channels',
      fields: { hidden: 48, stride: 2 },
      inputs: [[1, 16, 8, 8]],
      outputs: [[1, 24, 4, 4]],
      params: 2_564n,
      macs: 64_704n,
    },
    {
      title: 'squeezed, keeps its shape',
      fields: { outChannels: 8, hidden: 20, squeeze: true, reduced: 4 },
      inputs: [[2, 8, 5, 4]],
      outputs: [[2, 8, 5, 4]],
      params: 526n,
      macs: 11_760n,
    },
    {
      title: 'DFC attention, dilated in the place of a stride',
      fields: { outChannels: 6, hidden: 10, depthwise: true, dilation: 2, attention: true },
      inputs: [[1, 4, 6, 5]],
      outputs: [[1, 6, 6, 5]],
      params: 544n,
      macs: 9_000n,
    },
  ],
});

export const ghostStage = stageOf(ghostBottleneck, {
  id: 'ghost-stage',
  title: 'Ghost stage',
  examples: [
    {
      title: 'two copies, the second adds its input',
      fields: { depth: 2, outChannels: 6, hidden: 10, stride: 2 },
      inputs: [[1, 4, 6, 6]],
      outputs: [[1, 6, 3, 3]],
      params: 508n,
      macs: 5_391n,
    },
  ],
});
