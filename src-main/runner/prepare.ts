import type { DeviceName, RunSettings } from '../../src-core/contract.ts';
import type { Result } from '../../src-core/errors.ts';
import { ok } from '../../src-core/errors.ts';
import { graphHash } from '../../src-core/lower/graph-hash.ts';
import { defaultSeed } from '../../src-core/lower/onnx-options.ts';
import { hardwareOf } from './hardware.ts';
import { availableBytes, checkMemory } from './memory-check.ts';
import type { Model } from './model.ts';
import { filledModelOf, temporaryModel } from './model.ts';
import type { InferenceSession, Runtime } from './onnxruntime.ts';
import { loadRuntime } from './onnxruntime.ts';
import type { Progress } from './protocol.ts';
import type { Feeds } from './session.ts';
import { feedsFor } from './session.ts';
import { onnxSettings, wholeSettings } from './settings.ts';
import type { Runs } from './steady.ts';

/** What every kind of work is given besides its own arguments. */
export interface WorkContext {
  /** Private to this piece of work; somebody else removes it. */
  readonly folder: string;
  /** Of Blockwright. */
  readonly version: string;
  readonly progress: (progress: Progress) => void;
}

/** A model in a file, ready to be loaded, and its input. */
export interface Loadable {
  readonly runtime: Runtime;
  readonly model: Model;
  readonly path: string;
  readonly feeds: Feeds;
}

export interface Prepared extends Loadable {
  readonly lowerMs: number;
}

/** Writes a model into `folder` and makes up its input. Issues: those of writing, run/no-runtime. */
export async function makeLoadable(
  model: Model,
  { folder, progress }: Pick<WorkContext, 'folder' | 'progress'>,
): Promise<Result<Loadable>> {
  const runtime = await loadRuntime();
  if (!runtime.ok) return runtime;
  const path = await temporaryModel(model, folder, progress);
  if (!path.ok) return path;
  const feeds = feedsFor(runtime.value, model.program.inputs, defaultSeed);
  return ok({ runtime: runtime.value, model, path: path.value, feeds });
}

/**
 * Lowers a design, checks that it fits into memory and writes it to a file. The memory check comes before anything
 * large is made. Issues: those of `filledModelOf` and of writing, run/no-runtime, run/memory.
 * @param sessions how many will be open side by side
 */
export async function prepare(
  design: string,
  sessions: number,
  context: WorkContext,
  settings: RunSettings = {},
): Promise<Result<Prepared>> {
  const start = performance.now();
  context.progress({ phase: 'lower', done: 0, total: 1 });
  const model = await filledModelOf(design, context.version, onnxSettings(settings));
  if (!model.ok) return model;
  const fits = checkMemory(model.value.program.flat, sessions, availableBytes());
  if (!fits.ok) return fits;
  const loadable = await makeLoadable(model.value, context);
  return loadable.ok ? ok({ ...loadable.value, lowerMs: performance.now() - start }) : loadable;
}

/** Opens a session, does the work with it and releases it in any case. */
export async function withSession<T>(
  opening: Promise<Result<InferenceSession>>,
  work: (session: InferenceSession) => Promise<Result<T>>,
): Promise<Result<T>> {
  const session = await opening;
  if (!session.ok) return session;
  try {
    return await work(session.value);
  } finally {
    await session.value.release();
  }
}

export interface RunArguments extends RunSettings {
  readonly design: string;
  readonly device: DeviceName;
  readonly warmup: number;
  /** Undefined for as many as it takes to be steady. */
  readonly runs?: Runs;
  /** True for waiting first until nothing else takes the machine's cores. */
  readonly whenQuiet?: boolean | undefined;
}

/** What of a report a model says, whatever its runs take. */
export function reportHead(
  { runtime, model: { program } }: Loadable,
  { device, warmup, ...settings }: Omit<RunArguments, 'design'>,
) {
  return {
    device,
    ...hardwareOf(device),
    warmup,
    ...wholeSettings(settings),
    batch: program.inputs[0]?.shape[0] ?? null,
    inputs: program.inputs.map(({ shape }) => [...shape]),
    graph: graphHash(program),
    output: { shape: program.outputs[0]?.shape.slice() ?? [] },
    onnxruntime: runtime.version,
  };
}
