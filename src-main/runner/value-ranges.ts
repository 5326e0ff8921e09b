import { join } from 'node:path';
import type { FeatureSource } from '../../src-core/contract.ts';
import type { Result } from '../../src-core/errors.ts';
import { toOnnxGraph } from '../../src-core/lower/onnx-graph.ts';
import { defaultSeed, plainExport } from '../../src-core/lower/onnx-options.ts';
import type { Program } from '../../src-core/lower/program.ts';
import type { RangeTap } from '../../src-core/lower/range-taps.ts';
import { rangeTapsOn } from '../../src-core/lower/range-taps.ts';
import type { ValueRange, ValueRanges } from '../../src-core/lower/value-ranges.ts';
import { writeAppended } from '../files/appended.ts';
import { featureInputs } from './feature-inputs.ts';
import type { WorkContext } from './loadable.ts';
import { makeLoadable, withSession } from './loadable.ts';
import { availableBytes, checkMemory } from './memory-check.ts';
import type { Model } from './model.ts';
import { exportModelOf } from './model.ts';
import type { InferenceSession } from './onnxruntime.ts';
import { loadRuntime } from './onnxruntime.ts';
import type { Feeds } from './session.ts';
import { computing, openSession } from './session.ts';

/** What is run where nobody gives pictures: made-up values, the first of them those that every run takes. */
const noise: readonly FeatureSource[] = Array.from({ length: 4 }, (_, step) => ({
  kind: 'noise',
  seed: defaultSeed + step,
}));

interface Calibration {
  readonly design: string;
  /** What the weights are drawn from. */
  readonly seed?: number | undefined;
  /** What enters; noise where there is none. */
  readonly sources?: readonly FeatureSource[] | undefined;
}

/** What was seen while a design ran in single precision. */
interface SeenValues {
  readonly ranges: ValueRanges;
  /** What entered first, and what came out of it by the names of the outputs. */
  readonly feeds: Feeds;
  readonly outputs: ReadonlyMap<string, Float32Array>;
}

/** Widens the ranges by what one run gives. */
async function widen(
  ranges: Map<string, ValueRange>,
  session: InferenceSession,
  feeds: Feeds,
  taps: ReadonlyMap<string, RangeTap>,
): Promise<void> {
  const values = await session.run(
    feeds,
    [...taps.values()].flatMap(({ low, high }) => [low, high]),
  );
  const one = (name: string): number => Number(values[name]?.data[0]);
  for (const [name, tap] of taps) {
    const [low, high] = [one(tap.low), one(tap.high)];
    const { low: least, high: largest } = ranges.get(name) ?? { low, high };
    ranges.set(name, { low: Math.min(least, low), high: Math.max(largest, high) });
  }
}

/** The ends of what enters. */
function widenByFeeds(ranges: Map<string, ValueRange>, feeds: Feeds): void {
  for (const [name, { data }] of Object.entries(feeds)) {
    const known = ranges.get(name);
    let [low, high] = [known?.low ?? Number.POSITIVE_INFINITY, known?.high ?? Number.NEGATIVE_INFINITY];
    for (const value of data as Float32Array) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    ranges.set(name, { low, high });
  }
}

/** What a session gives for its outputs. */
async function outputsOf(
  session: InferenceSession,
  feeds: Feeds,
  { outputs }: Pick<Program, 'outputs'>,
): Promise<ReadonlyMap<string, Float32Array>> {
  const names = outputs.map(({ name }) => name);
  const values = await session.run(feeds, names);
  return new Map(names.map((name) => [name, Float32Array.from(values[name]?.data as Float32Array)]));
}

const squares = (values: Float32Array): number => values.reduce((sum, value) => sum + value * value, 0);

/**
 * How far the outputs of a file are off those that were seen, on the same input: the root of the mean square of the difference
 * over that of the outputs. Sizes that the file leaves free are those of the input. Issues: those of a run.
 */
export async function roundingShare(
  path: string,
  { program }: Model,
  seen: SeenValues,
): Promise<Result<number>> {
  const runtime = await loadRuntime();
  if (!runtime.ok) return runtime;
  return withSession(openSession(runtime.value, path, 'cpu'), (session) =>
    computing(async () => {
      let [off, all] = [0, 0];
      for (const [name, got] of await outputsOf(session, seen.feeds, program)) {
        const expected = seen.outputs.get(name) ?? new Float32Array();
        off += squares(got.map((value, at) => value - (expected[at] ?? Number.NaN)));
        all += squares(expected);
      }
      return all > 0 ? Math.sqrt(off / all) : 0;
    }),
  );
}

/**
 * How far the values of each tensor reach while a design runs in single precision on the CPU, its norms in the weights: what
 * whole numbers of 8 bits have to hold. Issues: those of an export and of a run, features/no-image-input where pictures are given
 * and no input takes one.
 */
export async function valueRanges(
  { design, seed = defaultSeed, sources = noise }: Calibration,
  context: WorkContext,
): Promise<Result<SeenValues>> {
  const options = { ...plainExport, foldNorms: true };
  const model = await exportModelOf(design, context.version, { seed, options, keepDesign: false });
  if (!model.ok) return model;
  const { program } = model.value;
  const fits = checkMemory(program.flat, 1, availableBytes());
  if (!fits.ok) return fits;
  const inputs = sources.map((source) => featureInputs(program, source));
  const refused = inputs.find((input) => !input.ok);
  if (refused !== undefined && !refused.ok) return refused;
  const loadable = await makeLoadable(model.value, context);
  if (!loadable.ok) return loadable;
  const { runtime, path } = loadable.value;
  const graph = toOnnxGraph(program, options);
  const taken = new Set(graph.nodes.flatMap(({ name, outputs }) => [name, ...outputs]));
  const made = [...graph.intermediates, ...graph.outputs].filter(({ type }) => type === undefined);
  const taps = rangeTapsOn(
    made.map(({ name }) => name).filter((name) => taken.has(name)),
    taken,
  );
  const tapped = join(context.folder, 'ranges.onnx');
  const written = await writeAppended(path, taps.bytes, tapped);
  if (!written.ok) return written;
  return withSession(openSession(runtime, tapped, 'cpu'), (session) =>
    computing(async () => {
      const ranges = new Map<string, ValueRange>();
      let first: Omit<SeenValues, 'ranges'> | null = null;
      for (const [done, input] of inputs.entries()) {
        if (!input.ok) continue;
        context.progress({ phase: 'calibrate', done, total: inputs.length });
        const feeds = Object.fromEntries(
          [...input.value].map(([name, { data, shape }]) => [name, runtime.tensor(data, shape)]),
        );
        widenByFeeds(ranges, feeds);
        await widen(ranges, session, feeds, taps.outputs);
        first ??= { feeds, outputs: await outputsOf(session, feeds, program) };
      }
      return { ranges, ...(first ?? { feeds: {}, outputs: new Map() }) };
    }),
  );
}
