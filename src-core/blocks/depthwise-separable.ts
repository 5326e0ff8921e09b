import { channelsOf } from '../language/checks.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { epsilonField } from '../operators/epsilon.ts';
import { momentumField } from '../operators/momentum.ts';
import { activationField, convUnit, normField } from './conv-unit.ts';
import { filterSide, filterStep, mobileChannels, stepsOnce } from './mobile-fields.ts';
import { groupDilation } from './split-fields.ts';
import { stageOf } from './stage.ts';

/**
 * Depthwise separable convolution: a k × k filter for each channel, then a 1 × 1 convolution that mixes them, each with
 * norm and activation. Convolution weights: k² C_in + C_in C_out.
 */
export const depthwiseSeparable = defineBlock({
  id: 'depthwise-separable',
  title: 'Depthwise separable',
  summary: 'Filters each channel on its own with k × k, then mixes the channels with 1 × 1.',
  reference: 'Howard et al., MobileNets, 2017, arXiv 1704.04861; timm mobilenetv1, DepthwiseSeparableConv',
  family: 'block',
  section: 'Mobile',
  fields: {
    outChannels: { ...mobileChannels, default: 64 },
    k: filterSide,
    stride: filterStep,
    dilation: groupDilation,
    norm: normField,
    activation: activationField,
    epsilon: epsilonField,
    momentum: momentumField,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ outChannels, k, stride, dilation, ...unit }, [x], graph) => {
    const width = channelsOf(x!.shape);
    const each = { outChannels: width, groups: width, kernel: k, stride, dilation, ...unit };
    const filtered = graph.add('depthwise', convUnit, each, x!);
    return [graph.add('pointwise', convUnit, { outChannels, kernel: 1, ...unit }, filtered)];
  },
  repeated: stepsOnce,
  symbolicInputs: (_, free) => [[1n, free('C_in'), free('H'), free('W')]],
  examples: [
    {
      title: 'first of MobileNetV1',
      inputs: [[1, 32, 8, 8]],
      outputs: [[1, 64, 8, 8]],
      params: 2_528n,
      macs: 149_504n,
    },
    {
      title: '5 × 5, stride 2, odd map, frozen norm',
      fields: { outChannels: 8, k: 5, stride: 2, norm: 'frozen', activation: 'relu6' },
      inputs: [[2, 4, 7, 5]],
      outputs: [[2, 8, 4, 3]],
      params: 132n,
      macs: 3_168n,
    },
  ],
});

export const depthwiseSeparableStage = stageOf(depthwiseSeparable, {
  id: 'depthwise-separable-stage',
  title: 'Depthwise separable stage',
  examples: [
    {
      title: 'two copies, the first steps',
      fields: { depth: 2, outChannels: 16, stride: 2 },
      inputs: [[1, 8, 8, 8]],
      outputs: [[1, 16, 4, 4]],
      params: 712n,
      macs: 9_600n,
    },
    {
      title: 'dilated: the size stays, the second filter steps by 2',
      fields: { depth: 2, outChannels: 16, stride: 2, dilate: true },
      inputs: [[1, 8, 6, 6]],
      outputs: [[1, 16, 6, 6]],
      params: 712n,
      macs: 21_600n,
    },
  ],
});
