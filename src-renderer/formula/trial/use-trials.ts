import { useEffect } from 'react';
import { create } from 'zustand';
import type { Trial } from '../../../src-core/published/trial.ts';
import { trial } from '../../../src-core/published/trial.ts';
import type { TrialCase } from '../../../src-core/published/trial-cases.ts';
import { whenIdle } from '../../work/idle.ts';

export type Trials = ReadonlyMap<string, Trial>;

/** Trials that were held: nothing in them changes while the app runs. */
const useHeld = create<{ readonly trials: Trials }>(() => ({ trials: new Map() }));

/** The trials of these cases by name, each held in an idle moment of its own; those that are still to be held are not there. */
export function useTrials(cases: readonly TrialCase[]): Trials {
  const { trials } = useHeld();
  const next = cases.find(({ name }) => !trials.has(name))?.name;
  useEffect(() => {
    if (next === undefined) return undefined;
    return whenIdle(() => {
      const held = trial(next);
      if (held !== undefined)
        useHeld.setState((state) => ({ trials: new Map(state.trials).set(next, held) }));
    });
  }, [next]);
  return trials;
}
