import { create } from 'zustand';
import type {
  CompileReport,
  Job,
  JobDone,
  JobProgress,
  JobReport,
  ProfileReport,
  RunReport,
} from '../../src-core/contract.ts';
import type { Design } from '../../src-core/document/design.ts';
import { fail, type Issue, issue, type Result } from '../../src-core/errors.ts';
import { call } from '../rpc/services.ts';
import { type MeasuredTime, timesByPath } from './profile-times.ts';

export interface RunningJob {
  readonly kind: Job['kind'];
  /** Null until the services have taken it. */
  readonly id: number | null;
  readonly phase: JobProgress['phase'] | null;
  readonly done: number;
  readonly total: number;
}

/** A profile, with the design it measured: where the design has changed since, its numbers are stale. */
export interface MeasuredProfile {
  readonly report: ProfileReport;
  readonly design: Design;
  /** Time of every item at every depth, by path. */
  readonly times: ReadonlyMap<string, MeasuredTime>;
}

export interface JobsState {
  readonly running: RunningJob | null;
  readonly profile: MeasuredProfile | null;
  readonly run: { readonly report: RunReport; readonly design: Design } | null;
  readonly compiled: { readonly report: CompileReport; readonly design: Design } | null;
  /** Why the last job failed; null after one that did not. */
  readonly failure: readonly Issue[] | null;
}

export const useJobs = create<JobsState>(() => ({
  running: null,
  profile: null,
  run: null,
  compiled: null,
  failure: null,
}));

const waiting = new Map<number, (result: Result<JobReport>) => void>();
/** Results that arrive before the answer that says which job they belong to. */
const early = new Map<number, Result<JobReport>>();

export function onJobProgress({ job, phase, done, total }: JobProgress): void {
  const { running } = useJobs.getState();
  if (running !== null && (running.id === job || running.id === null)) {
    useJobs.setState({ running: { ...running, id: job, phase, done, total } });
  }
}

export function onJobDone({ job, result }: JobDone): void {
  const settle = waiting.get(job);
  if (settle === undefined) early.set(job, result);
  else settle(result);
  waiting.delete(job);
}

/** Forgets jobs that the services no longer know, after a connection was lost. */
export function abandonJobs(): void {
  for (const settle of waiting.values()) settle(fail(issue('call/unreachable')));
  waiting.clear();
  early.clear();
}

/** Starts a job and waits for its report; one at a time. Its progress and failure stand in the store. */
export async function runJob<Report extends JobReport>(job: Job): Promise<Result<Report>> {
  if (useJobs.getState().running !== null)
    return fail(issue('call/failed', {}, { call: job.kind, detail: 'another job is running' }));
  useJobs.setState({ running: { kind: job.kind, id: null, phase: null, done: 0, total: 0 }, failure: null });
  const result = await settled(job);
  useJobs.setState({ running: null, failure: result.ok ? null : result.issues });
  return result as Result<Report>;
}

async function settled(job: Job): Promise<Result<JobReport>> {
  const started = await call('startJob', { job });
  if (!started.ok) return started;
  const id = started.value.job;
  const known = early.get(id);
  if (known !== undefined) {
    early.delete(id);
    return known;
  }
  const { running } = useJobs.getState();
  if (running !== null) useJobs.setState({ running: { ...running, id } });
  return new Promise((resolve) => waiting.set(id, resolve));
}

/** Stops the running job; its result then is the issue run/cancelled. */
export async function cancelJob(): Promise<void> {
  const id = useJobs.getState().running?.id;
  if (id != null) await call('cancelJob', { job: id });
}

/** Keeps a profile and hands its times to nodes, tables and charts. */
export function keepProfile(report: ProfileReport, design: Design): void {
  useJobs.setState({ profile: { report, design, times: timesByPath(report) } });
}
