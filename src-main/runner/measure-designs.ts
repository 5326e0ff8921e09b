import type { MeasureReport, RunReport } from '../../src-core/contract.ts';
import type { Issue, Result } from '../../src-core/errors.ts';
import { ok } from '../../src-core/errors.ts';
import type { WorkContext } from './loadable.ts';
import { makeLoadable } from './loadable.ts';
import type { Conditions } from './measured.ts';
import { Measuring } from './measured.ts';
import { availableBytes, boundBytes, checkMemory, sessionBytes } from './memory-check.ts';
import type { Model } from './model.ts';
import { filledModelOf } from './model.ts';
import type { InferenceSession } from './onnxruntime.ts';
import { PacedProgress } from './paced-progress.ts';
import { predictedPeak } from './predicted-peak.ts';
import type { RunArguments } from './prepare.ts';
import { reportHead } from './prepare.ts';
import { rangedSettings } from './ranged-settings.ts';
import type { Feeds } from './session.ts';
import { computing, openSession, startOf, timedRun } from './session.ts';
import { sessionSettings } from './settings.ts';
import { isSteady, Rounds, steadyRule } from './steady.ts';
import { thereAndBack } from './there-and-back.ts';
import { timingOf } from './timing.ts';

export interface MeasureArguments extends Omit<RunArguments, 'design'> {
  readonly designs: readonly string[];
}

/** What a measurement takes from the machine it runs on. */
export interface Machine {
  /** Bytes, asked once before anything is loaded. */
  readonly available: () => number;
  readonly open: typeof openSession;
}
const thisMachine: Machine = { available: availableBytes, open: openSession };

interface Entrant {
  readonly session: InferenceSession;
  readonly feeds: Feeds;
  readonly head: ReturnType<typeof reportHead>;
  /** Bytes that loading and running it alone is predicted to take. */
  readonly bound: number;
  readonly predicted: number;
  /** In whole microseconds. */
  readonly times: number[];
}

/** One design of a measurement, in the order asked for; without an entrant it takes no part, and its issues say why. */
interface Place {
  readonly bytes: number | null;
  readonly entrant: Entrant | null;
  issues: readonly Issue[];
}

type Racing = Place & { readonly entrant: Entrant };
const isRacing = (place: Place): place is Racing => place.entrant !== null;

/**
 * Loads one model. The runtime reads the file only while it loads, so the next model takes its place.
 * Issues: those of writing and loading.
 */
async function enter(
  model: Model,
  folder: string,
  settings: Omit<RunArguments, 'design'>,
  open: Machine['open'],
): Promise<Result<Entrant>> {
  const loadable = await makeLoadable(model, { folder, progress: () => undefined });
  if (!loadable.ok) return loadable;
  const { runtime, path, feeds } = loadable.value;
  const { flat } = model.program;
  const session = await open(runtime, path, settings.device, sessionSettings(settings));
  if (!session.ok) return session;
  return ok({
    session: session.value,
    feeds,
    head: reportHead(loadable.value, settings),
    bound: Number(boundBytes(flat, 1)),
    predicted: predictedPeak(flat, 1),
    times: [],
  });
}

/** Loads, in their order, the designs that fit into memory beside the ones before them; adds a place for each. */
async function loadAll(
  { designs, ...settings }: MeasureArguments,
  { folder, version, progress }: WorkContext,
  { available, open }: Machine,
  places: Place[],
): Promise<void> {
  const free = available();
  let taken = 0n;
  for (const [index, design] of designs.entries()) {
    progress({ phase: 'load', done: index, total: designs.length });
    const written = await rangedSettings(design, settings, { folder, version, progress });
    const model = written.ok ? await filledModelOf(design, version, written.value) : written;
    if (!model.ok) {
      places.push({ bytes: null, entrant: null, issues: model.issues });
      continue;
    }
    const { program, onnx } = model.value;
    const fits = checkMemory(program.flat, 1, free, taken);
    const entrant = fits.ok ? await enter(model.value, folder, settings, open) : fits;
    if (entrant.ok) taken += sessionBytes(program.flat);
    places.push({
      bytes: onnx.bytes,
      entrant: entrant.ok ? entrant.value : null,
      issues: entrant.ok ? [] : entrant.issues,
    });
  }
}

/**
 * Runs every design once a round, round after round, there and back, the warm-up rounds first. One that fails takes no further part.
 * Progress counts the runs of all designs and all rounds, and only grows. Where no number of rounds is asked for they go on
 * until the times of all are steady.
 */
async function race(
  racing: readonly Racing[],
  { warmup, runs }: Pick<RunArguments, 'warmup' | 'runs'>,
  progress: WorkContext['progress'],
): Promise<Conditions> {
  const paced = new PacedProgress(progress);
  const running = new Map(racing.map((place) => [place, place.entrant.times]));
  const round = async (phase: 'warmup' | 'run', number: number, total: number): Promise<void> => {
    for (const [index, place] of thereAndBack(racing, number).entries()) {
      if (!running.has(place)) continue;
      const { session, feeds, times } = place.entrant;
      const at = { phase, done: number * racing.length + index, total: total * racing.length };
      const time = await computing(async () => {
        await paced.tell(at, () => session.run(feeds));
        return timedRun(session, feeds);
      });
      if (!time.ok) {
        place.issues = time.issues;
        running.delete(place);
      } else if (phase === 'run') times.push(time.value);
    }
  };
  const series = { [Symbol.iterator]: () => running.values() };
  const rounds = new Rounds(runs, series, { seconds: steadyRule.seconds * racing.length });
  for (let done = 0; done < warmup; done++) await round('warmup', done, warmup + rounds.total);
  const measuring = new Measuring(series);
  while (running.size > 0 && rounds.another()) {
    await round('run', warmup + rounds.done - 1, warmup + rounds.total);
    measuring.afterRound();
  }
  return measuring.end();
}

/** What is known of one that ran to the end; memory was taken by all of them together. */
function runOf({ entrant, issues }: Place, conditions: Conditions): RunReport | null {
  if (entrant === null || issues.length > 0) return null;
  const { head, times, bound, predicted } = entrant;
  const peakBytes = { bound, predicted, measured: null };
  return {
    ...head,
    ...conditions,
    ...startOf(entrant.session),
    steady: isSteady(times),
    runs: times.length,
    ms: timingOf(times),
    peakBytes,
  };
}

/**
 * Measures designs side by side: all are loaded, then they run in turn, so that what else the machine does falls on all
 * of them alike. At least one run of each is made. One that fails keeps its issues and does not stop the others; they are
 * those of a run, with run/memory also where a design does not fit beside the ones before it.
 */
export async function measureDesigns(
  args: MeasureArguments,
  context: WorkContext,
  machine: Machine = thisMachine,
): Promise<Result<MeasureReport>> {
  const places: Place[] = [];
  try {
    await loadAll(args, context, machine, places);
    const conditions = await race(places.filter(isRacing), args, context.progress);
    return ok({
      designs: places.map((place) => ({
        bytes: place.bytes,
        run: runOf(place, conditions),
        issues: place.issues,
      })),
    });
  } finally {
    for (const { entrant } of places) await entrant?.session.release();
  }
}
