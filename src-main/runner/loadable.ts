import type { Result } from '../../src-core/errors.ts';
import { ok } from '../../src-core/errors.ts';
import { defaultSeed } from '../../src-core/lower/onnx-options.ts';
import type { Model } from './model.ts';
import { temporaryModel } from './model.ts';
import type { InferenceSession, Runtime } from './onnxruntime.ts';
import { loadRuntime } from './onnxruntime.ts';
import type { Progress } from './protocol.ts';
import type { Feeds } from './session.ts';
import { feedsFor } from './session.ts';

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
