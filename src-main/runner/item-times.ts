import type { ItemTime, SplitRule } from '../../src-core/contract.ts';
import { medianInterval } from './median-interval.ts';
import type { Kernel } from './profile-events.ts';
import type { ProfiledGraph } from './profile-rows.ts';
import { Rows } from './profile-rows.ts';
import { medianIndex } from './timing.ts';

/** Of one item the time in each run, in microseconds. */
interface Series {
  readonly times: number[];
  kernels: number;
}

/** A path and those of all that surrounds it, outermost first. */
const around = (path: string): readonly string[] =>
  path.split('/').map((_, index, names) => names.slice(0, index + 1).join('/'));

/**
 * Time of each item at every depth over several runs, in milliseconds. A run in which an item has no kernel counts as one of no
 * time. Median and interval are those of `timingOf`.
 * @param runs the kernels of each
 */
export function itemTimes(
  runs: readonly (readonly Kernel[])[],
  { owners, works }: ProfiledGraph,
  split: SplitRule,
): readonly ItemTime[] {
  const items = new Map<string, Series>();
  for (const [run, kernels] of runs.entries()) {
    const rows = new Rows();
    for (const kernel of kernels) {
      const owner = owners.get(kernel.node);
      if (owner !== undefined) rows.add(kernel, owner, works, split);
    }
    for (const { path, time, kernels: count } of rows.times(works)) {
      for (const at of around(path)) {
        const series = items.get(at) ?? { times: new Array<number>(runs.length).fill(0), kernels: 0 };
        items.set(at, series);
        series.times[run]! += time;
        if (run === 0) series.kernels += count;
      }
    }
  }
  return [...items].map(([path, { times, kernels }]) => {
    const [low, high] = medianInterval(times);
    return {
      path,
      ms: times[medianIndex(times)]! / 1000,
      interval: [low / 1000, high / 1000],
      kernels,
    };
  });
}
