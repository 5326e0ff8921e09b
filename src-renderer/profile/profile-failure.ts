import { create } from 'zustand';
import type { Issue } from '../../src-core/errors.ts';
import { useDocument } from '../store/document.ts';
import { useJobs } from '../store/jobs.ts';

/** Why the last profile failed; null after one that did not, or that a person cancelled. */
export const useProfileFailure = create<{ issues: readonly Issue[] | null }>(() => ({ issues: null }));

useJobs.subscribe((now, before) => {
  if (before.running === null && now.running?.kind === 'profile') {
    useProfileFailure.setState({ issues: null });
  }
  if (before.running?.kind === 'profile' && now.running === null) {
    const isCancelled = now.failure?.some(({ code }) => code === 'run/cancelled') ?? false;
    useProfileFailure.setState({ issues: isCancelled ? null : now.failure });
  }
});

useDocument.subscribe(({ opened }, before) => {
  if (opened !== before.opened) useProfileFailure.setState({ issues: null });
});
