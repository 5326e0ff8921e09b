import type { BusySign } from '../../src-core/contract.ts';
import { medianIndex } from './timing.ts';

/** What was seen of the machine while runs were made. */
export interface Watched {
  /** Cores that were busy with something else, on average. */
  readonly otherCores: number;
  /** How often a second the system took a thread's core away. */
  readonly switchesPerSecond: number;
  /** Milliseconds of the same small piece of work, done before and after each run. */
  readonly spins: readonly number[];
  /** Times of the runs in their order, one list for each thing that ran in turn, in any unit. */
  readonly series: readonly (readonly number[])[];
}

const medianOf = (times: readonly number[]): number => times[medianIndex(times)] ?? 0;

/** How far the median of the last third is from that of the first, as a share of all; 0 where there are too few to tell. */
function driftOf(times: readonly number[]): number {
  const third = Math.floor(times.length / 3);
  if (third < 5) return 0;
  const [first, last] = [medianOf(times.slice(0, third)), medianOf(times.slice(-third))];
  return Math.abs(last - first) / medianOf(times);
}

/** The share of runs that took more than one and a half times the median. */
const outliersOf = (times: readonly number[]): number =>
  times.filter((time) => time > 1.5 * medianOf(times)).length / times.length;

/** How much longer than the quickest the small piece of work took, as a share of it, nine times in ten at most. */
function unevennessOf(spins: readonly number[]): number {
  if (spins.length < 10) return 0;
  const sorted = [...spins].sort((a, b) => a - b);
  return sorted[Math.ceil(0.9 * sorted.length) - 1]! / sorted[0]! - 1;
}

const greatest = (values: readonly number[]): number =>
  values.reduce((most, value) => Math.max(most, value), 0);

/** From what on each sign says that something else kept the machine busy. */
const bounds = { others: 0.2, switches: 200, spin: 0.25, drift: 0.05, outliers: 0.1 } as const;

/** The signs that something else kept the machine busy; none of the runs is left out because of them. */
export function busySigns({ otherCores, switchesPerSecond, spins, series }: Watched): readonly BusySign[] {
  const values: Readonly<Record<BusySign['sign'], number>> = {
    others: otherCores,
    switches: switchesPerSecond,
    spin: unevennessOf(spins),
    drift: greatest(series.map(driftOf)),
    outliers: greatest(series.map(outliersOf)),
  };
  return Object.entries(bounds).flatMap(([name, bound]) => {
    const sign = name as BusySign['sign'];
    return values[sign] > bound ? [{ sign, value: values[sign], bound }] : [];
  });
}
