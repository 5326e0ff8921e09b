import type { Result } from '../../src-core/errors.ts';
import type { Work, WorkReportOf } from '../runner/protocol.ts';
import type { Io, Runner } from './io.ts';
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

/** Runs one piece of work in a runner of its own. */
export function runJob<One extends Work>(io: Io, job: One): Promise<Result<WorkReportOf<One>>> {
  return withRunner(io, async (runner) => {
    const line = new ProgressLine(io);
    try {
      return await runner.start(job, (event) => line.update(event)).result;
    } finally {
      line.clear();
    }
  });
}
