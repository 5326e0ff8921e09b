import type { GraphBuilder } from '../language/definition.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import type { Given } from '../language/field.ts';
import { structural, toggle } from '../language/field.ts';
import type { Wire } from '../language/wire.ts';
import { globalAvgPool } from '../operators/pooling.ts';
import { dropout } from '../operators/regularization.ts';
import { resize } from '../operators/resize.ts';
import { concat } from '../operators/tensor.ts';
import { convUnit, normField } from './conv-unit.ts';
import { widthField } from './detection-fields.ts';
import { separableConv } from './separable-conv.ts';

export const separableField = toggle({
  label: 'Separable',
  help: 'Cuts each 3 × 3 convolution into a depthwise and a 1 × 1 one.',
  default: false,
});

export const rateField = structural({
  label: 'Rate',
  help: 'Step between the taps of the first 3 × 3 branch; the others step by two and three times as much. 12 at an output stride of 8, 6 at 16.',
  unit: 'px',
  min: 1,
  max: 21,
  default: 12,
});

export const convOf =
  (isSeparable: boolean) =>
  (graph: GraphBuilder, name: string, given: Given<typeof separableConv.fields>, x: Wire): Wire =>
    isSeparable ? graph.add(name, separableConv, given, x) : graph.add(name, convUnit, given, x);

/**
 * Atrous spatial pyramid pooling: a 1 × 1 branch, three 3 × 3 branches that look further and further, and the mean of the
 * whole map, joined by a 1 × 1 convolution.
 */
export const aspp = defineBlock({
  id: 'aspp',
  title: 'ASPP',
  summary: 'Looks at every position at several distances and at the whole map, and joins what it sees.',
  reference:
    'Chen et al., DeepLabV3, 2017, arXiv 1706.05587; torchvision segmentation/deeplabv3.py ASPP; separable as in segmentation_models.pytorch 5006616',
  family: 'block',
  section: 'Segmentation',
  fields: { rate: rateField, channels: widthField(256), separable: separableField, norm: normField },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ rate, channels, separable, norm }, [x], graph) => {
    const unit = { outChannels: channels, norm };
    const conv = convOf(separable);
    const seen = [graph.add('point', convUnit, { ...unit, kernel: 1 }, x!)];
    for (let i = 1; i <= 3; i++) seen.push(conv(graph, `rate${i}`, { ...unit, dilation: rate * i }, x!));
    const mean = graph.add('pool', globalAvgPool, {}, x!);
    const image = graph.add('image', convUnit, { ...unit, kernel: 1 }, mean);
    seen.push(graph.add('spread', resize, { mode: 'bilinear', to: 'input' }, image, x!));
    const joined = graph.add('concat', concat, { inputs: seen.length }, ...seen);
    const projected = graph.add('project', convUnit, { ...unit, kernel: 1 }, joined);
    return [graph.add('dropout', dropout, {}, projected)];
  },
  symbolicInputs: (_, free) => [[1n, free('C'), free('H'), free('W')]],
  examples: [
    {
      title: 'rate 2',
      fields: { rate: 2, channels: 4 },
      inputs: [[1, 6, 5, 7]],
      outputs: [[1, 4, 5, 7]],
      params: 824n,
      macs: 26_344n,
    },
    {
      title: 'separable, two images',
      fields: { rate: 1, channels: 4, separable: true },
      inputs: [[2, 6, 4, 4]],
      outputs: [[2, 4, 4, 4]],
      params: 410n,
      macs: 10_864n,
    },
  ],
});
