import { useEffect, useState } from 'react';
import type { Analysis } from '../../src-core/analysis/analyzer.ts';
import { flatProgramOf } from '../../src-core/analysis/flat-program.ts';
import { peakBytes } from '../../src-core/analysis/peak-memory.ts';
import { useDocument } from '../store/document.ts';

export interface Peak {
  readonly bytes: bigint | null;
  /** True for a moment after an edit: the number is of the design before it. */
  readonly isStale: boolean;
}

function peakOf(analysis: Analysis): bigint | null {
  const program = flatProgramOf(analysis);
  return program === null ? null : peakBytes(program);
}

/** The most memory a run needs. It walks every operator, so it is counted after the frame that shows the edit. */
export function usePeak(): Peak {
  const analysis = useDocument((state) => state.analysis);
  const [known, setKnown] = useState<{ items: Analysis['items'] | null; bytes: bigint | null }>({
    items: null,
    bytes: null,
  });
  useEffect(() => {
    const timer = setTimeout(() => setKnown({ items: analysis.items, bytes: peakOf(analysis) }), 0);
    return () => clearTimeout(timer);
  }, [analysis]);
  return { bytes: known.bytes, isStale: known.items !== analysis.items };
}
