import { mul } from '../algebra/expression.ts';
import { channelsOf } from '../language/checks.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { epsilonField } from '../operators/epsilon.ts';
import { momentumField } from '../operators/momentum.ts';
import { activationField, convUnit, normField } from './conv-unit.ts';
import {
  addInput,
  filterSide,
  filterStep,
  mobileChannels,
  ratioField,
  stepInput,
  stepsOnce,
} from './mobile-fields.ts';
import { groupDilation } from './split-fields.ts';
import { stageOf } from './stage.ts';

/**
 * MBConv with its widening and depthwise convolutions fused into one k × k convolution. At ratio 1 that convolution is
 * all there is, and it keeps its activation.
 */
export const fusedMbconv = defineBlock({
  id: 'fused-mbconv',
  title: 'Fused MBConv',
  summary: 'Widens with one k × k convolution, narrows with 1 × 1 and adds the input.',
  reference: 'Tan and Le, EfficientNetV2, 2021, arXiv 2104.00298; torchvision efficientnet.py, FusedMBConv',
  family: 'block',
  section: 'Mobile',
  fields: {
    outChannels: mobileChannels,
    ratio: { ...ratioField, default: 4 },
    k: filterSide,
    stride: filterStep,
    dilation: groupDilation,
    norm: normField,
    activation: { ...activationField, help: 'What follows each norm but the last.', default: 'silu' },
    epsilon: epsilonField,
    momentum: momentumField,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: (v, [x], graph) => {
    const { outChannels, ratio, k: kernel, stride, dilation, norm, activation, epsilon, momentum } = v;
    const unit = { norm, activation, epsilon, momentum };
    const filter = { kernel, stride, dilation, ...unit };
    if (ratio === 1)
      return [addInput(graph, v, x!, graph.add('fused', convUnit, { outChannels, ...filter }, x!))];
    const inside = mul(channelsOf(x!.shape), BigInt(ratio));
    const wide = graph.add('fused', convUnit, { outChannels: inside, ...filter }, x!);
    const narrow = { outChannels, kernel: 1, ...unit, activation: 'none' } as const;
    return [addInput(graph, v, x!, graph.add('project', convUnit, narrow, wide))];
  },
  repeated: stepsOnce,
  symbolicInputs: (v, free) => [stepInput(v, free)],
  examples: [
    {
      title: 'ratio 4, adds its input',
      inputs: [[1, 24, 4, 4]],
      outputs: [[1, 24, 4, 4]],
      params: 23_280n,
      macs: 368_640n,
    },
    {
      title: 'ratio 1: one convolution',
      fields: { outChannels: 8, ratio: 1 },
      inputs: [[2, 8, 5, 4]],
      outputs: [[2, 8, 5, 4]],
      params: 592n,
      macs: 23_040n,
    },
    {
      title: 'stride 2, odd map',
      fields: { outChannels: 12, ratio: 2, stride: 2, epsilon: '1e-3' },
      inputs: [[1, 6, 7, 7]],
      outputs: [[1, 12, 4, 4]],
      params: 840n,
      macs: 12_672n,
    },
  ],
});

export const fusedMbconvStage = stageOf(fusedMbconv, {
  id: 'fused-mbconv-stage',
  title: 'Fused MBConv stage',
  examples: [
    {
      title: 'two copies, the second adds its input',
      fields: { depth: 2, outChannels: 8, ratio: 2, stride: 2 },
      inputs: [[1, 4, 6, 6]],
      outputs: [[1, 8, 3, 3]],
      params: 1_712n,
      macs: 14_688n,
    },
  ],
});
