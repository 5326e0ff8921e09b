import { useEffect, useState } from 'react';
import type { Analysis } from '../../../src-core/analysis/analyzer.ts';
import type { ReceptiveFields } from '../../../src-core/analysis/receptive-field/receptive-field.ts';
import { receptiveFieldSteps } from '../../../src-core/analysis/receptive-field/receptive-field.ts';
import { bySlices, runSliced } from '../../work/sliced.ts';

/** Moving items about changes no field. */
const worked = new WeakMap<Analysis['items'], ReceptiveFields | null>();

export interface FieldsState {
  /** Undefined until they are there; null where an item of the design is unknown. */
  readonly fields: ReceptiveFields | null | undefined;
  /** True for a moment after an edit: the fields are those of the design before it. */
  readonly isStale: boolean;
}

/** What every tensor of the design reads of the input. All operators are walked, so it is done after the edit is shown. */
export function useReceptiveFields(analysis: Analysis): FieldsState {
  const { items } = analysis;
  const [shown, setShown] = useState<Analysis['items'] | null>(null);
  useEffect(() => {
    if (worked.has(items)) {
      setShown(items);
      return undefined;
    }
    if (analysis.pending > 0) return undefined;
    return runSliced(bySlices(receptiveFieldSteps(analysis)), (fields) => {
      worked.set(items, fields);
      setShown(items);
    });
  }, [items, analysis]);
  const isReady = worked.has(items);
  const known = isReady ? items : shown;
  return { fields: known === null ? undefined : worked.get(known), isStale: !isReady };
}
