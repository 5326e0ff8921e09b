import type { DeviceName, RunReport } from '../../src-core/contract.ts';
import type { Result } from '../../src-core/errors.ts';
import { fail, issue, ok } from '../../src-core/errors.ts';
import { elementCount } from '../../src-core/language/tensor.ts';
import { normalOf } from '../../src-core/lower/normal.ts';
import type { ProgramTensor } from '../../src-core/lower/program.ts';
import { WordStream } from '../../src-core/lower/random.ts';
import type { FloatTensor, InferenceSession, Runtime, SessionOptions } from './onnxruntime.ts';
import { sessionSettings } from './settings.ts';

/** What TensorRT does not know runs on CUDA; whatever a device does not know runs on the cpu. */
function providersOf(device: DeviceName): readonly string[] {
  if (device === 'cpu') return ['cpu'];
  return device === 'tensorrt' ? ['tensorrt', 'cuda', 'cpu'] : [device, 'cpu'];
}

function optionsFor(device: DeviceName): SessionOptions {
  return {
    executionProviders: [...providersOf(device)],
    // DirectML cannot plan memory ahead.
    enableMemPattern: device !== 'dml',
    logSeverityLevel: 3,
    // Threads that keep spinning after a run take the cores from another session and from everybody else.
    extra: { session: { force_spinning_stop: '1' } },
  };
}

/** The runtime's message without the place in its sources, where it starts with one. */
function plainMessage(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text
    .replace(/^\S+\.cc:\d+ .*? was false\. /s, '')
    .replace(/^\S+\.cc:\d+ /, '')
    .replace(/^.*\[ONNXRuntimeError\] : \d+ : \w+ : /s, '')
    .trim()
    .replaceAll(/\s+/g, ' ');
}

/** How long it took until a session computed, in milliseconds: to load it, and its first run. */
interface SessionStart {
  readonly loadMs: number;
  readonly firstMs: number | null;
}
const starts = new WeakMap<InferenceSession, SessionStart>();

const unknownStart = { loadMs: null, firstMs: null };

export const startOf = (session: InferenceSession): Pick<RunReport, 'loadMs' | 'firstMs'> =>
  starts.get(session) ?? unknownStart;

/** Loads a model onto a device, with options of the runtime besides those of the device. Issues: run/device-unavailable; run/failed on the cpu, which is always there. */
export async function openSession(
  runtime: Runtime,
  modelPath: string,
  device: DeviceName,
  more: SessionOptions = sessionSettings({}),
): Promise<Result<InferenceSession>> {
  if (!runtime.providers.has(device)) {
    const reason = `onnxruntime for ${process.platform} ${process.arch} is built without it`;
    return fail(issue('run/device-unavailable', {}, { device, reason }));
  }
  try {
    const start = performance.now();
    const session = await runtime.createSession(modelPath, { ...optionsFor(device), ...more });
    starts.set(session, { loadMs: performance.now() - start, firstMs: null });
    return ok(session);
  } catch (error) {
    const reason = plainMessage(error);
    if (device === 'cpu') return fail(issue('run/failed', {}, { detail: reason }));
    return fail(issue('run/device-unavailable', {}, { device, reason }));
  }
}

export type Feeds = Readonly<Record<string, FloatTensor>>;

/** Input tensors of standard normal values, the same for the same name, shape and seed on every machine. */
export function seededValues({ name, shape }: ProgramTensor, seed: number): Float32Array {
  const words = new Uint32Array(elementCount(shape));
  new WordStream(seed, `${name} as input`).fill(words);
  const values = new Float32Array(words.length);
  for (let i = 0; i < words.length; i++) values[i] = normalOf(words[i]!);
  return values;
}

export function feedsFor(runtime: Runtime, inputs: readonly ProgramTensor[], seed: number): Feeds {
  return Object.fromEntries(
    inputs.map((input) => [input.name, runtime.tensor(seededValues(input, seed), input.shape)]),
  );
}

/** Runs once; the answer is the time it took in whole microseconds, the way to the runtime and back included. */
export async function timedRun(session: InferenceSession, feeds: Feeds): Promise<number> {
  const start = performance.now();
  await session.run(feeds);
  const ms = performance.now() - start;
  const began = starts.get(session);
  if (began?.firstMs === null) starts.set(session, { ...began, firstMs: ms });
  return Math.round(ms * 1000);
}

/** Does what asks the runtime to compute; what it throws becomes run/failed. */
export async function computing<T>(work: () => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await work());
  } catch (error) {
    return fail(issue('run/failed', {}, { detail: plainMessage(error) }));
  }
}
