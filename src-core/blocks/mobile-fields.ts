import type { Expr } from '../algebra/expression.ts';
import { channelsOf, same } from '../language/checks.ts';
import type { GraphBuilder } from '../language/definition.ts';
import { dimension, structural } from '../language/field.ts';
import type { Wire } from '../language/wire.ts';
import { sum } from '../operators/arithmetic.ts';
import { groupKernel } from './split-fields.ts';

/** Fields shared by the blocks that filter each channel on its own and mix channels with 1 × 1 convolutions. */
export const mobileChannels = dimension({
  label: 'Output channels',
  help: 'Channels that leave the block.',
  symbol: 'C_out',
  unit: 'ch',
  min: 1,
  max: 65_536,
  default: 24,
});

export const filterSide = {
  ...groupKernel,
  help: 'Side length of the spatial filters; odd, so that padding keeps the size.',
};

export const filterStep = structural({
  label: 'Stride',
  help: 'Step of the spatial filters; 2 halves rows and columns.',
  unit: 'px',
  min: 1,
  max: 8,
  default: 1,
});

/** How many times as wide as its input a block is inside; 1 leaves the widening convolution out. */
export const ratioField = structural({
  label: 'Ratio t',
  help: 'How many times as wide as its input the block is inside; at 1 nothing is widened.',
  unit: '×',
  min: 1,
  max: 64,
  default: 6,
});

/** In a stage the first copy steps and the others do not. */
export const stepsOnce = { first: {}, others: { stride: 1 } } as const;

interface Step {
  readonly outChannels: Expr;
  readonly stride: number;
}

/** Whether a block may add its input to its output: it keeps the size and the channels. */
export const keepsShape = ({ outChannels, stride }: Step, x: Wire): boolean =>
  stride === 1 && same(channelsOf(x.shape), outChannels);

/** The output of a block, with its input added where both have the same shape. */
export const addInput = (graph: GraphBuilder, step: Step, x: Wire, y: Wire): Wire =>
  keepsShape(step, x) ? graph.add('add', sum, {}, y, x) : y;

/** Free input sizes: as many channels as leave the block where it steps by 1 and so adds its input, else any. */
export const stepInput = ({ outChannels, stride }: Step, free: (name: string) => Expr): Expr[] => [
  1n,
  stride === 1 ? outChannels : free('C_in'),
  free('H'),
  free('W'),
];
