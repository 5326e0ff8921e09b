import type { Expr } from '../algebra/expression.ts';
import { mul } from '../algebra/expression.ts';
import { channelsOf } from '../language/checks.ts';
import type { GraphBuilder } from '../language/definition.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { dimension, toggle } from '../language/field.ts';
import type { Wire } from '../language/wire.ts';
import { channelShuffle } from '../operators/channel-shuffle.ts';
import { concat, split } from '../operators/tensor.ts';
import { convUnit } from './conv-unit.ts';
import { filterSide, filterStep } from './mobile-fields.ts';
import type { ResidualUnit } from './residual.ts';
import { opensOnce, residualUnit, unitOf } from './residual.ts';
import { stageOf } from './stage.ts';

interface Branch {
  readonly channels: Expr;
  readonly filter: { readonly kernel: Expr; readonly stride: number; readonly dilation: number };
  readonly unit: ResidualUnit;
}

/** A depthwise filter without activation, then a 1 × 1 convolution to the branch's width. */
function filterAndMix(graph: GraphBuilder, names: readonly [string, string], branch: Branch, x: Wire): Wire {
  const { channels, filter, unit } = branch;
  const width = channelsOf(x.shape);
  const each = { outChannels: width, groups: width, ...filter, ...unit, activation: 'none' } as const;
  const filtered = graph.add(names[0], convUnit, each, x);
  return graph.add(names[1], convUnit, { outChannels: channels, kernel: 1, ...unit }, filtered);
}

/**
 * ShuffleNetV2 unit: one branch convolves, the other does less, both are joined and their channels shuffled in two
 * groups. The unit that opens a stage gives the whole input to both branches, each with a strided depthwise filter; the
 * others cut their input in halves and hand the first one on.
 */
export const shuffleUnit = defineBlock({
  id: 'shuffle-unit',
  title: 'Shuffle unit',
  summary: 'Convolves half of the channels, joins them with the other half and shuffles.',
  reference:
    'Ma et al., ShuffleNet V2, 2018, arXiv 1807.11164; torchvision shufflenetv2.py, InvertedResidual',
  family: 'block',
  section: 'Mobile',
  fields: {
    branch: dimension({
      label: 'Branch channels',
      help: 'Channels of each branch; twice as many leave the unit.',
      symbol: 'b',
      unit: 'ch',
      min: 1,
      max: 32_768,
      default: 58,
    }),
    k: filterSide,
    stride: { ...filterStep, help: 'Step of the unit that opens a stage; 2 halves rows and columns.' },
    first: toggle({
      label: 'Opens a stage',
      help: 'Both branches convolve the whole input, so channels and size may change; else the input is cut in halves.',
      default: true,
    }),
    ...residualUnit,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: (v, [x], graph) => {
    const { branch: channels, k: kernel, stride, first, dilation } = v;
    const unit = unitOf(v);
    const branch = { channels, filter: { kernel, stride: first ? stride : 1, dilation }, unit };
    const [kept, taken] = first
      ? [filterAndMix(graph, ['side-depthwise', 'side-mix'], branch, x!), x!]
      : (graph.addAll('split', split, { sizes: [channels, channels] }, x!) as [Wire, Wire]);
    const mixed = graph.add('mix', convUnit, { outChannels: channels, kernel: 1, ...unit }, taken);
    const y = filterAndMix(graph, ['depthwise', 'mix-again'], branch, mixed);
    const joined = graph.add('concat', concat, { inputs: 2 }, kept, y);
    return [graph.add('shuffle', channelShuffle, { groups: 2 }, joined)];
  },
  repeated: opensOnce,
  symbolicInputs: ({ branch, first }, free) => [
    [1n, first ? free('C_in') : mul(2n, branch), free('H'), free('W')],
  ],
  examples: [
    {
      title: 'opens stage 2 of ShuffleNetV2',
      fields: { stride: 2 },
      inputs: [[1, 24, 8, 8]],
      outputs: [[1, 116, 4, 4]],
      params: 7_398n,
      macs: 176_992n,
    },
    {
      title: 'later in stage 2: half of the channels pass',
      fields: { first: false },
      inputs: [[1, 116, 8, 8]],
      outputs: [[1, 116, 8, 8]],
      params: 7_598n,
      macs: 464_000n,
    },
  ],
});

export const shuffleStage = stageOf(shuffleUnit, {
  id: 'shuffle-stage',
  title: 'Shuffle stage',
  examples: [
    {
      title: 'two units',
      fields: { depth: 2, branch: 8, stride: 2 },
      inputs: [[1, 6, 8, 8]],
      outputs: [[1, 16, 4, 4]],
      params: 610n,
      macs: 10_080n,
    },
  ],
});
