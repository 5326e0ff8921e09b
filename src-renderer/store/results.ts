import { create } from 'zustand';
import type { Issue } from '../../src-core/errors.ts';
import type { StoredResult } from '../../src-core/results/result.ts';
import { call } from '../rpc/services.ts';
import { toastIssues } from '../ui/toast-issues.ts';

export interface ResultsState {
  /** The newest first; null until they have been read. */
  readonly results: readonly StoredResult[] | null;
  /** The id of the one that all others are held against; null for the oldest of each graph. */
  readonly baseline: string | null;
}

/** The results of the person's measurements, of all windows and of the command line. */
export const useResults = create<ResultsState>(() => ({ results: null, baseline: null }));

export const holdAgainst = (baseline: string | null): void => useResults.setState({ baseline });

/** Reads them again: another window or a command may have added some. */
export async function loadResults(): Promise<void> {
  const listed = await call('listResults', {});
  if (listed.ok) useResults.setState({ results: listed.value });
  else toastIssues(listed.issues);
}

/** Something was measured: it is in the list from now on, or there is something to know about that. */
export function onMeasured(notes: readonly Issue[]): void {
  if (notes.length > 0) toastIssues(notes);
  else if (useResults.getState().results !== null) void loadResults();
}

/** Deletes results for good. @param ids null for all */
export async function removeResults(ids: readonly string[] | null): Promise<void> {
  const removed = await call('removeResults', { ids: ids === null ? null : [...ids] });
  if (!removed.ok) return toastIssues(removed.issues);
  await loadResults();
}
