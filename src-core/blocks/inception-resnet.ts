import type { Expr } from '../algebra/expression.ts';
import { channelsOf } from '../language/checks.ts';
import type { GraphBuilder } from '../language/definition.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { choice, real } from '../language/field.ts';
import type { Wire } from '../language/wire.ts';
import { relu } from '../operators/activation.ts';
import { product, sum } from '../operators/arithmetic.ts';
import { constant } from '../operators/constant.ts';
import { conv2d } from '../operators/convolution.ts';
import { convUnit } from './conv-unit.ts';
import type { InceptionUnit } from './inception-unit.ts';
import { inceptionUnit, joined } from './inception-unit.ts';
import { stageOf } from './stage.ts';

const inceptionKinds = ['a', 'b', 'c'] as const;
type Kind = (typeof inceptionKinds)[number];

/** One convolution of a branch: channels, rows and columns of its filters. */
type Conv = readonly [channels: number, rows: number, columns: number];

/** The branches of each kind of block, the shallowest first. */
export const inceptionBranches: Readonly<Record<Kind, readonly (readonly Conv[])[]>> = {
  a: [
    [[32, 1, 1]],
    [
      [32, 1, 1],
      [32, 3, 3],
    ],
    [
      [32, 1, 1],
      [48, 3, 3],
      [64, 3, 3],
    ],
  ],
  b: [
    [[192, 1, 1]],
    [
      [128, 1, 1],
      [160, 1, 7],
      [192, 7, 1],
    ],
  ],
  c: [
    [[192, 1, 1]],
    [
      [192, 1, 1],
      [224, 1, 3],
      [256, 3, 1],
    ],
  ],
};

/** Adds the branches of a kind and joins them. */
function branched(graph: GraphBuilder, kind: Kind, unit: InceptionUnit, x: Wire): Wire {
  const ends = inceptionBranches[kind].map((convs, branch) =>
    convs.reduce((y, [channels, kernel, kernelWidth], index) => {
      const conv = { outChannels: BigInt(channels), kernel, kernelWidth, ...unit };
      return graph.add(`branch${branch + 1}-conv${index + 1}`, convUnit, conv, y);
    }, x),
  );
  return joined(graph, ...ends);
}

export const kindField = choice({
  label: 'Kind',
  help: 'Which branches it has: a for the finest maps, b with 1 × 7 and 7 × 1 filters, c with 1 × 3 and 3 × 1.',
  options: inceptionKinds,
  default: 'a',
});

/** Inception-ResNet's block: branches, joined, brought back to the channels of the input, weakened and added to it. */
export const inceptionResnetBlock = defineBlock({
  id: 'inception-resnet-block',
  title: 'Inception-ResNet block',
  summary: 'Joins branches of several filters, brings them to the width of the input, weakens and adds them.',
  reference:
    'Szegedy et al., Inception-v4, 2016, arXiv 1602.07261; pretrained-models.pytorch 8aae3d8, pretrainedmodels/models/inceptionresnetv2.py',
  family: 'block',
  section: 'Inception, dense, VGG',
  fields: {
    kind: kindField,
    scale: real({
      label: 'Residual scale',
      help: 'What the branches are multiplied by before the addition; at 1 nothing is.',
      min: -1e6,
      max: 1e6,
      default: 0.17,
    }),
    last: choice({
      label: 'Behind the addition',
      help: 'What follows the addition.',
      options: ['relu', 'none'],
      default: 'relu',
    }),
    ...inceptionUnit,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ kind, scale, last, ...unit }, [x], graph) => {
    const outChannels: Expr = channelsOf(x!.shape);
    const up = { outChannels, kernel: 1, bias: true } as const;
    let y = graph.add('up', conv2d, up, branched(graph, kind, unit, x!));
    if (scale !== 1)
      y = graph.add('scale', product, {}, y, graph.add('factor', constant, { values: [scale] }));
    y = graph.add('add', sum, {}, y, x!);
    return [last === 'relu' ? graph.add('act', relu, {}, y) : y];
  },
  repeated: { first: {}, others: {} },
  symbolicInputs: (_, free) => [[1n, free('C'), free('H'), free('W')]],
  examples: [
    {
      title: 'kind a',
      inputs: [[1, 8, 3, 4]],
      outputs: [[1, 8, 3, 4]],
      params: 52_968n,
      macs: 629_760n,
    },
    {
      title: 'kind b',
      fields: { kind: 'b', scale: 0.1 },
      inputs: [[1, 4, 3, 2]],
      outputs: [[1, 4, 3, 2]],
      params: 362_564n,
      macs: 2_167_296n,
    },
    {
      title: 'kind c, the last one',
      fields: { kind: 'c', scale: 1, last: 'none' },
      inputs: [[2, 4, 2, 2]],
      outputs: [[2, 4, 2, 2]],
      params: 306_116n,
      macs: 2_435_072n,
    },
  ],
});

export const inceptionResnetStage = stageOf(inceptionResnetBlock, {
  id: 'inception-resnet-stage',
  title: 'Inception-ResNet stage',
  examples: [
    {
      title: 'two of kind c',
      fields: { depth: 2, kind: 'c' },
      inputs: [[1, 4, 2, 2]],
      outputs: [[1, 4, 2, 2]],
      params: 612_232n,
      macs: 2_435_072n,
    },
  ],
});
