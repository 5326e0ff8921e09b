import { useEffect } from 'react';
import { create } from 'zustand';
import type { Trial } from '../../../src-core/published/trial.ts';
import { knownTrial, trialOf } from '../../../src-core/published/trial.ts';
import type { TrialCase } from '../../../src-core/published/trial-cases.ts';
import { whenIdle } from '../../work/idle.ts';

export type Trials = ReadonlyMap<string, Trial>;

/** How many trials were held, so that what shows them is drawn anew. */
const useHeld = create(() => ({ held: 0 }));

/** The trials of these cases by name, each held in an idle moment of its own; those that are still to be held are not there. */
export function useTrials(cases: readonly TrialCase[]): Trials {
  useHeld();
  const next = cases.find((one) => knownTrial(one) === undefined);
  useEffect(() => {
    if (next === undefined) return undefined;
    return whenIdle(() => {
      trialOf(next);
      useHeld.setState(({ held }) => ({ held: held + 1 }));
    });
  }, [next]);
  return new Map(
    cases.flatMap((one) => {
      const held = knownTrial(one);
      return held === undefined ? [] : [[one.name, held] as const];
    }),
  );
}
