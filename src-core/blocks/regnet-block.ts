import type { Expr } from '../algebra/expression.ts';
import { add, div, isInteger, sub } from '../algebra/expression.ts';
import { floorDiv } from '../algebra/rounding.ts';
import { channelsOf } from '../language/checks.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { dimension, structural, toggle } from '../language/field.ts';
import { refuse } from '../language/refusal.ts';
import type { Wire } from '../language/wire.ts';
import { activationField, convUnit, normField } from './conv-unit.ts';
import type { ResidualShape } from './residual.ts';
import { bottleneckBody, firstField, opensOnce, residualInput, strideField, unitOf } from './residual.ts';
import { groupDilation, groupKernel } from './split-fields.ts';
import { squeezeExcitation } from './squeeze-excitation.ts';
import { stageOf } from './stage.ts';

/**
 * A quarter, rounded to the nearest integer and of two to the even one, as Python's round does it. It is a sum of
 * floors, which may stay symbols.
 */
export const roundedQuarter = (channels: Expr): Expr =>
  add(floorDiv(add(channels, 1n), 4n), sub(floorDiv(add(channels, 2n), 8n), floorDiv(add(channels, 1n), 8n)));

const shapeOf = (v: {
  readonly w: Expr;
  readonly stride: number;
  readonly dilation: number;
  readonly first: boolean;
}): ResidualShape => ({
  outChannels: v.w,
  stride: v.first ? v.stride : 1,
  dilation: v.dilation,
  projects: v.first,
});

/**
 * RegNet block: a bottleneck that does not narrow, with groups of one width. With squeeze-and-excitation it is RegNetY's;
 * the reduced channels follow the channels that enter the block.
 */
export const regnetBlock = defineBlock({
  id: 'regnet-block',
  title: 'RegNet block',
  summary: 'Convolves with 1 × 1, with k × k in groups of one width, with 1 × 1, and adds the input.',
  reference:
    'Radosavovic et al., Designing Network Design Spaces, 2020, arXiv 2003.13678; torchvision models/regnet.py ResBottleneckBlock',
  family: 'block',
  section: 'Residual',
  fields: {
    w: dimension({
      label: 'Width w',
      help: 'Channels of every convolution; as many leave the block.',
      symbol: 'w',
      unit: 'ch',
      min: 1,
      max: 65_536,
      default: 64,
    }),
    groupWidth: structural({
      label: 'Group width',
      help: 'Channels of each group of the k × k convolution; it divides the width.',
      unit: 'ch',
      min: 1,
      max: 65_536,
      default: 16,
    }),
    k: groupKernel,
    stride: strideField,
    first: firstField,
    se: toggle({
      label: 'Squeeze-and-excitation',
      help: 'Weighs the channels after the k × k convolution, with a quarter of the input’s channels between: RegNetY.',
      default: false,
    }),
    dilation: groupDilation,
    norm: normField,
    activation: activationField,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: (v, [x], graph) => {
    const { w, groupWidth, k, dilation } = v;
    if (isInteger(w) && w % BigInt(groupWidth) !== 0n) {
      refuse('shape/not-divisible', { field: 'groupWidth' }, { value: String(w), divisor: groupWidth });
    }
    const residual = shapeOf(v);
    const unit = unitOf(v);
    const groups = div(w, BigInt(groupWidth));
    const conv2 = { outChannels: w, kernel: k, stride: residual.stride, dilation, groups, ...unit };
    const squeeze = {
      reduced: roundedQuarter(channelsOf(x!.shape)),
      activation: unit.activation === 'silu' ? 'silu' : 'relu',
    } as const;
    const middle = (narrowed: Wire): Wire => {
      const y = graph.add('conv2', convUnit, conv2, narrowed);
      return v.se ? graph.add('se', squeezeExcitation, squeeze, y) : y;
    };
    const body = { residual, inner: w, shortcut: 'conv', unit, attention: 'none' } as const;
    return [bottleneckBody(graph, x!, body, middle)];
  },
  repeated: opensOnce,
  symbolicInputs: (v, free) => [residualInput(shapeOf(v), free)],
  examples: [
    {
      title: 'opens the second stage of RegNetX-400MF',
      fields: { stride: 2 },
      inputs: [[1, 32, 8, 8]],
      outputs: [[1, 64, 4, 4]],
      params: 17_920n,
      macs: 376_832n,
    },
    {
      title: 'second copy with squeeze-and-excitation',
      fields: { w: 104, groupWidth: 8, first: false, se: true },
      inputs: [[1, 104, 5, 5]],
      outputs: [[1, 104, 5, 5]],
      params: 35_282n,
      macs: 733_408n,
    },
  ],
});

export const regnetStage = stageOf(regnetBlock, {
  id: 'regnet-stage',
  title: 'RegNet stage',
  examples: [
    {
      title: 'two copies of RegNetY, odd map',
      fields: { depth: 2, w: 16, groupWidth: 8, stride: 2, se: true },
      inputs: [[1, 8, 7, 7]],
      outputs: [[1, 16, 4, 4]],
      params: 3_782n,
      macs: 57_664n,
    },
  ],
});
