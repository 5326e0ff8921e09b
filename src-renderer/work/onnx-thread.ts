import type { Result } from '../../src-core/errors.ts';
import { fail, issue, ok } from '../../src-core/errors.ts';
import type { OnnxAnswer, OnnxQuestion, RaisedModel, ReadModel } from './onnx-work.ts';

/** How many of all tensors were looked at. */
interface RaisingProgress {
  readonly done: number;
  readonly total: number;
}

/** The search for blocks in a model that was read: it goes on while the model is looked at. */
export interface Raising {
  /** Null where there is no block, where the search was given up, and where it failed. */
  readonly result: Promise<RaisedModel | null>;
  /** How far it is; null before the first word of it. */
  readonly progress: () => RaisingProgress | null;
  /** Calls back at each word of progress, until what is returned is called. */
  readonly onProgress: (listener: () => void) => () => void;
  readonly cancel: () => void;
}

/** Reads an ONNX file as a design on a thread of its own, which then looks for blocks in it and ends. */
export function readOnnxBlob(
  question: OnnxQuestion,
): Promise<Result<{ readonly model: ReadModel; readonly raising: Raising }>> {
  const worker = new Worker(new URL('./core-worker.ts', import.meta.url), { type: 'module' });
  const listeners = new Set<() => void>();
  let progress: RaisingProgress | null = null;
  let end: (raised: RaisedModel | null) => void = () => undefined;
  const result = new Promise<RaisedModel | null>((resolve) => {
    end = (raised) => {
      worker.terminate();
      resolve(raised);
    };
  });
  const raising: Raising = {
    result,
    progress: () => progress,
    onProgress: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    cancel: () => end(null),
  };
  return new Promise((resolve) => {
    worker.addEventListener('message', ({ data }: MessageEvent<OnnxAnswer>) => {
      if (data.kind === 'raised') end(data.model);
      else if (data.kind === 'progress') {
        progress = data;
        for (const listener of listeners) listener();
      } else if (data.model.ok) resolve(ok({ model: data.model.value, raising }));
      else {
        end(null);
        resolve(data.model);
      }
    });
    worker.addEventListener('error', ({ message }) => {
      end(null);
      resolve(fail(issue('onnx/malformed', {}, { detail: message })));
    });
    worker.postMessage(question);
  });
}
