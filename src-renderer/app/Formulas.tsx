import { useDeferredValue } from 'react';
import { itemAt } from '../../src-core/analysis/item-paths.ts';
import { FormulaPanel } from '../formula/FormulaPanel.tsx';
import { useDocument } from '../store/document.ts';
import section from '../ui/section.module.css';
import { formulaViews } from './formula-views.ts';

/**
 * The formula panel of an item, or (for the empty path) of the design, with every view there is. It follows a selection
 * after the frame that shows it; until then what it says of the item before is marked as stale.
 */
export function Formulas({ path }: { readonly path: string }) {
  const latest = useDeferredValue(path);
  const isThere = useDocument((state) => latest === '' || itemAt(state.analysis, latest) !== null);
  const shown = isThere ? latest : path;
  const isLate = shown !== path;
  return (
    <div className={section.late} data-stale={isLate || undefined} aria-busy={isLate}>
      <FormulaPanel path={shown} views={formulaViews} />
    </div>
  );
}
