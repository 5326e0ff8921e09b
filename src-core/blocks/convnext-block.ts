import type { Expr } from '../algebra/expression.ts';
import { mul } from '../algebra/expression.ts';
import { channelsOf, requireChannels } from '../language/checks.ts';
import type { GraphBuilder } from '../language/definition.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { choice, dimension, toggle } from '../language/field.ts';
import type { Wire } from '../language/wire.ts';
import { sum } from '../operators/arithmetic.ts';
import { conv2d } from '../operators/convolution.ts';
import { layerNorm } from '../operators/layer-norm.ts';
import { permute } from '../operators/permute.ts';
import { scale } from '../operators/scale.ts';
import type { Activation } from './activate.ts';
import { activate } from './activate.ts';
import { activationField } from './conv-unit.ts';
import { globalResponseNorm } from './global-response-norm.ts';
import { perceptron, ratioField } from './perceptron.ts';
import { firstField, opensOnce, strideField } from './residual.ts';
import { groupDilation, groupKernel } from './split-fields.ts';
import { stageOf } from './stage.ts';

/** Every layer norm of ConvNeXt adds this to the variance. */
export const convnextEpsilon = 1e-6;

interface Pointwise {
  readonly w: Expr;
  readonly ratio: number;
  readonly activation: Activation;
  readonly responseNorm: boolean;
}

/** Norm, widening, activation and narrowing as linear layers on the channels of each position, which become the last axis. */
function linearLayers(graph: GraphBuilder, x: Wire, { ratio, activation, responseNorm }: Pointwise): Wire {
  let y = graph.add('channels-last', permute, { order: [0, 2, 3, 1] }, x);
  y = graph.add('norm', layerNorm, { axis: 'last', epsilon: convnextEpsilon }, y);
  y = perceptron(graph, y, { ratio, activation, responseNorm });
  return graph.add('channels-first', permute, { order: [0, 3, 1, 2] }, y);
}

/** The same as 1 × 1 convolutions. */
function convolutions(graph: GraphBuilder, x: Wire, { w, ratio, activation, responseNorm }: Pointwise): Wire {
  const pointwise = { kernel: 1, bias: true } as const;
  let y = graph.add('norm', layerNorm, { epsilon: convnextEpsilon }, x);
  y = graph.add('expand', conv2d, { ...pointwise, outChannels: mul(w, BigInt(ratio)) }, y);
  y = activate(graph, 'act', activation, y);
  if (responseNorm) y = graph.add('response', globalResponseNorm, {}, y);
  return graph.add('project', conv2d, { ...pointwise, outChannels: w }, y);
}

/** Norm and convolution between two stages: its windows do not overlap; without a stride they are 2 × 2 and keep the size. */
function downsampled(graph: GraphBuilder, x: Wire, outChannels: Expr, stride: number): Wire {
  const normed = graph.add('down-norm', layerNorm, { epsilon: convnextEpsilon }, x);
  const window =
    stride > 1
      ? ({ kernel: stride, stride, padding: 'none' } as const)
      : ({ kernel: 2, padding: 'same' } as const);
  return graph.add('down', conv2d, { ...window, outChannels, bias: true }, normed);
}

const reduces = (v: { readonly first: boolean; readonly reduce: boolean }): boolean => v.first && v.reduce;

/**
 * ConvNeXt block: depthwise k × k, layer norm, widen, activate, narrow, scale, add. The first copy of a stage
 * comes after the layer that reduces the map and changes channels.
 */
