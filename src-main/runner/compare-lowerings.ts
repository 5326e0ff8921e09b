import { join } from 'node:path';
import type { DeviceName } from '../../src-core/contract.ts';
import type { Result } from '../../src-core/errors.ts';
import { ok } from '../../src-core/errors.ts';
import type { LoweringName } from '../../src-core/lower/lowerings.ts';
import { equalWithin, loweringNames, lowerings } from '../../src-core/lower/lowerings.ts';
import { defaultSeed, plainExport } from '../../src-core/lower/onnx-options.ts';
import { largestDifference } from './difference.ts';
import type { WorkContext } from './loadable.ts';
import { availableBytes, checkMemory } from './memory-check.ts';
import type { ExportModel } from './model.ts';
import { exportModelOf, writeModelFile } from './model.ts';
import type { InferenceSession } from './onnxruntime.ts';
import { loadRuntime } from './onnxruntime.ts';
import { PacedProgress } from './paced-progress.ts';
import type { LoweringsReport } from './protocol.ts';
import type { Feeds } from './session.ts';
import { computing, feedsFor, openSession, timedRun } from './session.ts';
import { thereAndBack } from './there-and-back.ts';
import { timingOf } from './timing.ts';

interface LoweringsArguments {
  readonly design: string;
  readonly device: DeviceName;
  readonly warmup: number;
  readonly runs: number;
}

interface Entrant {
  readonly name: LoweringName;
  readonly session: InferenceSession;
  readonly outputs: readonly Float32Array[];
  readonly times: number[];
}

type Modelled = readonly [name: LoweringName, model: ExportModel];

async function modelsOf(design: string, version: string): Promise<Result<readonly Modelled[]>> {
  const models: Modelled[] = [];
  for (const name of loweringNames) {
    const model = await exportModelOf(design, version, { options: { ...plainExport, ...lowerings[name] } });
    if (!model.ok) return model;
    models.push([name, model.value]);
  }
  return ok(models);
}

async function opened(
  [name, model]: Modelled,
  device: DeviceName,
  { folder, progress }: WorkContext,
): Promise<Result<{ readonly session: InferenceSession; readonly feeds: Feeds }>> {
  const runtime = await loadRuntime();
  if (!runtime.ok) return runtime;
  const path = join(folder, `${name}.onnx`);
  const written = await writeModelFile(model, path, 'lower', progress);
  if (!written.ok) return written;
  const session = await openSession(runtime.value, path, device);
  if (!session.ok) return session;
  return ok({ session: session.value, feeds: feedsFor(runtime.value, model.program.inputs, defaultSeed) });
}

/** Runs each way to write a design in rounds, one run of each a round, so that a busy machine hits all alike. */
async function timed(entrants: readonly Entrant[], feeds: Feeds, runs: number, { progress }: WorkContext) {
  const paced = new PacedProgress(progress);
  for (let round = 0; round < runs; round++) {
    const order = thereAndBack(entrants, round);
    await paced.tell({ phase: 'run', done: round, total: runs }, () => order[0]!.session.run(feeds));
    for (const { session, times } of order) times.push(await timedRun(session, feeds));
  }
}

function reportOf(entrants: readonly Entrant[]): LoweringsReport {
  const [plain] = entrants as readonly [Entrant];
  const all = entrants.map(({ name, times, outputs }) => {
    const ms = timingOf(times);
    const differences = outputs.map((output, at) => largestDifference(output, plain.outputs[at]!));
    return {
      name,
      ms,
      gain: timingOf(plain.times).median / ms.median,
      difference: Math.max(0, ...differences),
    };
  });
  const same = all.filter(({ difference }) => difference <= equalWithin);
  const best = same.reduce((one, other) => (other.gain > one.gain ? other : one)).name;
  return { lowerings: all, best };
}

/** Times all ways to write a design side by side. Issues: those of an export and of a run, run/memory. */
export async function compareLowerings(
  { design, device, warmup, runs }: LoweringsArguments,
  context: WorkContext,
): Promise<Result<LoweringsReport>> {
  const models = await modelsOf(design, context.version);
  if (!models.ok) return models;
  const fits = checkMemory(models.value[0]![1].program.flat, models.value.length, availableBytes());
  if (!fits.ok) return fits;
  const entrants: Entrant[] = [];
  try {
    let fed: Feeds = {};
    for (const model of models.value) {
      const one = await opened(model, device, context);
      if (!one.ok) return one;
      const { session, feeds } = one.value;
      fed = feeds;
      entrants.push({ name: model[0], session, outputs: [], times: [] });
    }
    return await computing(async () => {
      const ran: Entrant[] = [];
      for (const entrant of entrants) {
        const values = await entrant.session.run(fed);
        const outputs = models.value[0]![1].program.outputs.map(
          ({ name }) => values[name]?.data as Float32Array,
        );
        for (let run = 0; run < warmup; run++) await entrant.session.run(fed);
        ran.push({ ...entrant, outputs: outputs.map((output) => output.slice()) });
      }
      await timed(ran, fed, runs, context);
      return reportOf(ran);
    });
  } finally {
    for (const { session } of entrants) await session.release();
  }
}
