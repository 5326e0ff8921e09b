import type { Timing } from '../../src-core/contract.ts';
import { medianInterval } from './median-interval.ts';

/** Index, in `times`, of the run whose time is the median; of an even number of runs the lower of the two in the middle. */
export function medianIndex(times: readonly number[]): number {
  const order = times.map((_, index) => index).sort((a, b) => times[a]! - times[b]! || a - b);
  const index = order[Math.floor((times.length - 1) / 2)];
  if (index === undefined) throw new RangeError('there is no median of no runs');
  return index;
}

/** The time `share` of the runs do not exceed, by nearest rank: always one that was measured. */
function percentile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
}

/** Sums up timed runs given in whole microseconds, in milliseconds; every figure is the time of one of the runs. */
export function timingOf(microseconds: readonly number[]): Timing {
  const [low, high] = medianInterval(microseconds);
  return {
    min: percentile(microseconds, 0) / 1000,
    median: microseconds[medianIndex(microseconds)]! / 1000,
    p90: percentile(microseconds, 0.9) / 1000,
    p99: percentile(microseconds, 0.99) / 1000,
    interval: [low / 1000, high / 1000],
  };
}
