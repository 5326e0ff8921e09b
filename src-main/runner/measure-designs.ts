import type { MeasureReport, RunReport } from '../../src-core/contract.ts';
import type { Issue, Result } from '../../src-core/errors.ts';
import { ok } from '../../src-core/errors.ts';
import { availableBytes, checkMemory, sessionBytes } from './memory-check.ts';
import type { Model } from './model.ts';
import { modelOf } from './model.ts';
import type { InferenceSession } from './onnxruntime.ts';
import type { RunArguments, WorkContext } from './prepare.ts';
import { makeLoadable, reportHead } from './prepare.ts';
import type { Feeds } from './session.ts';
import { computing, openSession, timedRun } from './session.ts';
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
  readonly head: Omit<RunReport, 'ms'>;
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
  const session = await open(runtime, path, settings.device);
  if (!session.ok) return session;
  return ok({ session: session.value, feeds, head: reportHead(loadable.value, settings), times: [] });
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
    const model = modelOf(design, version);
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
 * Runs every design once a round, round after round, the warm-up rounds first. One that fails takes no further part.
 * Progress counts the runs of all designs and all rounds, and only grows.
 */
async function race(
  racing: readonly Racing[],
  { warmup, runs }: Pick<RunArguments, 'warmup' | 'runs'>,
  progress: WorkContext['progress'],
): Promise<void> {
  const total = racing.length * (warmup + runs);
  for (let round = 0; round < warmup + runs; round++) {
    const isWarmup = round < warmup;
    for (const [index, place] of racing.entries()) {
      if (place.issues.length > 0) continue;
      progress({ phase: isWarmup ? 'warmup' : 'run', done: round * racing.length + index, total });
      const { session, feeds, times } = place.entrant;
      const time = await computing(() => timedRun(session, feeds));
      if (!time.ok) place.issues = time.issues;
      else if (!isWarmup) times.push(time.value);
    }
  }
}

function runOf({ entrant, issues }: Place): RunReport | null {
  return entrant === null || issues.length > 0 ? null : { ...entrant.head, ms: timingOf(entrant.times) };
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
  const settings = { ...args, runs: Math.max(1, args.runs) };
  const places: Place[] = [];
  try {
    await loadAll(settings, context, machine, places);
    await race(places.filter(isRacing), settings, context.progress);
    return ok({
      designs: places.map((place) => ({ bytes: place.bytes, run: runOf(place), issues: place.issues })),
    });
  } finally {
    for (const { entrant } of places) await entrant?.session.release();
  }
}
