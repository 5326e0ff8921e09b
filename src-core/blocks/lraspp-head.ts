import { defineBlock, onePort } from '../language/definition.ts';
import { sigmoid } from '../operators/activation.ts';
import { product, sum } from '../operators/arithmetic.ts';
import { conv2d } from '../operators/convolution.ts';
import { globalAvgPool } from '../operators/pooling.ts';
import { resize } from '../operators/resize.ts';
import { convUnit, normField } from './conv-unit.ts';
import { classesField, widthField } from './detection-fields.ts';

/** Lite reduced ASPP: the mean of the whole map gates a narrow view of it; its scores are added to those of an early map. */
export const lrasppHead = defineBlock({
  id: 'lraspp-head',
  title: 'LR-ASPP head',
  summary: 'Gates the last map by its mean and adds its scores to those of an early map.',
  reference:
    'Howard et al., MobileNetV3, 2019, arXiv 1905.02244; torchvision segmentation/lraspp.py LRASPPHead',
  family: 'block',
  section: 'Segmentation',
  fields: {
    channels: widthField(128),
    classes: classesField(21, 'Maps of scores that leave the head.'),
    norm: normField,
  },
  inputs: () => [
    { name: 'early', label: 'a map of fine positions' },
    { name: 'in', label: 'the last map' },
  ],
  outputs: onePort('out'),
  expand: ({ channels, classes, norm }, [fine, coarse], graph) => {
    const narrow = graph.add('narrow', convUnit, { outChannels: channels, kernel: 1, norm }, coarse!);
    const mean = graph.add('pool', globalAvgPool, {}, coarse!);
    const weighed = graph.add('weigh', conv2d, { outChannels: channels, kernel: 1 }, mean);
    const gated = graph.add('scale', product, {}, narrow, graph.add('gate', sigmoid, {}, weighed));
    const larger = graph.add('up', resize, { mode: 'bilinear', to: 'input' }, gated, fine!);
    const score = { outChannels: classes, kernel: 1, bias: true } as const;
    const early = graph.add('early-score', conv2d, score, fine!);
    return [graph.add('add', sum, {}, early, graph.add('score', conv2d, score, larger))];
  },
  symbolicInputs: (_, free) => [
    [1n, free('C_1'), free('H_1'), free('W_1')],
    [1n, free('C_2'), free('H_2'), free('W_2')],
  ],
  examples: [
    {
      title: 'three classes',
      fields: { channels: 4, classes: 3 },
      inputs: [
        [2, 5, 6, 7],
        [2, 6, 3, 4],
      ],
      outputs: [[2, 3, 6, 7]],
      params: 89n,
      macs: 2_892n,
    },
  ],
});
