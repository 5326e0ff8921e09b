import type { Condition } from '../../algebra/condition.ts';
import type { Expr } from '../../algebra/expression.ts';
import type { Product } from '../../algebra/product.ts';
import type { SeriesCondition } from '../../language/series.ts';

/** What a derivation counts: trained parameters, multiply-accumulates, or bytes of all activations written. */
export const derivedQuantities = ['params', 'macs', 'memory'] as const;
export type DerivedQuantity = (typeof derivedQuantities)[number];

/**
 * What its first lines list: every operator of every channel group; the items; or items whose maps are of one size together.
 * Inside an item a stage is an item.
 */
export const groupings = ['group', 'item', 'stage'] as const;
export type Grouping = (typeof groupings)[number];

/** One line's reason. See `stepSentence`. */
export type StepKind = 'list' | 'substitute' | 'series' | 'sum' | 'collect' | 'close' | 'value' | 'total';

/** A name that a line uses for a size, and what it stands for; later ones may name earlier ones. */
export interface NamedSize {
  readonly name: string;
  readonly value: Expr;
  /** For a size with an index, as c_j: the first, and the one after this in terms of this. */
  readonly rule?: { readonly first: Expr; readonly next: Expr };
}

/** A sum over an index. */
export interface SumBounds {
  readonly index: string;
  readonly from: Expr;
  readonly to: Expr;
}

/** One term of a line, with the items it came from. */
export interface DerivationTerm {
  /** Multiplied out; in a line with names it is written in them. */
  readonly value: Expr;
  /** The product it is written as; null where it is written as its value. */
  readonly product: Product | null;
  /** Where the term stands for a sum over an index, of which it is the summand. */
  readonly over: SumBounds | null;
  /** The channel group, item or stage it belongs to, as a path; null where terms of several are collected. */
  readonly label: string | null;
  /** Paths of the items it was counted in, sorted. */
  readonly origins: readonly string[];
}

/** One line: its terms add up to what the line before says, under the condition where there is one. */
export interface DerivationStep {
  readonly kind: StepKind;
  readonly terms: readonly DerivationTerm[];
  /** Names the terms are written in. */
  readonly names: readonly NamedSize[];
  /** What the line rests on beyond the line before; empty where it always holds. */
  readonly condition: Condition;
  /** In a line of numbers: whether it goes back to the line with the floors, as the condition does not hold there. */
  readonly keepsFloors: boolean;
  /** The numbers that were put in, by name, in a line of numbers. */
  readonly numbers: ReadonlyMap<string, Expr>;
}

export const step = (
  kind: StepKind,
  terms: readonly DerivationTerm[],
  more: Partial<Omit<DerivationStep, 'kind' | 'terms'>> = {},
): DerivationStep => ({
  kind,
  terms,
  names: [],
  condition: [],
  keepsFloors: false,
  numbers: new Map(),
  ...more,
});

export interface Derivation {
  readonly of: DerivedQuantity;
  readonly by: Grouping;
  readonly steps: readonly DerivationStep[];
  /** The count with its floors, the count without, and when the two are equal. */
  readonly exact: Expr;
  readonly form: Expr;
  readonly condition: Condition;
  /** What the sizes of a sum rest on where the number of groups is a symbol; null elsewhere. */
  readonly series: SeriesCondition | null;
}
