import type { StoredResult } from './result.ts';

/** A result held against another of the same graph. */
export interface ResultChange {
  /** Of the medians: 1.1 for a tenth more time. */
  readonly ratio: number;
  /** Whether the intervals of the medians have nothing in common, so that the change is more than the runs vary. */
  readonly isApart: boolean;
}

/** Null where the two did not compute the same, or there is no time to divide by. */
export function changeOf(base: StoredResult, other: StoredResult): ResultChange | null {
  if (base.graph !== other.graph || !(base.ms.median > 0)) return null;
  const [low, high] = base.ms.interval;
  const [otherLow, otherHigh] = other.ms.interval;
  return { ratio: other.ms.median / base.ms.median, isApart: otherLow > high || otherHigh < low };
}

/** `+12.3%`, and whether that is more than the runs vary. */
export function changeText({ ratio, isApart }: ResultChange): string {
  const percent = (ratio - 1) * 100;
  const sign = percent < 0 ? '−' : '+';
  return `${sign}${Math.abs(percent).toFixed(1)}%${isApart ? '' : ' ≈'}`;
}
