import type {
  DeviceReport,
  Job,
  JobProgress,
  JobReport,
  ReportOf,
  Services,
  WindowEvents,
} from '../../src-core/contract.ts';
import { parseDesign } from '../../src-core/document/parse.ts';
import type { Issue, Result } from '../../src-core/errors.ts';
import { fail, issue, ok } from '../../src-core/errors.ts';
import type { Access } from '../files/access.ts';
import type { CalibrationStore } from '../files/calibrations.ts';
import type { ResultStore } from '../files/result-store.ts';
import type { RunningJob } from '../runner/client.ts';
import { measuredBy, notKept, thisMachine } from './stored-results.ts';

/** What the services need of the runner. */
export interface Runner {
  devices(again: boolean): Promise<Result<readonly DeviceReport[]>>;
  start(job: Job, progress: (event: Omit<JobProgress, 'job'>) => void): RunningJob;
  close(): Promise<void>;
}

/** The other machines of a person, as runners. */
export interface Boxes {
  names(): Promise<readonly string[]>;
  /** Connects to one: `gpu-box=http://127.0.0.1:…`. Issues: box/address, box/unreachable, box/not-let-in, box/other. */
  connect(address: string): Promise<Result<{ readonly box: string }>>;
  /** Issue: box/unknown. */
  open(box: string): Promise<Result<Runner>>;
}

/** What the jobs of a window keep of what they measured. */
export interface Keeping {
  readonly results: Pick<ResultStore, 'add'>;
  readonly calibrations: CalibrationStore;
  /** Of Blockwright. */
  readonly version: string;
  readonly boxes: Boxes;
}

type JobServices = Pick<
  Services,
  'devices' | 'boxes' | 'connectBox' | 'calibrations' | 'startJob' | 'cancelJob'
>;

/** The designs that a job works on. */
function textsOf(job: Job): readonly string[] {
  if ('designs' in job) return job.designs;
  return 'design' in job ? [job.design] : [];
}

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
  { results, calibrations, version, boxes }: Keeping,
): Jobs {
  const running = new Map<number, RunningJob>();
  /** Lines to other machines, each from when it is first needed until it fails. */
  const lines = new Map<string, Promise<Result<Runner>>>();
  /** Jobs that have been taken on and have not ended. */
  let unfinished = 0;
  let last = 0;
  let ended = false;

  /** Weights are read where the window may read; in a shell of single files the hash of theirs says that it knows them. */
  async function mayReadWeights(job: Job): Promise<Result<null>> {
    if (access.root === null) return ok(null);
    for (const text of textsOf(job)) {
      const design = text.includes('"sha256"') ? parseDesign(text) : null;
      if (design?.ok !== true || design.value.weights === undefined) continue;
      const real = await access.resolve(design.value.weights.file);
      if (!real.ok) return real;
    }
    return ok(null);
  }

  /** What names a file has the path that the access allows, links followed. */
  async function admitted(job: Job): Promise<Result<Job>> {
    if (job.kind === 'verify' && job.file !== undefined) {
      const file = await access.resolve(job.file);
      return file.ok ? ok({ ...job, file: file.value }) : file;
    }
    if (job.kind !== 'export' && job.kind !== 'exportPyTorch') return ok(job);
    const real = await access.resolve(job.path);
    if (!real.ok) return real;
    if (job.kind === 'export' || job.weights === null) return ok({ ...job, path: real.value });
    const weights = await access.resolve(job.weights);
    return weights.ok ? ok({ ...job, path: real.value, weights: weights.value }) : weights;
  }

  /** @param box null for this machine */
  async function runnerOn(box: string | null): Promise<Result<Runner>> {
    if (box === null) return runner === null ? noRuntime() : ok(runner);
    const line = lines.get(box) ?? boxes.open(box);
    lines.set(box, line);
    return line;
  }

  /** After a failure the next job finds out anew whether the other machine is there. */
  function drop(box: string): void {
    const line = lines.get(box);
    lines.delete(box);
    void line?.then((opened) => (opened.ok ? opened.value.close() : undefined));
  }

  /** A job ends with its result, whatever happens to what is kept of it. */
  const asNotKept = (error: unknown): readonly Issue[] =>
    notKept([issue('call/failed', {}, { call: 'results', detail: String(error) })]);

  const isOfLine = ({ code }: Issue): boolean => code.startsWith('box/');

  async function keep(task: Job, report: JobReport, box: string | null): Promise<readonly Issue[]> {
    if (task.kind === 'calibrate') {
      const saved = await calibrations.keep(report as ReportOf<typeof task>);
      return saved.ok ? [] : notKept(saved.issues);
    }
    const maker =
      box === null ? thisMachine(version) : { blockwright: version, machine: box, platform: null };
    const measured = measuredBy(task, report as ReportOf<typeof task>, maker);
    const kept =
      measured.results.length === 0 ? ok(null) : await results.add(measured.results, measured.profiles);
    return kept.ok ? [] : notKept(kept.issues);
  }

  function begin(job: number, task: Job, on: Runner, box: string | null): void {
    if (ended) return;
    const started = on.start(task, (event) => window.jobProgress({ job, ...event }));
    running.set(job, started);
    void started.result.then(async (result) => {
      running.delete(job);
      unfinished -= 1;
      // Whatever the window shows by now, or whether it is still there: what was measured is kept.
      const notes = result.ok ? await keep(task, result.value, box).catch(asNotKept) : [];
      window.jobDone({ job, result, notes });
      if (box !== null && !result.ok && result.issues.some(isOfLine)) drop(box);
    });
  }

  return {
    services: {
      async devices({ again, box = null }) {
        const on = await runnerOn(box);
        const found = on.ok ? await on.value.devices(again) : on;
        if (box !== null && !found.ok) drop(box);
        return found;
      },
      boxes: async () => ok({ boxes: await boxes.names() }),
      async connectBox({ address }) {
        const connected = await boxes.connect(address);
        if (connected.ok) drop(connected.value.box);
        return connected;
      },
      calibrations: async () => ok(await calibrations.list()),
      async startJob({ job, box = null }) {
        const on = await runnerOn(box);
        if (!on.ok) return on;
        const mayRead = await mayReadWeights(job);
        if (!mayRead.ok) return mayRead;
        const allowed = await admitted(job);
        if (!allowed.ok) return allowed;
        if (unfinished >= jobLimit) return fail(issue('run/too-many-jobs', {}, { limit: jobLimit }));
        unfinished += 1;
        last += 1;
        const number = last;
        // The answer leaves first, so that the window knows the number before it hears of the job.
        setImmediate(() => begin(number, allowed.value, on.value, box));
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
      for (const box of [...lines.keys()]) drop(box);
    },
  };
}
