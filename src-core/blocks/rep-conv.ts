import { defineBlock, onePort } from '../language/definition.ts';
import { choice, structural, toggle } from '../language/field.ts';
import type { Wire } from '../language/wire.ts';
import { conv2d } from '../operators/convolution.ts';
import { activate } from './activate.ts';
import { added } from './added.ts';
import { activationField, convUnit, normField } from './conv-unit.ts';
import { filterStep, keepsShape, mobileChannels, stepsOnce } from './mobile-fields.ts';
import { normAct } from './norm-act.ts';
import { groupDilation, groupKernel } from './split-fields.ts';
import { stageOf } from './stage.ts';

/** In which of its two equal forms a block stands whose branches are merged after training. */
export const formField = choice({
  label: 'Form',
  help: 'training has a convolution and a norm for each branch; deploy the one convolution with bias that they come to.',
  options: ['training', 'deploy'],
  default: 'training',
});

export const branchesField = structural({
  label: 'Branches',
  help: 'Convolutions of the full kernel beside one another, in training.',
  min: 1,
  max: 16,
  default: 1,
});

/**
 * Reparameterized convolution: in training, k × k branches, a 1 × 1 branch and a norm of the input, added up; deployed, the
 * one k × k convolution that computes the same.
 */
export const repConv = defineBlock({
  id: 'rep-conv',
  title: 'Reparameterized conv',
  summary: 'Adds up parallel convolutions that are merged into one after training.',
  names: ['RepVGG block', 'MobileOne block'],
  reference: 'Ding et al., RepVGG, 2021, arXiv 2101.03697; timm models/byobnet.py, RepVggBlock',
  family: 'block',
  section: 'Building parts',
  fields: {
    outChannels: mobileChannels,
    k: groupKernel,
    stride: filterStep,
    dilation: groupDilation,
    groups: conv2d.fields.groups,
    branches: branchesField,
    pointwise: toggle({
      label: '1 × 1 branch',
      help: 'A branch of one tap for each channel of a group, in training.',
      default: true,
    }),
    skip: toggle({
      label: 'Skip branch',
      help: 'A norm of the input, in training, where size and channels stay.',
      default: true,
    }),
    form: formField,
    norm: normField,
    activation: activationField,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: (v, [x], graph) => {
    const { outChannels, k: kernel, stride, dilation, groups, norm, activation } = v;
    const step = { outChannels, kernel, stride, dilation, groups };
    if (v.form === 'deploy') {
      return [graph.add('conv', convUnit, { ...step, bias: true, norm: 'none', activation }, x!)];
    }
    const branch = { ...step, norm, activation: 'none' } as const;
    const parts = Array.from(
      { length: v.branches },
      (_, index): Wire => graph.add(`branch${index + 1}`, convUnit, branch, x!),
    );
    if (v.pointwise) {
      parts.push(graph.add('pointwise', convUnit, { ...branch, kernel: 1, dilation: 1 }, x!));
    }
    if (v.skip && keepsShape(v, x!)) {
      parts.push(normAct(graph, '-skip', { norm, activation: 'none' }, x!));
    }
    return [activate(graph, 'act', activation, added(graph, 'add', parts))];
  },
  repeated: stepsOnce,
  symbolicInputs: (v, free) => [
    [1n, v.skip && v.stride === 1 ? v.outChannels : free('C_in'), free('H'), free('W')],
  ],
  examples: [
    {
      title: 'keeps its shape: three branches',
      fields: { outChannels: 8 },
      inputs: [[1, 8, 5, 5]],
      outputs: [[1, 8, 5, 5]],
      params: 688n,
      macs: 16_000n,
    },
    {
      title: 'strides: two branches, odd map',
      fields: { outChannels: 12, stride: 2 },
      inputs: [[2, 8, 7, 5]],
      outputs: [[2, 12, 4, 3]],
      params: 1_008n,
      macs: 23_040n,
    },
    {
      title: 'three depthwise branches, one of 1 × 1 and a skip, as in GhostNetV3',
      fields: { outChannels: 6, groups: 6, branches: 3 },
      inputs: [[1, 6, 4, 4]],
      outputs: [[1, 6, 4, 4]],
      params: 228n,
      macs: 2_688n,
    },
    {
      title: 'deployed: one convolution with bias',
      fields: { outChannels: 8, form: 'deploy' },
      inputs: [[1, 8, 5, 5]],
      outputs: [[1, 8, 5, 5]],
      params: 584n,
      macs: 14_400n,
    },
  ],
});

export const repStage = stageOf(repConv, {
  id: 'rep-stage',
  title: 'Reparameterized stage',
  examples: [
    {
      title: 'two copies, the second with a skip',
      fields: { depth: 2, outChannels: 6, stride: 2 },
      inputs: [[1, 4, 6, 6]],
      outputs: [[1, 6, 3, 3]],
      params: 660n,
      macs: 5_400n,
    },
  ],
});
