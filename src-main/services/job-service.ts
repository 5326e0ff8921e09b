import type {
  DeviceReport,
  Job,
  JobProgress,
  JobReport,
  Services,
  WindowEvents,
} from '../../src-core/contract.ts';
import type { Issue, Result } from '../../src-core/errors.ts';
import { fail, issue, ok } from '../../src-core/errors.ts';
import type { Access } from '../files/access.ts';
import type { ResultStore } from '../files/result-store.ts';
import type { RunningJob } from '../runner/client.ts';
import { notKept, resultsOfWork, thisMachine } from './stored-results.ts';

/** What the services need of the runner. */
export interface Runner {
  devices(again: boolean): Promise<Result<readonly DeviceReport[]>>;
  start(job: Job, progress: (event: Omit<JobProgress, 'job'>) => void): RunningJob;
  close(): Promise<void>;
}

/** What the jobs of a window keep of what they measured. */
export interface Keeping {
  readonly results: Pick<ResultStore, 'add'>;
  /** Of Blockwright. */
  readonly version: string;
}

type JobServices = Pick<Services, 'devices' | 'startJob' | 'cancelJob'>;

export interface Jobs {
  readonly services: JobServices;
  /** Stops everything that is still running. */
  end(): void;
}

/** A person waits for one or two; each holds its designs until it has ended. */
const jobLimit = 16;

const noRuntime = (): Result<never> =>
  fail(issue('run/no-runtime', {}, { platform: `${process.platform}-${process.arch}` }));

/** The jobs of one window; it hears of its own jobs only. `runner` is null where the platform has no runtime. */
type JobEvents = Pick<WindowEvents, 'jobProgress' | 'jobDone'>;

export function jobServices(
  runner: Runner | null,
  access: Access,
  window: JobEvents,
  { results, version }: Keeping,
): Jobs {
  const running = new Map<number, RunningJob>();
  /** Jobs that have been taken on and have not ended. */
  let unfinished = 0;
  let last = 0;
  let ended = false;

  /** An export goes to the path that the access allows, links followed. */
  async function admitted(job: Job): Promise<Result<Job>> {
    if (job.kind !== 'export' && job.kind !== 'exportPyTorch') return ok(job);
    const real = await access.resolve(job.path);
    if (!real.ok) return real;
    if (job.kind === 'export' || job.weights === null) return ok({ ...job, path: real.value });
    const weights = await access.resolve(job.weights);
    return weights.ok ? ok({ ...job, path: real.value, weights: weights.value }) : weights;
  }

  async function keep(task: Job, report: JobReport): Promise<readonly Issue[]> {
    const measured = resultsOfWork(task, report, thisMachine(version));
    const kept = measured.length === 0 ? ok(null) : await results.add(measured);
    return kept.ok ? [] : notKept(kept.issues);
  }

  function begin(job: number, task: Job, on: Runner): void {
    if (ended) return;
    const started = on.start(task, (event) => window.jobProgress({ job, ...event }));
    running.set(job, started);
    void started.result.then(async (result) => {
      running.delete(job);
      unfinished -= 1;
      // Whatever the window shows by now, or whether it is still there: what was measured is kept.
      window.jobDone({ job, result, notes: result.ok ? await keep(task, result.value) : [] });
    });
  }

  return {
    services: {
      devices: ({ again }) => (runner === null ? Promise.resolve(noRuntime()) : runner.devices(again)),
      async startJob({ job }) {
        if (runner === null) return noRuntime();
        const allowed = await admitted(job);
        if (!allowed.ok) return allowed;
        if (unfinished >= jobLimit) return fail(issue('run/too-many-jobs', {}, { limit: jobLimit }));
        unfinished += 1;
        last += 1;
        const number = last;
        // The answer leaves first, so that the window knows the number before it hears of the job.
        setImmediate(() => begin(number, allowed.value, runner));
        return ok({ job: number });
      },
      async cancelJob({ job }) {
        const found = running.get(job);
        found?.cancel();
        return ok({ cancelled: found !== undefined });
      },
    },
    end() {
      ended = true;
      for (const job of running.values()) job.cancel();
      running.clear();
    },
  };
}
