import type { Expr } from '../algebra/expression.ts';
import { floorDiv } from '../algebra/rounding.ts';
import { channelsOf } from '../language/checks.ts';
import type { GraphBuilder } from '../language/definition.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { choice } from '../language/field.ts';
import type { Wire } from '../language/wire.ts';
import { adaptiveAvgPool } from '../operators/adaptive-pooling.ts';
import { sum } from '../operators/arithmetic.ts';
import { conv2d } from '../operators/convolution.ts';
import { dropout } from '../operators/regularization.ts';
import { resize } from '../operators/resize.ts';
import { concat } from '../operators/tensor.ts';
import { convUnit, normField } from './conv-unit.ts';
import { classesField, numberedPorts, widthField } from './detection-fields.ts';

/** Rows and columns of the small maps that the whole map is averaged to. */
const bins = [1, 2, 3, 6] as const;

const classes = classesField(150, 'Maps of scores that leave the head.');
const dropShare = 100;

/** Means over ever finer parts of the map, each narrowed to `channels` and enlarged again, joined behind the map itself. */
export const pyramidPooling = defineBlock({
  id: 'pyramid-pooling',
  title: 'Pyramid pooling',
  summary: 'Joins a map with its means over the whole and over 2 × 2, 3 × 3 and 6 × 6 parts of it.',
  names: ['PPM', 'pyramid pooling module'],
  reference: 'Zhao et al., PSPNet, 2016, arXiv 1612.01105; hszhao/semseg 4f274c3, model/pspnet.py, PPM',
  family: 'block',
  section: 'Segmentation',
  fields: {
    channels: { ...widthField(512), help: 'Channels that each of the means is narrowed to.' },
    mode: choice({
      label: 'Mode',
      help: 'How the means are enlarged: between pixel centres, or with the corners in place.',
      options: ['bilinear', 'bilinear-corners'],
      default: 'bilinear-corners',
    }),
    norm: normField,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ channels, mode, norm }, [x], graph) => {
    const seen = bins.map((side): Wire => {
      const size = { rows: side, columns: side };
      const mean = graph.add(`pool${side}`, adaptiveAvgPool, size, x!);
      const narrow = graph.add(`conv${side}`, convUnit, { outChannels: channels, kernel: 1, norm }, mean);
      return graph.add(`up${side}`, resize, { mode, to: 'input' }, narrow, x!);
    });
    return [graph.add('concat', concat, { inputs: seen.length + 1 }, x!, ...seen)];
  },
  symbolicInputs: (_, free) => [[1n, free('C'), free('H'), free('W')]],
  examples: [
    {
      title: 'four means of 2 channels, odd map',
      fields: { channels: 2 },
      inputs: [[1, 6, 7, 9]],
      outputs: [[1, 14, 7, 9]],
      params: 64n,
      macs: 600n,
    },
  ],
});

/** PSPNet head: pyramid pooling to a quarter of the channels each, a 3 × 3 convolution and the classes. */
export const pspHead = defineBlock({
  id: 'psp-head',
  title: 'PSPNet head',
  summary: 'Joins means over parts of the map, then scores the classes of every position.',
  reference: 'Zhao et al., PSPNet, 2016, arXiv 1612.01105; hszhao/semseg 4f274c3, model/pspnet.py',
  family: 'block',
  section: 'Segmentation',
  fields: { channels: widthField(512), classes, norm: normField },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ channels, classes: outChannels, norm }, [x], graph) => {
    const quarter = floorDiv(channelsOf(x!.shape), BigInt(bins.length));
    const seen = graph.add('ppm', pyramidPooling, { channels: quarter, norm }, x!);
    const mixed = graph.add('conv', convUnit, { outChannels: channels, norm }, seen);
    return [scored(graph, mixed, outChannels)];
  },
  symbolicInputs: (_, free) => [[1n, free('C'), free('H'), free('W')]],
  examples: [
    {
      title: 'three classes',
      fields: { channels: 4, classes: 3 },
      inputs: [[1, 8, 7, 7]],
      outputs: [[1, 3, 7, 7]],
      params: 679n,
      macs: 29_612n,
    },
  ],
});

/** Scores the classes of every position, behind a dropout. */
const scored = (graph: GraphBuilder, x: Wire, outChannels: Expr): Wire => {
  const kept = graph.add('dropout', dropout, { p: dropShare }, x);
  return graph.add('score', conv2d, { outChannels, kernel: 1, bias: true }, kept);
};

/**
 * UPerNet head: pyramid pooling on the coarsest map, a top-down path over the finer ones, and all levels joined at the size
 * of the finest.
 */
export const uperHead = defineBlock({
  id: 'uper-head',
  title: 'UPerNet head',
  summary:
    'Pools the coarsest map, hands what it saw down a pyramid, joins all levels and scores the classes.',
  reference:
    'Xiao et al., Unified Perceptual Parsing, 2018, arXiv 1807.10221; open-mmlab/mmsegmentation 0d003bc, mmseg/models/decode_heads/uper_head.py',
  family: 'block',
  section: 'Segmentation',
  fields: { channels: widthField(512), classes, norm: normField },
  inputs: () => numberedPorts('in', 4),
  outputs: onePort('out'),
  expand: ({ channels, classes: outChannels, norm }, maps, graph) => {
    const unit = { outChannels: channels, norm };
    const larger = { mode: 'bilinear', to: 'input' } as const;
    const pooled = graph.add('ppm', pyramidPooling, { channels, mode: 'bilinear', norm }, maps.at(-1)!);
    const levels = [graph.add('bottleneck', convUnit, unit, pooled)];
    for (let level = maps.length - 1; level >= 1; level--) {
      const lateral = graph.add(`lateral${level}`, convUnit, { ...unit, kernel: 1 }, maps[level - 1]!);
      const above = graph.add(`down${level}`, resize, larger, levels[0]!, lateral);
      levels.unshift(graph.add(`add${level}`, sum, {}, lateral, above));
    }
    const mixed = levels.map((map, index) =>
      index === levels.length - 1 ? map : graph.add(`conv${index + 1}`, convUnit, unit, map),
    );
    const [finest, ...coarser] = mixed as [Wire, ...Wire[]];
    const enlarged = coarser.map((map, index) => graph.add(`up${index + 2}`, resize, larger, map, finest));
    const joined = graph.add('concat', concat, { inputs: mixed.length }, finest, ...enlarged);
    return [scored(graph, graph.add('fuse', convUnit, unit, joined), outChannels)];
  },
  symbolicInputs: (_, free) =>
    [1, 2, 3, 4].map((level) => [1n, ...['C', 'H', 'W'].map((name) => free(`${name}_${level}`))]),
  examples: [
    {
      title: 'four odd maps',
      fields: { channels: 4, classes: 3 },
      inputs: [
        [1, 3, 21, 17],
        [1, 5, 11, 9],
        [1, 6, 6, 5],
        [1, 8, 3, 3],
      ],
      outputs: [[1, 3, 21, 17]],
      params: 2_167n,
      macs: 296_260n,
    },
  ],
});
