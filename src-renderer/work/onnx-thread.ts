import type { Result } from '../../src-core/errors.ts';
import { fail, issue } from '../../src-core/errors.ts';
import type { OnnxQuestion, ReadModel } from './onnx-worker.ts';

/** Reads an ONNX file as a design on a thread of its own, which ends with it. */
export async function readOnnxBlob(question: OnnxQuestion): Promise<Result<ReadModel>> {
  const worker = new Worker(new URL('./onnx-worker.ts', import.meta.url), { type: 'module' });
  try {
    return await new Promise((resolve) => {
      worker.addEventListener('message', ({ data }: MessageEvent<Result<ReadModel>>) => resolve(data));
      worker.addEventListener('error', ({ message }) =>
        resolve(fail(issue('onnx/malformed', {}, { detail: message }))),
      );
      worker.postMessage(question);
    });
  } finally {
    worker.terminate();
  }
}
