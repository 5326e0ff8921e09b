import type { Expr } from '../../algebra/expression.ts';
import { mul } from '../../algebra/expression.ts';
import type { Expansion } from '../../language/expansion.ts';
import type { Analysis } from '../analyzer.ts';
import type { Convention } from './convention.ts';
import {
  conventionCost,
  conventionLabel,
  conventionOf,
  conventionText,
  designCost,
  designError,
  toolError,
  unitOf,
} from './conventions.ts';

/** Units a stored cost can be shown in at once: the two conventions that only multiply it. */
export const costUnits = ['macs', 'flops'] as const;
export type CostUnit = (typeof costUnits)[number];

/** A cost with the unit it wears and what is counted, so that it can be held against the number of another tool. */
export interface Cost {
  readonly value: Expr | null;
  readonly unit: string;
  readonly convention: string;
  /** The convention in as few words as stand beside every number. */
  readonly label: string;
  /** The error with which the tool stops instead of counting. */
  readonly error?: string;
}

const worn = (value: Expr | null, convention: Convention, error: string | null = null): Cost => ({
  value,
  unit: unitOf(convention),
  convention: conventionText(convention),
  label: conventionLabel(convention),
  ...(error !== null && { error }),
});

/** The cost of one expansion under a convention; null is unknown, or what the tool cannot count. */
export const expansionCost = (expansion: Expansion | null | undefined, convention: Convention): Cost =>
  expansion == null
    ? worn(null, convention)
    : worn(conventionCost(expansion, convention), convention, toolError([expansion], convention));

/** Multiply-accumulates of convolutions and linear layers, or twice as many floating-point operations; null is unknown. */
export function costOf(macs: Expr | null, unit: CostUnit): Cost {
  const convention = conventionOf(unit);
  return worn(macs === null ? null : mul(convention.perMac, macs), convention);
}

const known = new WeakMap<Analysis['items'], Map<Convention, Cost>>();

/**
 * The cost of a design as another tool counts it; null is unknown, or what the tool cannot count. Worked out once for the
 * items of a design, whose total stands in several places and which an edit that only moves some leaves as they are.
 */
export function costUnder(analysis: Analysis, convention: Convention): Cost {
  const costs = known.get(analysis.items) ?? new Map<Convention, Cost>();
  known.set(analysis.items, costs);
  const cost =
    costs.get(convention) ??
    worn(designCost(analysis, convention), convention, designError(analysis, convention));
  costs.set(convention, cost);
  return cost;
}
