import type { Result } from '../../src-core/errors.ts';
import type { StoredResult } from '../../src-core/results/result.ts';
import type { Work, WorkReportOf } from '../runner/protocol.ts';
import { notKept, resultsOfWork } from '../services/stored-results.ts';
import type { Io, Runner } from './io.ts';
import { issueLines } from './printable.ts';
import { ProgressLine } from './progress.ts';

/**
 * Starts a runner for some work and ends it afterwards, whatever happened. Ctrl+C ends it at once: what it was doing
 * gives the issue run/cancelled.
 */
export async function withRunner<T>(io: Io, work: (runner: Runner) => Promise<T>): Promise<T> {
  const runner = io.openRunner();
  const release = io.onInterrupt(() => void runner.close());
  try {
    return await work(runner);
  } finally {
    release();
    await runner.close();
  }
}

/** Keeps results of measurements. What was measured stands, so why it cannot be kept is only said. */
export async function keepResults(io: Io, results: readonly StoredResult[]): Promise<void> {
  if (results.length === 0) return;
  const kept = await io.results.add(results);
  if (!kept.ok) io.err(issueLines(notKept(kept.issues)));
}

/** Runs one piece of work in a runner of its own; what it measures goes to the results of the person. */
export async function runJob<One extends Work>(io: Io, job: One): Promise<Result<WorkReportOf<One>>> {
  const report = await runAlone(io, job);
  if (report.ok) await keepResults(io, resultsOfWork(job, report.value, io.version));
  return report;
}

function runAlone<One extends Work>(io: Io, job: One): Promise<Result<WorkReportOf<One>>> {
  return withRunner(io, async (runner) => {
    const line = new ProgressLine(io);
    try {
      return await runner.start(job, (event) => line.update(event)).result;
    } finally {
      line.clear();
    }
  });
}
