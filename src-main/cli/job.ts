import type { Result } from '../../src-core/errors.ts';
import { ok } from '../../src-core/errors.ts';
import type { Work, WorkReportOf } from '../runner/protocol.ts';
import type { Maker, Measured } from '../services/stored-results.ts';
import { measuredBy, notKept, thisMachine } from '../services/stored-results.ts';
import type { Io, Runner } from './io.ts';
import { runnerOf } from './place.ts';
import { issueLines } from './printable.ts';
import { ProgressLine } from './progress.ts';

/** On which machine work is done, and the machines that were named with their addresses. */
export interface Where {
  /** Null for this one. */
  readonly box: string | null;
  readonly connect: readonly string[];
}

export const here: Where = { box: null, connect: [] };

/**
 * Starts a runner for some work and ends it afterwards, whatever happened. Ctrl+C ends it at once: what it was doing
 * gives the issue run/cancelled.
 */
export async function withRunner<T>(
  io: Io,
  { box, connect }: Where,
  work: (runner: Runner) => Promise<Result<T>>,
): Promise<Result<T>> {
  const opened = await runnerOf(io, box, connect);
  if (!opened.ok) return opened;
  const runner = opened.value;
  const release = io.onInterrupt(() => void runner.close());
  try {
    return await work(runner);
  } finally {
    release();
    await runner.close();
  }
}

/** What a result says of where and by what it was made. */
export const madeOn = ({ version }: Io, box: string | null): Maker =>
  box === null ? thisMachine(version) : { blockwright: version, machine: box, platform: null };

/** Keeps results of measurements. What was measured stands, so why it cannot be kept is only said. */
export async function keepResults(io: Io, { results, profiles }: Measured): Promise<void> {
  if (results.length === 0) return;
  const kept = await io.results.add(results, profiles);
  if (!kept.ok) io.err(issueLines(notKept(kept.issues)));
}

/** Runs one piece of work in a runner of its own; what it measures goes to the results of the person. */
export async function runJob<One extends Work>(
  io: Io,
  job: One,
  where: Where = here,
): Promise<Result<WorkReportOf<One>>> {
  const done = await runKept(io, job, where);
  return done.ok ? ok(done.value.report) : done;
}

/** As `runJob`, with what was kept of it. */
export async function runKept<One extends Work>(
  io: Io,
  job: One,
  where: Where = here,
): Promise<Result<{ readonly report: WorkReportOf<One>; readonly measured: Measured }>> {
  const report = await runAlone(io, job, where);
  if (!report.ok) return report;
  const measured = measuredBy(job, report.value, madeOn(io, where.box));
  await keepResults(io, measured);
  return ok({ report: report.value, measured });
}

/** Runs one piece of work, and shows a person who watches how far it is. */
export async function runOn<One extends Work>(
  runner: Runner,
  io: Io,
  job: One,
): Promise<Result<WorkReportOf<One>>> {
  const line = new ProgressLine(io);
  try {
    return await runner.start(job, (event) => line.update(event)).result;
  } finally {
    line.clear();
  }
}

const runAlone = <One extends Work>(io: Io, job: One, where: Where): Promise<Result<WorkReportOf<One>>> =>
  withRunner(io, where, (runner) => runOn(runner, io, job));
