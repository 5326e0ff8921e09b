import { useEffect } from 'react';
import { create } from 'zustand';
import type { Analysis } from '../../src-core/analysis/analyzer.ts';
import { graphHash } from '../../src-core/lower/graph-hash.ts';
import { lower } from '../../src-core/lower/program.ts';
import { whenIdle } from '../work/idle.ts';

/** By what is known of a design's items, which stays the same object where an edit only moves some. */
const hashes = new WeakMap<Analysis['items'], string | null>();

/** Changes whenever another hash is known, so that views look again. */
const useKnown = create<{ readonly count: number }>(() => ({ count: 0 }));

/**
 * What a design computes, as the hash that results carry; null where it cannot be run as it is. Lowers the design, so it is
 * asked for in a quiet moment.
 */
export function graphOf(analysis: Analysis): string | null {
  const known = hashes.get(analysis.items);
  if (known !== undefined) return known;
  if (analysis.pending > 0) return null;
  const program = lower(analysis);
  const hash = program.ok ? graphHash(program.value) : null;
  hashes.set(analysis.items, hash);
  return hash;
}

/** The hash of a design where it was worked out already. */
export const knownGraph = (analysis: Analysis): string | null => hashes.get(analysis.items) ?? null;

/** Works out the hashes of designs one by one while the window is idle. @returns a number that changes with each that is known */
export function useGraphsOf(analyses: readonly Analysis[]): number {
  useEffect(() => {
    const jobs = analyses
      .filter((analysis) => analysis.pending === 0 && !hashes.has(analysis.items))
      .map((analysis) =>
        whenIdle(() => {
          graphOf(analysis);
          useKnown.setState(({ count }) => ({ count: count + 1 }));
        }),
      );
    return () => {
      for (const takeBack of jobs) takeBack();
    };
  }, [analyses]);
  return useKnown(({ count }) => count);
}
