import type { DeviceReport, Hello, Job, JobDone, JobProgress } from '../../../src-core/contract.ts';
import type { Result } from '../../../src-core/errors.ts';
import { fail, issue, ok } from '../../../src-core/errors.ts';
import type { KnownBox } from '../../files/known-boxes.ts';
import type { RunningJob } from '../../runner/client.ts';
import type { Progress, Work, WorkReportOf } from '../../runner/protocol.ts';
import { readResult } from '../../runner/protocol.ts';
import type { BoxLine } from './box-line.ts';
import { openBoxLine } from './box-line.ts';

/** Kinds of work that a box does: those whose answer is figures. Files and values stay on the machine that has them. */
const measuring = ['compile', 'run', 'profile', 'measure'] as const;
type Measuring = Extract<Job, { readonly kind: (typeof measuring)[number] }>;

const isMeasuring = (work: Work): work is Measuring => measuring.some((kind) => kind === work.kind);

interface Waiting {
  readonly progress: (progress: Progress) => void;
  readonly done: (result: unknown) => void;
}

const cancelled: Result<never> = fail(issue('run/cancelled'));

/**
 * Another machine's runner, through its serve shell, with the calls that a window makes. Whatever ends the line ends its jobs
 * there: the shell cancels what a window that has gone had started.
 */
export class BoxRunner {
  readonly #known: KnownBox;
  readonly #version: string;
  readonly #waiting = new Map<number, Waiting>();
  /** Answers that arrive before the number of their job is known. */
  readonly #early = new Map<number, unknown>();
  #line: Promise<Result<BoxLine>> | null = null;
  #isClosed = false;

  /** @param version of Blockwright here, which the box must have too */
  constructor(known: KnownBox, version: string) {
    this.#known = known;
    this.#version = version;
  }

  start<One extends Work>(
    work: One,
    progress: (progress: Progress) => void = () => undefined,
  ): RunningJob<WorkReportOf<One>> {
    const controller = new AbortController();
    return { result: this.#perform(work, progress, controller.signal), cancel: () => controller.abort() };
  }

  /** Which devices work there; tried anew where they were tried before. */
  async devices(again = false): Promise<Result<readonly DeviceReport[]>> {
    const line = await this.#connected();
    if (!line.ok) return line;
    const answer = (await line.value.call('devices', { again })) as Result<readonly unknown[]>;
    if (!answer.ok) return this.#isClosed ? cancelled : answer;
    const reports = answer.value.map((one) => readResult('probe', { ok: true, value: one }));
    const read = reports.flatMap((report) => (report?.ok ? [report.value] : []));
    return read.length === reports.length ? ok(read) : this.#other();
  }

  /** Ends the line, and with it what runs there for it. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const line = await this.#line;
    if (!line?.ok) return;
    line.value.close();
    await line.value.gone;
  }

  #other(): Result<never> {
    return fail(issue('box/other', {}, { box: this.#known.box }));
  }

  #connected(): Promise<Result<BoxLine>> {
    this.#line ??= this.#connect();
    return this.#line;
  }

  /** Opens the line and asks who is there. Issues also: box/version. */
  async #connect(): Promise<Result<BoxLine>> {
    const opened = await openBoxLine(this.#known, {
      jobProgress: ({ job, phase, done, total }: JobProgress) =>
        this.#waiting.get(job)?.progress({ phase, done, total }),
      jobDone: ({ job, result }: JobDone) => {
        const waiting = this.#waiting.get(job);
        if (waiting === undefined) this.#early.set(job, result);
        else waiting.done(result);
      },
      openRequested: () => undefined,
    });
    if (!opened.ok) return opened;
    const hello = (await opened.value.call('hello', {})) as Result<Partial<Hello> | null>;
    const theirs = hello.ok ? hello.value?.version : undefined;
    if (theirs === this.#version) return opened;
    opened.value.close();
    if (!hello.ok) return hello;
    if (typeof theirs !== 'string') return this.#other();
    const versions = { box: this.#known.box, theirs: theirs.slice(0, 64), ours: this.#version };
    return fail(issue('box/version', {}, versions));
  }

  async #perform<One extends Work>(
    work: One,
    progress: (progress: Progress) => void,
    signal: AbortSignal,
  ): Promise<Result<WorkReportOf<One>>> {
    const { box } = this.#known;
    if (!isMeasuring(work)) return fail(issue('box/figures-only', {}, { box }));
    const connected = await this.#connected();
    if (!connected.ok) return connected;
    const line = connected.value;
    const started = (await line.call('startJob', { job: work })) as Result<{ readonly job: number }>;
    if (!started.ok) return this.#isClosed ? cancelled : started;
    const { job } = started.value;
    const cancel = (): void => void line.call('cancelJob', { job });
    signal.addEventListener('abort', cancel);
    if (signal.aborted) cancel();
    const broken = line.gone.then(() =>
      this.#isClosed || signal.aborted ? cancelled : fail(issue('box/line-broken', {}, { box })),
    );
    const done = new Promise<Result<WorkReportOf<One>>>((resolve) => {
      const settle = (answer: unknown): void =>
        resolve(readResult<One['kind']>(work.kind, answer) ?? this.#other());
      this.#waiting.set(job, { progress, done: settle });
      if (this.#early.has(job)) settle(this.#early.get(job));
    });
    const result = await Promise.race([done, broken]);
    signal.removeEventListener('abort', cancel);
    this.#waiting.delete(job);
    this.#early.delete(job);
    return result;
  }
}
