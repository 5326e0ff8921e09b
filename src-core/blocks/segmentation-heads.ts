import { floorDiv } from '../algebra/rounding.ts';
import { channelsOf } from '../language/checks.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { conv2d } from '../operators/convolution.ts';
import { dropout } from '../operators/regularization.ts';
import { resize } from '../operators/resize.ts';
import { concat } from '../operators/tensor.ts';
import { aspp, convOf, rateField, separableField } from './aspp.ts';
import { convUnit, normField } from './conv-unit.ts';
import { classesField, widthField } from './detection-fields.ts';

const classes = classesField(21, 'Maps of scores that leave the head.');
const score = { kernel: 1, bias: true } as const;

/** FCN head, and the auxiliary head of DeepLab on the map before the last: a quarter of the channels, then the classes. */
export const fcnHead = defineBlock({
  id: 'fcn-head',
  title: 'FCN head',
  summary: 'Narrows to a quarter of the channels with 3 × 3 and scores the classes of every position.',
  reference: 'Long et al., 2014, arXiv 1411.4038; torchvision segmentation/fcn.py FCNHead',
  family: 'block',
  section: 'Segmentation',
  fields: { classes, norm: normField },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ classes: outChannels, norm }, [x], graph) => {
    const quarter = floorDiv(channelsOf(x!.shape), 4n);
    const narrowed = graph.add('conv', convUnit, { outChannels: quarter, norm }, x!);
    const kept = graph.add('dropout', dropout, {}, narrowed);
    return [graph.add('score', conv2d, { ...score, outChannels }, kept)];
  },
  symbolicInputs: (_, free) => [[1n, free('C'), free('H'), free('W')]],
  examples: [
    {
      title: 'three classes',
      fields: { classes: 3 },
      inputs: [[1, 8, 4, 3]],
      outputs: [[1, 3, 4, 3]],
      params: 157n,
      macs: 1_800n,
    },
  ],
});

/** DeepLabV3 head: atrous spatial pyramid pooling, a 3 × 3 convolution and the classes. */
export const deeplabHead = defineBlock({
  id: 'deeplab-head',
  title: 'DeepLabV3 head',
  summary: 'Looks at several distances, then scores the classes of every position.',
  reference:
    'Chen et al., DeepLabV3, 2017, arXiv 1706.05587; torchvision segmentation/deeplabv3.py DeepLabHead',
  family: 'block',
  section: 'Segmentation',
  fields: { rate: rateField, channels: widthField(256), classes, norm: normField },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ rate, channels, classes: outChannels, norm }, [x], graph) => {
    const seen = graph.add('aspp', aspp, { rate, channels, norm }, x!);
    const mixed = graph.add('conv', convUnit, { outChannels: channels, norm }, seen);
    return [graph.add('score', conv2d, { ...score, outChannels }, mixed)];
  },
  symbolicInputs: (_, free) => [[1n, free('C'), free('H'), free('W')]],
  examples: [
    {
      title: 'rate 1, two classes',
      fields: { rate: 1, channels: 4, classes: 2 },
      inputs: [[1, 6, 4, 4]],
      outputs: [[1, 2, 4, 4]],
      params: 986n,
      macs: 14_488n,
    },
  ],
});

/**
 * DeepLabV3+ decoder: what ASPP saw, enlarged to the size of an early map and joined with a narrow view of that. The
 * separable form first convolves what ASPP saw once more, and enlarges corner to corner, as segmentation_models.pytorch does.
 */
export const deeplabDecoder = defineBlock({
  id: 'deeplab-decoder',
  title: 'DeepLabV3+ decoder',
  summary: 'Joins what ASPP saw with an early map of finer positions, and scores the classes there.',
  reference:
    'Chen et al., DeepLabV3+, 2018, arXiv 1802.02611; VainF/DeepLabV3Plus-Pytorch 4e1087d; separable as in segmentation_models.pytorch 5006616',
  family: 'block',
  section: 'Segmentation',
  fields: {
    early: {
      ...widthField(48),
      label: 'Early channels',
      help: 'Channels that the early map is narrowed to.',
      symbol: 'e',
    },
    channels: widthField(256),
    classes,
    separable: separableField,
    norm: normField,
  },
  inputs: () => [
    { name: 'early', label: 'a map of fine positions' },
    { name: 'in', label: 'what ASPP saw' },
  ],
  outputs: onePort('out'),
  expand: ({ early, channels, classes: outChannels, separable, norm }, [fine, coarse], graph) => {
    const unit = { outChannels: channels, norm };
    const conv = convOf(separable);
    const narrow = graph.add('narrow', convUnit, { outChannels: early, kernel: 1, norm }, fine!);
    const seen = separable ? conv(graph, 'refine', unit, coarse!) : coarse!;
    const mode = separable ? 'bilinear-corners' : 'bilinear';
    const larger = graph.add('up', resize, { mode, to: 'input' }, seen, narrow);
    const joined = graph.add('concat', concat, {}, ...(separable ? [larger, narrow] : [narrow, larger]));
    return [graph.add('score', conv2d, { ...score, outChannels }, conv(graph, 'conv', unit, joined))];
  },
  symbolicInputs: (_, free) => [
    [1n, free('C_1'), free('H_1'), free('W_1')],
    [1n, free('C_2'), free('H_2'), free('W_2')],
  ],
  examples: [
    {
      title: 'plain',
      fields: { early: 2, channels: 4, classes: 3 },
      inputs: [
        [1, 5, 7, 6],
        [1, 4, 2, 2],
      ],
      outputs: [[1, 3, 7, 6]],
      params: 253n,
      macs: 9_996n,
    },
    {
      title: 'separable',
      fields: { early: 2, channels: 4, classes: 3, separable: true },
      inputs: [
        [1, 5, 8, 8],
        [1, 4, 2, 2],
      ],
      outputs: [[1, 3, 8, 8]],
      params: 175n,
      macs: 6_608n,
    },
  ],
});
