import type { Analysis } from '../../src-core/analysis/analyzer.ts';
import { isProblem } from '../../src-core/errors.ts';
import { useDocument } from './document.ts';
import { useJobs } from './jobs.ts';

/** Whether a design can be run: it has items and no problem, and is known in whole. */
export const isRunnable = ({ items, pending, issues }: Analysis): boolean =>
  items.size > 0 && pending === 0 && !issues.some(isProblem);

/** Whether the open design can be run now: nothing else runs. */
export function useCanCompute(): boolean {
  const isRunning = useJobs((state) => state.running !== null);
  return useDocument(({ analysis }) => isRunnable(analysis)) && !isRunning;
}
