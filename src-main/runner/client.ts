import type { DeviceReport, JobReport } from '../../src-core/contract.ts';
import type { Result } from '../../src-core/errors.ts';
import { fail, issue } from '../../src-core/errors.ts';
import { sweepLeftovers } from '../files/passing-file.ts';
import type { ConnectionOptions } from './connection.ts';
import { Connection } from './connection.ts';
import { probeDevices } from './devices.ts';
import type { Progress, Work, WorkReportOf } from './protocol.ts';
import type { StartProcess } from './start.ts';
import { forkProcess, runnerEntry } from './start.ts';
import { Turns } from './task-queue.ts';
import type { Patience } from './watchdog.ts';
import { usualPatience } from './watchdog.ts';

export interface RunnerOptions {
  /** Of Blockwright; stands in the files the runner writes. */
  readonly version: string;
  /** How a runner is started; as a child of Node where nothing else is given. */
  readonly start?: StartProcess;
  /** The built entry of the runner; where the build puts it, when absent. */
  readonly entry?: string;
  /** Additions to the environment of the runner, such as the folder of a Vulkan driver: it is read when a process starts. */
  readonly env?: Readonly<Record<string, string>>;
  /** How long the runner may be silent. */
  readonly patience?: Patience;
  /** A runner with nothing to do is ended after so many milliseconds. */
  readonly idleMs?: number;
}

export interface RunningJob<Report = JobReport> {
  /** Never rejects: a crash is run/crashed, a cancelled job run/cancelled. */
  readonly result: Promise<Result<Report>>;
  /** Ends the job, by killing the process that works on it; `result` follows when it is gone. */
  cancel(): void;
}

const defaultIdleMs = 60_000;
const cancelled: Result<never> = fail(issue('run/cancelled'));

/**
 * Starts, watches and kills the process that owns onnxruntime. Jobs are done one at a time, in the order of asking, by
 * one process that is kept warm between them. No call here blocks or takes more than a moment of the event loop.
 */
export class RunnerClient {
  readonly #options: ConnectionOptions;
  readonly #idleMs: number;
  readonly #connection: Connection;
  readonly #turns = new Turns();
  readonly #closing = new AbortController();
  #idle: NodeJS.Timeout | null = null;
  #devices: Promise<Result<readonly DeviceReport[]>> | null = null;

  constructor(options: RunnerOptions) {
    this.#options = {
      version: options.version,
      start: options.start ?? forkProcess,
      entry: options.entry ?? runnerEntry(),
      env: options.env ?? {},
      patience: options.patience ?? usualPatience,
    };
    this.#idleMs = options.idleMs ?? defaultIdleMs;
    this.#connection = new Connection(this.#options);
  }

  start<One extends Work>(
    work: One,
    progress: (progress: Progress) => void = () => undefined,
  ): RunningJob<WorkReportOf<One>> {
    const controller = new AbortController();
    const result = this.#perform(work, progress, controller.signal);
    return { result, cancel: () => controller.abort() };
  }

  /** Which devices work here. Tried once and remembered, or tried `again`; between jobs, never beside one. */
  devices(again = false): Promise<Result<readonly DeviceReport[]>> {
    if (again || this.#devices === null) {
      this.#devices = probeDevices(this.#options, this.#turns, this.#closing.signal, cancelled);
    }
    return this.#devices;
  }

  /** Cancels everything and ends the process; resolves when it is gone, and its temporary files with it. */
  async close(): Promise<void> {
    this.#stopIdle();
    this.#closing.abort();
    await this.#connection.kill();
    await this.#turns.ended();
  }

  #perform<One extends Work>(
    work: One,
    progress: (progress: Progress) => void,
    cancel: AbortSignal,
  ): Promise<Result<WorkReportOf<One>>> {
    const signal = AbortSignal.any([cancel, this.#closing.signal]);
    return this.#turns
      .take(() => this.#attempt(work, progress, signal), signal, cancelled)
      .finally(() => this.#startIdle());
  }

  async #attempt<One extends Work>(
    work: One,
    progress: (progress: Progress) => void,
    signal: AbortSignal,
  ): Promise<Result<WorkReportOf<One>>> {
    this.#stopIdle();
    const outcome = await this.#connection.request(work, progress, signal);
    if ('result' in outcome) return outcome.result;
    if (work.kind === 'export' || work.kind === 'exportPyTorch') await sweepLeftovers(work.path);
    if (work.kind === 'exportPyTorch' && work.weights !== null) await sweepLeftovers(work.weights);
    return signal.aborted ? cancelled : fail(issue('run/crashed', {}, { detail: outcome.died }));
  }

  #startIdle(): void {
    this.#stopIdle();
    if (this.#closing.signal.aborted) return;
    this.#idle = setTimeout(() => {
      if (this.#turns.idle) void this.#connection.kill();
    }, this.#idleMs);
    this.#idle.unref();
  }

  #stopIdle(): void {
    if (this.#idle !== null) clearTimeout(this.#idle);
    this.#idle = null;
  }
}
