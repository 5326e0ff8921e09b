import { useMemo } from 'react';
import type { RunReport } from '../../src-core/contract.ts';
import type { Design } from '../../src-core/document/design.ts';
import { computationOf, useCompare } from '../store/compared-designs.ts';
import { useJobs } from '../store/jobs.ts';
import type { AuditedRow } from '../store/published.ts';

/** The design that a row speaks of; null for a block on its own, and where it cannot be counted. */
export const designOf = ({ counted }: AuditedRow): Design | null =>
  typeof counted === 'string' ? null : (counted.analysis?.design ?? null);

/** True where both compute the same. */
export const areEqual = (a: Design, b: Design): boolean => computationOf(a) === computationOf(b);

/** The run of a row's network on this machine, where one was made in this session. */
export type RunOf = (row: AuditedRow) => RunReport | null;

/** Runs of this session, by what computes: those of the comparison, and the last run and profile of the open design. */
export function useMeasuredRuns(): RunOf {
  const measurement = useCompare((state) => state.measurement);
  const run = useJobs((state) => state.run);
  const profile = useJobs((state) => state.profile);
  return useMemo(() => {
    const runs = new Map<string, RunReport>();
    for (const done of [run, profile]) if (done !== null) runs.set(computationOf(done.design), done.report);
    for (const [key, measured] of measurement?.byComputation ?? [])
      if (measured.run !== null) runs.set(key, measured.run);
    return (row) => {
      const design = designOf(row);
      return design === null ? null : (runs.get(computationOf(design)) ?? null);
    };
  }, [measurement, run, profile]);
}
