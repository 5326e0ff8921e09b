import { useEffect } from 'react';
import { create } from 'zustand';
import type { Analysis } from '../../src-core/analysis/analyzer.ts';
import { flatProgramSteps } from '../../src-core/analysis/flat-program.ts';
import { peakSteps } from '../../src-core/analysis/peak-memory.ts';
import type { Steps } from '../../src-core/steps.ts';
import { LatestOnly } from '../work/latest-only.ts';
import { useDocument } from './document.ts';

export interface Peak {
  readonly bytes: bigint | null;
  /** True for a moment after an edit: the number is of the design before it. */
  readonly isStale: boolean;
}

/** The peak that was counted last, and the items it is of, for everyone who shows it. */
const useCounted = create<{ readonly items: Analysis['items'] | null; readonly bytes: bigint | null }>(
  () => ({
    items: null,
    bytes: null,
  }),
);

const queue = new LatestOnly();
let asked: Analysis['items'] | null = null;

function* count(analysis: Analysis): Steps<void> {
  // What an operator that nobody here knows needs besides its tensors is not known either.
  const program = analysis.totals === null ? null : yield* flatProgramSteps(analysis);
  useCounted.setState({
    items: analysis.items,
    bytes: program === null ? null : yield* peakSteps(program),
  });
}

/** The most memory a run needs. It walks every operator, so it is counted once, after the frame that shows the edit. */
export function usePeak(): Peak {
  const analysis = useDocument((state) => state.analysis);
  const { items, bytes } = useCounted();
  useEffect(() => {
    if (analysis.pending > 0 || asked === analysis.items) return;
    asked = analysis.items;
    queue.ask(() => count(analysis));
  }, [analysis]);
  return { bytes, isStale: items !== analysis.items };
}
