import type { DeviceName, RunSettings } from '../../src-core/contract.ts';
import type { Result } from '../../src-core/errors.ts';
import { ok } from '../../src-core/errors.ts';
import { graphHash } from '../../src-core/lower/graph-hash.ts';
import type { OnnxOptions } from '../../src-core/lower/onnx-options.ts';
import { hardwareOf } from './hardware.ts';
import type { Loadable, WorkContext } from './loadable.ts';
import { makeLoadable } from './loadable.ts';
import { availableBytes, checkMemory } from './memory-check.ts';
import { filledModelOf } from './model.ts';
import { rangedSettings } from './ranged-settings.ts';
import { wholeSettings } from './settings.ts';
import type { Runs } from './steady.ts';

export interface Prepared extends Loadable {
  /** What its file was written for. */
  readonly onnx: OnnxOptions;
  readonly lowerMs: number;
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
  const onnx = await rangedSettings(design, settings, context);
  if (!onnx.ok) return onnx;
  const model = await filledModelOf(design, context.version, onnx.value);
  if (!model.ok) return model;
  const fits = checkMemory(model.value.program.flat, sessions, availableBytes());
  if (!fits.ok) return fits;
  const loadable = await makeLoadable(model.value, context);
  return loadable.ok
    ? ok({ ...loadable.value, onnx: onnx.value, lowerMs: performance.now() - start })
    : loadable;
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
  { runtime, model: { program, drawn } }: Loadable,
  { device, warmup, ...settings }: Omit<RunArguments, 'design'>,
) {
  return {
    device,
    ...hardwareOf(device),
    warmup,
    ...wholeSettings(settings),
    batch: program.inputs[0]?.shape[0] ?? null,
    inputs: program.inputs.map(({ shape }) => [...shape]),
    graph: graphHash(drawn),
    output: { shape: program.outputs[0]?.shape.slice() ?? [] },
    onnxruntime: runtime.version,
  };
}
