import { useEffect, useState } from 'react';
import type { Analysis } from '../../src-core/analysis/analyzer.ts';
import { flatProgramSteps } from '../../src-core/analysis/flat-program.ts';
import { peakSteps } from '../../src-core/analysis/peak-memory.ts';
import type { Steps } from '../../src-core/steps.ts';
import { useDocument } from '../store/document.ts';
import { bySlices, runSliced } from '../work/sliced.ts';

export interface Peak {
  readonly bytes: bigint | null;
  /** True for a moment after an edit: the number is of the design before it. */
  readonly isStale: boolean;
}

function* peakOf(analysis: Analysis): Steps<{ readonly bytes: bigint | null }> {
  // What an operator that nobody here knows needs besides its tensors is not known either.
  const program = analysis.totals === null ? null : yield* flatProgramSteps(analysis);
  return { bytes: program === null ? null : yield* peakSteps(program) };
}

/** The most memory a run needs. It walks every operator, so it is counted after the frame that shows the edit. */
export function usePeak(): Peak {
  const analysis = useDocument((state) => state.analysis);
  const [known, setKnown] = useState<{ items: Analysis['items'] | null; bytes: bigint | null }>({
    items: null,
    bytes: null,
  });
  useEffect(() => {
    if (analysis.pending > 0) return undefined;
    return runSliced(bySlices(peakOf(analysis)), ({ bytes }) => setKnown({ items: analysis.items, bytes }));
  }, [analysis]);
  return { bytes: known.bytes, isStale: known.items !== analysis.items };
}
