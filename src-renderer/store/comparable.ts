import type { ProfileReport, RunReport } from '../../src-core/contract.ts';
import type { Comparable } from '../../src-core/results/compare-results.ts';

const isProfile = (report: RunReport): report is ProfileReport => 'plain' in report;

/**
 * A report as it is held against others; of a profile the runs without profiling.
 * @param box the other machine that it was measured on; null for this one
 */
export function comparableOf(report: RunReport, box: string | null): Comparable {
  const { graph, device, adapter, onnxruntime, steady, busy, precision, level, threads, runs } = report;
  return {
    graph,
    machine: box ?? '',
    device,
    adapter,
    onnxruntime,
    steady,
    busy: busy.map(({ sign }) => sign),
    settings: { precision, level, threads, runs },
    ms: isProfile(report) ? report.plain : report.ms,
  };
}
