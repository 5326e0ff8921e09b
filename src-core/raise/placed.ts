import type { Solution } from './solve.ts';

/** A block that stands where values enter it. */
export interface Standing extends Solution {
  /** The values that enter it, in the order of its inputs: a tensor, or it with its axes in another order. */
  readonly entries: readonly number[];
}

/** A block in the place of operators of a flat program. */
export interface Placed extends Standing {
  /** The operators of the program that it takes, by number. */
  readonly operators: readonly number[];
  /** Blocks that are the same with more said of them, such as a stage of one copy. */
  readonly others: readonly Solution[];
  /** True where the file says that it was exported from it. */
  readonly isSaid?: boolean;
}
