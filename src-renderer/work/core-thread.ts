import type { Result } from '../../src-core/errors.ts';
import type { Filled } from '../../src-core/pytorch/checkpoint.ts';
import type { CheckpointQuestion } from './checkpoint-work.ts';
import type { ReportQuestion } from './report-work.ts';

/** Asks a thread of its own, which has the whole core, one thing. Rejects where the thread ends without an answer. */
function asked<Answer>(question: CheckpointQuestion | ReportQuestion): Promise<Answer> {
  const worker = new Worker(new URL('./core-worker.ts', import.meta.url), { type: 'module' });
  return new Promise<Answer>((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => resolve(data));
    worker.addEventListener('error', ({ message }) => reject(new Error(message)));
    worker.postMessage(question);
  }).finally(() => worker.terminate());
}

/** A design with the weights of a checkpoint, by their names. */
export const fillDesign = (question: CheckpointQuestion): Promise<Result<Filled>> => asked(question);

/** A design as a page of one file; null where nothing of it is to be shown. */
export const reportPage = (question: ReportQuestion): Promise<string | null> => asked(question);
