import { defineBlock, onePort } from '../language/definition.ts';
import { relu } from '../operators/activation.ts';
import { conv2d } from '../operators/convolution.ts';
import { resize } from '../operators/resize.ts';
import { transposedConv2d } from '../operators/transposed-convolution.ts';
import { convTower } from './conv-tower.ts';
import { normField } from './conv-unit.ts';
import { classesField, convsField, widthField } from './detection-fields.ts';

/** Mask branch: convolutions, twice the size by a transposed convolution, one mask for each class. */
export const maskHead = defineBlock({
  id: 'mask-head',
  title: 'Mask head',
  summary: 'Draws a mask of twice the size for every class of each region.',
  reference:
    'He et al., Mask R-CNN, 2017, arXiv 1703.06870; torchvision detection/mask_rcnn.py MaskRCNNHeads, MaskRCNNPredictor',
  family: 'block',
  section: 'Detection',
  fields: {
    convs: convsField(4, 1),
    channels: widthField(256),
    norm: {
      ...normField,
      help: 'What follows each convolution; without a norm they have biases.',
      default: 'none',
    },
    classes: classesField(91, 'Masks of each region.'),
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ convs, channels, norm, classes }, [x], graph) => {
    const tower = { convs, channels, norm, bias: norm === 'none' };
    const y = graph.add('convs', convTower, tower, x!);
    const larger = graph.add('up', transposedConv2d, { outChannels: channels, bias: true }, y);
    const bent = graph.add('act', relu, {}, larger);
    return [graph.add('mask', conv2d, { outChannels: classes, kernel: 1, bias: true }, bent)];
  },
  symbolicInputs: (_, free) => [[free('R'), free('C'), free('p'), free('p')]],
  examples: [
    {
      title: 'two convolutions, three classes',
      fields: { convs: 2, channels: 4, classes: 3 },
      inputs: [[2, 5, 3, 3]],
      outputs: [[2, 3, 6, 6]],
      params: 415n,
      macs: 7_848n,
    },
    {
      title: 'with norms',
      fields: { convs: 1, channels: 4, classes: 2, norm: 'batch' },
      inputs: [[1, 5, 2, 2]],
      outputs: [[1, 2, 4, 4]],
      params: 266n,
      macs: 1_104n,
    },
  ],
});

/** Keypoint branch: convolutions, a transposed 4 × 4 convolution onto one map for each keypoint, and twice that size. */
export const keypointHead = defineBlock({
  id: 'keypoint-head',
  title: 'Keypoint head',
  summary: 'Draws a heat map of four times the size for every keypoint of each region.',
  reference:
    'He et al., Mask R-CNN, 2017, arXiv 1703.06870; torchvision detection/keypoint_rcnn.py KeypointRCNNHeads, KeypointRCNNPredictor',
  family: 'block',
  section: 'Detection',
  fields: {
    convs: convsField(8, 1),
    channels: widthField(512),
    keypoints: { ...classesField(17, 'Heat maps of each region.'), label: 'Keypoints', symbol: 'q' },
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ convs, channels, keypoints }, [x], graph) => {
    const y = graph.add('convs', convTower, { convs, channels }, x!);
    const filter = { outChannels: keypoints, kernel: 4, stride: 2, pad: 1, bias: true } as const;
    const larger = graph.add('up', transposedConv2d, filter, y);
    const map = graph.add('resize', resize, { mode: 'bilinear' }, larger);
    graph.callAs('resize', 'function');
    return [map];
  },
  symbolicInputs: (_, free) => [[free('R'), free('C'), free('p'), free('p')]],
  examples: [
    {
      title: 'one convolution, two keypoints',
      fields: { convs: 1, channels: 4, keypoints: 2 },
      inputs: [[2, 3, 3, 3]],
      outputs: [[2, 2, 12, 12]],
      params: 242n,
      macs: 4_248n,
    },
  ],
});
