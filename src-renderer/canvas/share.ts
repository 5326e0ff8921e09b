import { useConvention } from '../store/convention.ts';
import { useDocument } from '../store/document.ts';
import { useJobs } from '../store/jobs.ts';
import type { Metric } from '../store/metrics.ts';
import { largestAt, metricAt, metricTotal } from '../store/metrics.ts';
import { parentOf } from '../store/navigation.ts';
import { useCompared } from '../store/profile-comparison.ts';

export interface Share {
  readonly value: number | null;
  /** Of the design's total, from 0 to 1; null where it is unknown or does not add up. */
  readonly ofTotal: number | null;
  /** Of the largest item of the level, from 0 to 1; from -1 where the metric may be less than nothing. */
  readonly ofLargest: number;
}

/** One metric of an item against the design and against its neighbours. */
export function useShare(path: string, metric: Metric): Share {
  const times = useJobs((state) => state.profile?.times ?? null);
  const totalMs = useJobs((state) => state.profile?.report.totalMs ?? null);
  const convention = useConvention();
  const changes = useCompared()?.byPath ?? null;
  const reading = { times, convention, changes };
  const value = useDocument((state) => metricAt(state.analysis, path, metric, reading));
  const total = useDocument((state) => metricTotal(state.analysis, metric, totalMs, convention));
  const largest = useDocument((state) => largestAt(state.analysis, parentOf(path), metric, reading));
  return {
    value,
    ofTotal: value === null || total === null || total === 0 ? null : value / total,
    ofLargest: value === null || largest === 0 ? 0 : value / largest,
  };
}
