// onnxruntime reports usage to its makers unless this stands in the environment before it is loaded.
process.env.ORT_DISABLE_TELEMETRY = '1';

import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { InferenceSession, TypedTensor } from 'onnxruntime-node';
import type { Result } from '../../src-core/errors.ts';
import { fail, issue, ok } from '../../src-core/errors.ts';

type Module = typeof import('onnxruntime-node');

export type { InferenceSession };
export type SessionOptions = InferenceSession.SessionOptions;
export type FloatTensor = TypedTensor<'float32'>;

/** The runtime of this platform, loaded. */
export interface Runtime {
  readonly version: string;
  /** Execution providers this build knows, the ones that need a library of their own included. */
  readonly providers: ReadonlySet<string>;
  createSession(modelPath: string, options: SessionOptions): Promise<InferenceSession>;
  tensor(data: Float32Array, shape: readonly number[]): FloatTensor;
}

/** Error codes of Node for a package, or its binary for this platform, that is not there. */
const absent = new Set(['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND']);

function noRuntime(error: unknown): Result<never> {
  const platform = `${process.platform} ${process.arch}`;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (absent.has(code)) return fail(issue('run/no-runtime', {}, { platform }));
  const detail = error instanceof Error ? error.message : String(error);
  return fail(issue('run/failed', {}, { detail: `it cannot be loaded on ${platform}: ${detail}` }));
}

function wrap({ InferenceSession, Tensor, env, listSupportedBackends }: Module): Runtime {
  return {
    version: env.versions.node ?? env.versions.common,
    providers: new Set(listSupportedBackends().map((backend) => backend.name)),
    createSession: (modelPath, options) => InferenceSession.create(modelPath, options),
    tensor: (data, shape) => new Tensor('float32', data, [...shape]),
  };
}

let loading: Promise<Result<Runtime>> | null = null;

/**
 * Loads onnxruntime once. Issues: run/no-runtime where there is none for this platform (macOS on Intel, an install
 * without it), run/failed where there is one that cannot be loaded.
 */
export function loadRuntime(): Promise<Result<Runtime>> {
  loading ??= import('onnxruntime-node').then((module) => ok(wrap(module)), noRuntime);
  return loading;
}

/** Where the package lies: its folder, and that of its libraries for this platform. */
export interface RuntimeFiles {
  readonly folder: string;
  readonly binaries: string;
}

/** Null where the package is not installed. */
export function runtimeFiles(): RuntimeFiles | null {
  try {
    const folder = dirname(createRequire(import.meta.url).resolve('onnxruntime-node/package.json'));
    return { folder, binaries: join(folder, 'bin', 'napi-v6', process.platform, process.arch) };
  } catch {
    return null;
  }
}
