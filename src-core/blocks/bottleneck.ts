import { mul } from '../algebra/expression.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { convUnit } from './conv-unit.ts';
import {
  closeResidual,
  convShortcut,
  expansion,
  firstField,
  planesField,
  requireResidual,
  residualInput,
  shortcutField,
  strideField,
} from './residual.ts';
import { groupKernel } from './split-fields.ts';

/** ResNet bottleneck with the stride on the k × k convolution (V1.5): narrow, convolve, widen, add. */
export const bottleneck = defineBlock({
  id: 'bottleneck',
  title: 'Bottleneck',
  summary: 'Narrows with 1 × 1, convolves with k × k, widens with 1 × 1 and adds the input.',
  reference:
    'He et al., Deep Residual Learning, 2015, arXiv 1512.03385; stride on the 3 × 3 as in torchvision',
  family: 'block',
  fields: {
    planes: planesField,
    k: groupKernel,
    stride: strideField,
    first: firstField,
    shortcut: shortcutField,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: (v, [x], graph) => {
    requireResidual(v, x!);
    let y = graph.add('conv1', convUnit, { outChannels: v.planes, kernel: 1 }, x!);
    y = graph.add(
      'conv2',
      convUnit,
      { outChannels: v.planes, kernel: v.k, stride: v.first ? v.stride : 1 },
      y,
    );
    y = graph.add(
      'conv3',
      convUnit,
      { outChannels: mul(expansion, v.planes), kernel: 1, activation: 'none' },
      y,
    );
    return [closeResidual(graph, y, v.first ? convShortcut(graph, x!, v, v.shortcut) : x!)];
  },
  symbolicInputs: (v, free) => [residualInput(v, free)],
  examples: [
    {
      title: 'layer1.0 of ResNet-50',
      inputs: [[1, 64, 8, 8]],
      outputs: [[1, 256, 8, 8]],
      params: 75_008n,
      macs: 4_718_592n,
    },
    {
      title: 'layer1.1 of ResNet-50',
      fields: { first: false },
      inputs: [[1, 256, 8, 8]],
      outputs: [[1, 256, 8, 8]],
      params: 70_400n,
      macs: 4_456_448n,
    },
    {
      title: 'layer2.0 of ResNet-50, odd map',
      fields: { planes: 128, stride: 2 },
      inputs: [[1, 256, 7, 7]],
      outputs: [[1, 512, 4, 4]],
      params: 379_392n,
      macs: 7_110_656n,
    },
  ],
});
