import type { Expr } from '../algebra/expression.ts';
import type { SourceCall } from '../document/design.ts';
import type { GraphBuilder } from '../language/definition.ts';
import { dimension } from '../language/field.ts';
import type { Padding } from '../language/window.ts';
import type { Wire } from '../language/wire.ts';
import { epsilonField } from '../operators/epsilon.ts';
import { maxPool } from '../operators/max-pool.ts';
import { avgPool } from '../operators/pooling.ts';
import { concat } from '../operators/tensor.ts';
import type { Activation } from './activate.ts';
import type { norms } from './conv-unit.ts';
import { activationField, convUnit, normField } from './conv-unit.ts';

/** What follows every convolution of an inception block: a batch norm that adds 1e-3, and ReLU. */
export const inceptionUnit = {
  norm: normField,
  activation: activationField,
  epsilon: { ...epsilonField, default: 1e-3 },
} as const;

export interface InceptionUnit {
  readonly norm: (typeof norms)[number];
  readonly activation: Activation;
  readonly epsilon: number;
}

/** A width of a branch, with what its field is called where that is shorter. */
export const branchWidth = (what: string, symbol: string, channels: number, label = what) =>
  dimension({
    label,
    help: `Channels of the ${what}.`,
    symbol,
    unit: 'ch',
    min: 1,
    max: 65_536,
    default: channels,
  });

/** One convolution of a branch: its name, its filters, and how they slide; 3 × 3 and size-keeping where nothing is said. */
export interface BranchConv {
  readonly name: string;
  readonly outChannels: Expr;
  readonly kernel?: Expr | number;
  readonly kernelWidth?: number;
  readonly stride?: number;
  readonly padding?: Padding;
  readonly bias?: boolean;
}

/**
 * Adds the convolutions of a branch one after the other; what follows them is called so by their source, as a function by
 * torchvision's BasicConv2d.
 */
export const branch = (
  graph: GraphBuilder,
  { norm, activation, epsilon }: InceptionUnit,
  x: Wire,
  convs: readonly BranchConv[],
  call: SourceCall = 'function',
): Wire =>
  convs.reduce((y, { name, ...conv }) => {
    const unit = graph.add(name, convUnit, { ...conv, norm, activation, epsilon }, y);
    graph.callAs(name, call);
    return unit;
  }, x);

/** The average pool of a branch: 3 × 3, keeps the size, counts the padding; a function in torchvision. */
export function branchAverage(graph: GraphBuilder, x: Wire): Wire {
  const pooled = graph.add('pool', avgPool, { stride: 1 }, x);
  graph.callAs('pool', 'function');
  return pooled;
}

/** How the branches of a reducing block step: 3 × 3 by two, not padded. */
export const reducing = { stride: 2, padding: 'none' } as const;

/** The max pool that is a branch of a reducing block; a function in torchvision. */
export function branchReduction(graph: GraphBuilder, x: Wire): Wire {
  const pooled = graph.add('pool', maxPool, reducing, x);
  graph.callAs('pool', 'function');
  return pooled;
}

/** Joins the branches. */
export const joined = (graph: GraphBuilder, ...branches: readonly Wire[]): Wire =>
  graph.add('concat', concat, { inputs: branches.length }, ...branches);
