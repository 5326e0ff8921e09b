/** The least and the largest value that a tensor was seen to have. */
export interface ValueRange {
  readonly low: number;
  readonly high: number;
}

/** By the names of tensors. */
export type ValueRanges = ReadonlyMap<string, ValueRange>;
