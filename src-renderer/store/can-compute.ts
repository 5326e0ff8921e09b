import { problemsOf } from '../../src-core/errors.ts';
import { useDocument } from './document.ts';
import { useJobs } from './jobs.ts';

/** Whether the open design can be run now: it has items and no problem, is known in whole, and nothing else runs. */
export function useCanCompute(): boolean {
  const isRunning = useJobs((state) => state.running !== null);
  const isSound = useDocument(
    ({ analysis }) =>
      analysis.items.size > 0 && analysis.pending === 0 && problemsOf(analysis.issues).length === 0,
  );
  return isSound && !isRunning;
}
