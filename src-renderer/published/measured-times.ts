import { useEffect, useMemo } from 'react';
import type { Analysis } from '../../src-core/analysis/analyzer.ts';
import type { ProfileReport, RunReport } from '../../src-core/contract.ts';
import type { Design } from '../../src-core/document/design.ts';
import { computationOf, useCompare } from '../store/compared-designs.ts';
import { knownGraph, useGraphsOf } from '../store/graphs.ts';
import { useJobs } from '../store/jobs.ts';
import type { AuditedRow } from '../store/published.ts';
import { loadResults, useResults } from '../store/results.ts';

/** The design that a row speaks of; null for a block on its own, and where it cannot be counted. */
export const designOf = ({ counted }: AuditedRow): Design | null =>
  typeof counted === 'string' ? null : (counted.analysis?.design ?? null);

/** True where both compute the same. */
export const areEqual = (a: Design, b: Design): boolean => computationOf(a) === computationOf(b);

/** What was measured of a row's network: in this session, or on another day or machine, which it then names. */
export interface MeasuredRun extends Pick<RunReport, 'adapter' | 'threads' | 'runs'> {
  readonly device: string;
  readonly medianMs: number;
  /** Null for a run of this session. */
  readonly stored: { readonly at: string; readonly machine: string } | null;
}

/** The last run of a row's network, where one was made. */
export type RunOf = (row: AuditedRow) => MeasuredRun | null;

/** Profiling costs time, so a profile counts by its runs without it. */
const ofSession = ({
  device,
  adapter,
  threads,
  runs,
  ms,
  ...rest
}: RunReport | ProfileReport): MeasuredRun => ({
  device,
  adapter,
  threads,
  runs,
  medianMs: 'plain' in rest ? rest.plain.median : ms.median,
  stored: null,
});

/** What is published is of single precision, and of a runtime that optimises. */
const isUsual = ({ precision, level }: { readonly precision: string; readonly level: string }): boolean =>
  precision === 'fp32' && level === 'all';

/** By graph, the newest single precision result of each: what is published is of single precision. */
function useStoredRuns(): ReadonlyMap<string, MeasuredRun> {
  const results = useResults((state) => state.results);
  useEffect(() => void loadResults(), []);
  return useMemo(() => {
    const single = (results ?? []).filter(({ settings }) => isUsual(settings));
    return new Map(
      single.toReversed().map(({ graph, device, adapter, settings, ms, at, machine }) => {
        const { threads, runs } = settings;
        return [graph, { device, adapter, threads, runs, medianMs: ms.median, stored: { at, machine } }];
      }),
    );
  }, [results]);
}

const noAnalyses: readonly Analysis[] = [];

/** Runs by what computes: those of this session first, of the comparison and of the open design, then those that were kept. */
export function useMeasuredRuns(rows: readonly AuditedRow[]): RunOf {
  const measurement = useCompare((state) => state.measurement);
  const run = useJobs((state) => state.run);
  const profile = useJobs((state) => state.profile);
  const stored = useStoredRuns();
  const analyses = useMemo(
    () =>
      rows.flatMap(({ counted }) =>
        typeof counted === 'string' || counted.analysis == null ? [] : [counted.analysis],
      ),
    [rows],
  );
  const known = useGraphsOf(stored.size === 0 ? noAnalyses : analyses);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the hashes of more designs may be known now
  return useMemo(() => {
    const runs = new Map<string, RunReport | ProfileReport>();
    for (const done of [run, profile])
      if (done?.box === null && isUsual(done.report)) runs.set(computationOf(done.design), done.report);
    if (measurement?.box === null)
      for (const [key, measured] of measurement.byComputation)
        if (measured.run !== null && isUsual(measured.run)) runs.set(key, measured.run);
    return (row) => {
      if (typeof row.counted === 'string' || row.counted.analysis == null) return null;
      const { analysis } = row.counted;
      const now = runs.get(computationOf(analysis.design));
      return now !== undefined ? ofSession(now) : (stored.get(knownGraph(analysis) ?? '') ?? null);
    };
  }, [measurement, run, profile, stored, known]);
}
