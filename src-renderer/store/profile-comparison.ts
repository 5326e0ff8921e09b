import { useMemo } from 'react';
import { create } from 'zustand';
import type { ItemChange, ProfileChange } from '../../src-core/results/compare-profiles.ts';
import { compareProfiles } from '../../src-core/results/compare-profiles.ts';
import type { KeptProfile } from '../../src-core/results/kept-profile.ts';
import type { StoredResult } from '../../src-core/results/result.ts';
import { call } from '../rpc/services.ts';
import { toastIssues } from '../ui/toast-issues.ts';
import { comparableOf } from './comparable.ts';
import { useDocument } from './document.ts';
import type { MeasuredProfile } from './jobs.ts';
import { useJobs } from './jobs.ts';
import { setView, useView } from './view.ts';

export interface ProfileComparison {
  /** The earlier profile that the one of the window is held against; null while none is. */
  readonly against: KeptProfile | null;
  /** Results whose profiles are kept by item, the newest first. */
  readonly kept: readonly StoredResult[];
}

export const useProfileComparison = create<ProfileComparison>(() => ({ against: null, kept: [] }));

/** Reads which profiles are kept: each one that was measured adds another. */
export async function loadKeptProfiles(): Promise<void> {
  const [ids, results] = await Promise.all([call('keptProfiles', {}), call('listResults', {})]);
  if (!ids.ok || !results.ok) return;
  const known = new Set(ids.value.ids);
  useProfileComparison.setState({ kept: results.value.filter(({ id }) => known.has(id)) });
}

/** Holds the profile of the window against an earlier one, and shows on the canvas what changed. */
export async function compareProfileWith(id: string): Promise<void> {
  const read = await call('readProfile', { id });
  if (!read.ok) return toastIssues(read.issues);
  useProfileComparison.setState({ against: read.value });
  setView({ heat: 'difference' });
}

/** Shows the profile of the window alone. */
export function stopComparing(): void {
  useProfileComparison.setState({ against: null });
  if (useView.getState().heat === 'difference') setView({ heat: 'time' });
}

export interface Compared {
  readonly change: ProfileChange;
  /** What changed of each item, by path. */
  readonly byPath: ReadonlyMap<string, ItemChange>;
}

/** Worked out once for each pair. */
const known = new WeakMap<MeasuredProfile, { readonly against: KeptProfile; readonly compared: Compared }>();

function comparedOf(profile: MeasuredProfile | null, against: KeptProfile | null): Compared | null {
  if (profile === null || against === null) return null;
  const before = known.get(profile);
  if (before?.against === against) return before.compared;
  const { report, box } = profile;
  const change = compareProfiles(
    // This window calls its own machine by no name.
    {
      ...against,
      result: { ...against.result, machine: against.result.platform === null ? against.result.machine : '' },
    },
    { result: comparableOf(report, box), split: report.split, items: report.items },
  );
  const compared = { change, byPath: new Map(change.items.map((item) => [item.path, item])) };
  known.set(profile, { against, compared });
  return compared;
}

/** What changed since the profile that is compared with, as it is now; null where none is. */
export const comparedNow = (): Compared | null =>
  comparedOf(useJobs.getState().profile, useProfileComparison.getState().against);

/** As `comparedNow`, for what is shown. */
export function useCompared(): Compared | null {
  const profile = useJobs((state) => state.profile);
  const against = useProfileComparison((state) => state.against);
  return useMemo(() => comparedOf(profile, against), [profile, against]);
}

useDocument.subscribe(({ opened }, before) => {
  if (opened !== before.opened) useProfileComparison.setState({ against: null });
});
