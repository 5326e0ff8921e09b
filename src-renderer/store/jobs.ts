import { create } from 'zustand';
import type { Analysis } from '../../src-core/analysis/analyzer.ts';
import type {
  CompileReport,
  Job,
  JobDone,
  JobProgress,
  JobReport,
  ProfileReport,
  ReportOf,
  RunReport,
} from '../../src-core/contract.ts';
import type { Design } from '../../src-core/document/design.ts';
import type { Issue, Result } from '../../src-core/errors.ts';
import { fail, issue } from '../../src-core/errors.ts';
import type { Expansion } from '../../src-core/language/expansion.ts';
import type { Comparable } from '../../src-core/results/compare-results.ts';
import { call } from '../rpc/services.ts';
import { whenIdle } from '../work/idle.ts';
import { comparableOf } from './comparable.ts';
import { useDevices, whereOf } from './devices.ts';
import { useDocument } from './document.ts';
import { graphOf } from './graphs.ts';
import type { MeasuredTime } from './profile-times.ts';
import { timesByPath } from './profile-times.ts';
import { renamedReport } from './renamed-profile.ts';
import { onMeasured } from './results.ts';
import { hideTimes } from './view.ts';
import { wireTimes } from './wire-times.ts';

export interface RunningJob {
  readonly kind: Job['kind'];
  /** Null until the services have taken it. */
  readonly id: number | null;
  readonly phase: JobProgress['phase'] | null;
  readonly done: number;
  readonly total: number;
  /** When the first report of the phase came, in milliseconds of the window's clock, and what was done by then. */
  readonly since: { readonly ms: number; readonly done: number } | null;
}

/** A profile, with the design it measured. */
export interface MeasuredProfile {
  /** The other machine that it was measured on; null for this one. */
  readonly box: string | null;
  readonly report: ProfileReport;
  readonly design: Design;
  readonly analysis: Analysis;
  /** What each item of the design was when it was measured. */
  readonly expansions: ReadonlyMap<string, Expansion | null>;
  /** Time of every item at every depth, by path. */
  readonly times: ReadonlyMap<string, MeasuredTime>;
  /** Of changes of layout and copies, by the two items of a level between which a wire runs. */
  readonly wires: ReturnType<typeof wireTimes>;
}

export interface JobsState {
  readonly running: RunningJob | null;
  readonly profile: MeasuredProfile | null;
  /** What the profile before this one measured of the document, before an edit or not; null where there was none. */
  readonly before: Comparable | null;
  /** True where the design has changed since the profile: its numbers are shown, as stale. */
  readonly profileIsStale: boolean;
  readonly run: { readonly report: RunReport; readonly design: Design; readonly box: string | null } | null;
  readonly compiled: { readonly report: CompileReport; readonly design: Design } | null;
  /** Why the last job failed; null after one that did not. */
  readonly failure: readonly Issue[] | null;
}

export const useJobs = create<JobsState>(() => ({
  running: null,
  profile: null,
  before: null,
  profileIsStale: false,
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
    const since = running.phase === phase ? running.since : { ms: performance.now(), done };
    useJobs.setState({ running: { ...running, id: job, phase, done, total, since } });
  }
}

export function onJobDone({ job, result, notes }: JobDone): void {
  onMeasured(notes);
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
export async function runJob<One extends Job>(job: One): Promise<Result<ReportOf<One>>> {
  if (useJobs.getState().running !== null)
    return fail(issue('call/failed', {}, { call: job.kind, detail: 'another job is running' }));
  useJobs.setState({
    running: { kind: job.kind, id: null, phase: null, done: 0, total: 0, since: null },
    failure: null,
  });
  const result = await settled(job);
  useJobs.setState({ running: null, failure: result.ok ? null : result.issues });
  // The services answer a job with the report of its kind; the number that links the two has no type.
  return result as Result<ReportOf<One>>;
}

/** What is measured is measured on the machine that was chosen; files are made on this one. */
function machineOf({ kind }: Job): string | null {
  const isMeasured = kind === 'run' || kind === 'profile' || kind === 'measure' || kind === 'compile';
  return isMeasured ? useDevices.getState().box : null;
}

async function settled(job: Job): Promise<Result<JobReport>> {
  const started = await call('startJob', { job, ...whereOf(machineOf(job)) });
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

/** Keeps the profile of a design that was just measured, and hands its times to nodes, tables and charts. */
export function keepProfile(report: ProfileReport, measured: Analysis): void {
  const { profile } = useJobs.getState();
  useJobs.setState({
    profile: profileOf(report, measured, useDevices.getState().box),
    before: profile === null ? null : comparableOf(profile.report, profile.box),
  });
  compareWith(useDocument.getState().analysis);
}

const profileOf = (report: ProfileReport, analysis: Analysis, box: string | null): MeasuredProfile => ({
  box,
  report,
  analysis,
  design: analysis.design,
  times: timesByPath(report),
  wires: wireTimes(report.wires),
  expansions: expansionsOf(analysis.items),
});

const expansionsOf = (items: Analysis['items']): MeasuredProfile['expansions'] =>
  new Map([...items].map(([id, item]) => [id, item.expansion]));

/** Whether items are others than those that were measured: moving them about changes none, a rename does. */
function hasOthers({ expansions }: MeasuredProfile, { items }: Analysis): boolean {
  return (
    expansions.size !== items.size || [...items].some(([id, item]) => expansions.get(id) !== item.expansion)
  );
}

/** Longer programs are not lowered again after each edit: their profile is stale once an item has another name. */
const longestCompared = 20_000;

let takeBack = (): void => undefined;

/** A profile is stale where the design computes something else by now; one whose items have other names gets these. */
function compareWith(analysis: Analysis): void {
  takeBack();
  const { profile } = useJobs.getState();
  if (profile === null) return;
  const isOther = hasOthers(profile, analysis);
  useJobs.setState({ profileIsStale: isOther });
  if (!isOther || analysis.pending > 0 || profile.report.nodes.length > longestCompared) return;
  takeBack = whenIdle(() => {
    if (graphOf(analysis) !== profile.report.graph) return;
    const report = renamedReport(profile.report, profile.analysis, analysis);
    if (report !== null)
      useJobs.setState({ profile: profileOf(report, analysis, profile.box), profileIsStale: false });
  });
}

useDocument.subscribe(({ analysis, opened }, before) => {
  if (opened !== before.opened) {
    takeBack();
    useJobs.setState({ profile: null, before: null, profileIsStale: false, run: null, compiled: null });
    hideTimes();
  } else if (analysis.items !== before.analysis.items) compareWith(analysis);
});