export const convnextBlock = defineBlock({
  id: 'convnext-block',
  title: 'ConvNeXt block',
  summary: 'Convolves each channel with k × k, widens and narrows each position, and adds the input.',
  reference:
    'Liu et al., A ConvNet for the 2020s, 2022, arXiv 2201.03545; torchvision models/convnext.py CNBlock',
  family: 'block',
  section: 'Residual',
  fields: {
    w: dimension({
      label: 'Width w',
      help: 'Channels that leave the block.',
      symbol: 'w',
      unit: 'ch',
      min: 1,
      max: 65_536,
      default: 96,
    }),
    k: { ...groupKernel, help: 'Side length of the depthwise filters; odd.', default: 7 },
    ratio: ratioField,
    stride: {
      ...strideField,
      help: 'Step of the layer before the first copy; 2 halves rows and columns.',
      default: 2,
    },
    first: firstField,
    reduce: toggle({
      label: 'Downsampling layer',
      help: 'A norm and a strided convolution come before the first copy; off where the stage keeps size and channels.',
      default: true,
    }),
    layerScale: toggle({
      label: 'Layer scale',
      help: 'Multiplies each channel by a learned number before the addition.',
      default: true,
    }),
    responseNorm: toggle({
      label: 'Global response norm',
      help: 'A global response norm follows the activation, as in the second ConvNeXt.',
      default: false,
    }),
    pointwise: choice({
      label: 'Pointwise',
      help: 'What widens and narrows: linear layers with the channels last, or 1 × 1 convolutions; their counts are equal.',
      options: ['linear', 'conv'],
      default: 'linear',
    }),
    dilation: groupDilation,
    activation: { ...activationField, help: 'What follows the widening layer.', default: 'gelu' },
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: (v, [input], graph) => {
    const { w, k, dilation } = v;
    const x = reduces(v) ? downsampled(graph, input!, w, v.stride) : input!;
    requireChannels('in', channelsOf(x.shape), w);
    const depthwise = { outChannels: w, kernel: k, groups: w, dilation, bias: true };
    const mixed = graph.add('depthwise', conv2d, depthwise, x);
    let y = (v.pointwise === 'linear' ? linearLayers : convolutions)(graph, mixed, v);
    if (v.layerScale) y = graph.add('scale', scale, {}, y);
    return [graph.add('add', sum, {}, y, x)];
  },
  repeated: opensOnce,
  symbolicInputs: (v, free) => [[1n, reduces(v) ? free('C_in') : v.w, free('H'), free('W')]],
  examples: [
    {
      title: 'first stage of ConvNeXt-T',
      fields: { first: false },
      inputs: [[1, 96, 7, 7]],
      outputs: [[1, 96, 7, 7]],
      params: 79_296n,
      macs: 3_843_168n,
    },
    {
      title: 'opens a stage, odd map',
      fields: { w: 16 },
      inputs: [[1, 8, 7, 6]],
      outputs: [[1, 16, 3, 3]],
      params: 3_520n,
      macs: 30_096n,
    },
    {
      title: 'of the second ConvNeXt',
      fields: { w: 8, k: 3, ratio: 2, first: false, layerScale: false, responseNorm: true },
      inputs: [[1, 8, 4, 5]],
      outputs: [[1, 8, 4, 5]],
      params: 408n,
      macs: 6_560n,
    },
    {
      title: '1 × 1 convolutions, dilated, no layer scale, batch of 2',
      fields: { w: 8, k: 3, ratio: 2, reduce: false, layerScale: false, pointwise: 'conv', dilation: 2 },
      inputs: [[2, 8, 5, 4]],
      outputs: [[2, 8, 5, 4]],
      params: 376n,
      macs: 13_120n,
    },
  ],
});

export const convnextStage = stageOf(convnextBlock, {
  id: 'convnext-stage',
  title: 'ConvNeXt stage',
  examples: [
    {
      title: 'two copies',
      fields: { depth: 2, w: 8, k: 3, ratio: 2 },
      inputs: [[1, 4, 6, 4]],
      outputs: [[1, 8, 3, 2]],
      params: 912n,
      macs: 4_704n,
    },
    {
      title: 'dilated: the size stays',
      fields: { depth: 2, w: 8, k: 3, ratio: 2, dilate: true },
      inputs: [[1, 4, 6, 5]],
      outputs: [[1, 8, 6, 5]],
      params: 912n,
      macs: 23_520n,
    },
  ],
});
