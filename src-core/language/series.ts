import type { Expr } from '../algebra/expression.ts';
import type { Shape } from './shape.ts';
import type { WeightPart } from './weight-part.ts';

/** Trained weights by heading. */
export type WeightCounts = Readonly<Partial<Record<WeightPart, Expr>>>;

/**
 * A size that a series is written in, under a name of its own: c_j of an HS-Block.
 * `value` is its closed form in the index and the fields; null where it has none in the count, and then `at` is all there is.
 */
interface SeriesSize {
  readonly name: string;
  readonly value: Expr | null;
  /** How each term follows from the one before, where that is how it is defined; the rule itself may round. */
  readonly recurrence?: { readonly first: Expr; readonly next: (before: Expr) => Expr };
  /** The size at a number of terms, where it depends on that alone. */
  readonly at?: (count: bigint) => Expr;
}

/** Divisibility under which a series is exact: base^exponent divides a size. */
export interface SeriesCondition {
  readonly base: bigint;
  readonly exponent: Expr;
  readonly size: Expr;
}

/**
 * The weights of a block as a sum over its groups, with their number as a symbol: what is outside of the sum, and the term
 * of each index from `from` to `to`. All its convolutions write maps of one size.
 * A field that changes the graph is a number in every formula but this one.
 */
export interface Series {
  /** The structural field that says how many terms there are; its symbol has the same name. */
  readonly count: string;
  /** The least value of that field from which the sum holds. */
  readonly least: number;
  readonly index: string;
  readonly from: Expr;
  readonly to: Expr;
  readonly sizes: readonly SeriesSize[];
  readonly once: WeightCounts;
  readonly each: WeightCounts;
  /** Null where the sum is always exact. */
  readonly condition: SeriesCondition | null;
}

/** The symbols a block writes its series in. */
export interface SeriesSymbols {
  readonly count: Expr;
  readonly index: Expr;
  readonly inputs: readonly Shape[];
}
