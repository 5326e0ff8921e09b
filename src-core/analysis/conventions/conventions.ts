import type { Expr } from '../../algebra/expression.ts';
import { add, mul } from '../../algebra/expression.ts';
import { callOf } from '../../language/called.ts';
import type { Expansion } from '../../language/expansion.ts';
import type { Operation } from '../../language/operation.ts';
import type { Analysis } from '../analyzer.ts';
import type { Convention } from './convention.ts';
import type { ModelMode } from './model-mode.ts';
import { ownWeightCost } from './own-weights.ts';
import type { ConventionName } from './rules.ts';
import { conventions } from './rules.ts';
import type { TermCondition } from './terms.ts';
import { holds, sumOfTerms } from './terms.ts';

const inOtherMode = new Map<ConventionName, Convention>();

/**
 * The convention of that name, counting a model in that mode. The tool's own mode holds where none is asked for, and where
 * the tool leaves no choice. Always the same object.
 */
export function conventionOf(name: ConventionName, mode?: ModelMode): Convention {
  const convention: Convention = conventions.find((one) => one.name === name)!;
  if (mode === undefined || mode === convention.mode || !convention.keepsMode) return convention;
  const other = inOtherMode.get(name) ?? { ...convention, mode };
  inOtherMode.set(name, other);
  return other;
}

/** What a number under a convention is: MACs where a multiply-accumulate counts once, FLOPs where it counts twice. */
export const unitOf = ({ perMac }: Convention): string => (perMac === 1n ? 'MACs' : 'FLOPs');

/** Whether the number is Blockwright's own, and no other tool's. */
const isOwn = ({ name }: Convention): boolean => name === 'macs' || name === 'flops';

/** Whose number it is, in as few words as stand beside every number: what is counted, or the tool that counts so. */
export const conventionLabel = (convention: Convention): string =>
  isOwn(convention) ? 'conv + linear' : convention.title;

/** What is counted and by whom, for the line beside a number. */
export const conventionText = (convention: Convention): string => {
  const { title, calls, counts, mode, keepsMode } = convention;
  if (isOwn(convention)) return counts;
  return `${title}, “${calls}”: ${counts}${keepsMode ? `; of a model in ${mode}` : ''}`;
};

/** A cost, or the error with which the tool stops instead. The cost is null where nobody here knows it. */
type Priced = { readonly cost: Expr | null } | { readonly error: string };

/** Costs by convention and expansion: equal uses share an expansion, so each is priced once. */
const priced = new WeakMap<Convention, WeakMap<Expansion, Priced>>();

function knownCosts(convention: Convention): WeakMap<Expansion, Priced> {
  const known = priced.get(convention) ?? new WeakMap<Expansion, Priced>();
  priced.set(convention, known);
  return known;
}

function pricedOf(expansion: Expansion, convention: Convention): Priced {
  if (expansion.facts.opaque > 0) return { cost: null };
  // What only multiplies the MACs is known without a walk.
  if (isOwn(convention)) return { cost: mul(convention.perMac, expansion.facts.macs) };
  const known = knownCosts(convention);
  const before = known.get(expansion);
  if (before !== undefined) return before;
  const found = priceOf(expansion, convention);
  known.set(expansion, found);
  return found;
}

function priceOf(expansion: Expansion, convention: Convention): Priced {
  const { definition, children, passesThrough } = expansion;
  if (definition.kind === 'block') {
    const error = errorOf(definition.operation?.(expansion.values), convention, () => true);
    if (error !== undefined) return { error };
    const inside = children.map((child) => pricedOf(child.expansion, convention));
    const failed = inside.find((one) => 'error' in one);
    return failed ?? { cost: add(...inside.map((one) => ('cost' in one ? (one.cost ?? 0n) : 0n))) };
  }
  if (passesThrough || definition.boundary !== undefined) return { cost: 0n };
  const use = { definition, expansion };
  const error = errorOf(definition.operation, convention, (when) => holds(when, use, convention.mode));
  if (error !== undefined) return { error };
  const terms = convention.prices[callOf(expansion)][definition.operation];
  return { cost: terms === undefined ? 0n : sumOfTerms(terms, use, convention.mode) };
}

/** The error of a tool that stops at an operation, where the mode and what else must hold do. */
const errorOf = (
  operation: Operation | undefined,
  { failures = [], mode }: Convention,
  isMet: (when: TermCondition) => boolean,
): string | undefined =>
  failures.find(
    (failure) =>
      failure.operation === operation &&
      (failure.mode ?? mode) === mode &&
      (failure.when === undefined || isMet(failure.when)),
  )?.error;

/**
 * The cost of an expansion under a convention, for the whole batch unless the tool counts one image; null where the tool
 * cannot count it. Exact; free symbols of the shapes stay in it.
 */
export function conventionCost(expansion: Expansion, convention: Convention): Expr | null {
  const found = pricedOf(expansion, convention);
  return 'cost' in found ? found.cost : null;
}

/** What several expansions cost together under a convention; null where the tool cannot count one of them. */
export function sumOfCosts(expansions: readonly Expansion[], convention: Convention): Expr | null {
  const costs = expansions.map((expansion) => conventionCost(expansion, convention));
  return costs.includes(null) ? null : add(...(costs as Expr[]));
}

/** The error with which the tool stops instead of counting one of the expansions; null where it counts them all. */
export function toolError(expansions: readonly Expansion[], convention: Convention): string | null {
  for (const expansion of expansions) {
    const found = pricedOf(expansion, convention);
    if ('error' in found) return found.error;
  }
  return null;
}

const expansionsOf = ({ order, items }: Analysis): readonly Expansion[] =>
  order.map((id) => items.get(id)!.expansion!);

/** The error with which the tool stops instead of counting a design; null where it counts it, or nobody could. */
export const designError = (analysis: Analysis, convention: Convention): string | null =>
  analysis.totals === null ? null : toolError(expansionsOf(analysis), convention);

/** The cost of a design under a convention; null where any of its items is unknown, or the tool cannot count it. */
export function designCost(analysis: Analysis, convention: Convention): Expr | null {
  if (analysis.totals === null) return null;
  const expansions = expansionsOf(analysis);
  const items = sumOfCosts(expansions, convention);
  if (items === null || convention.ownWeights === undefined) return items;
  return add(items, ownWeightCost(expansions));
}
