import { PanelBottom } from 'lucide-react';
import { useDeferredValue } from 'react';
import { itemAt } from '../../src-core/analysis/item-paths.ts';
import { FormulaPanel } from '../formula/FormulaPanel.tsx';
import { t } from '../locale/translate.ts';
import { useDocument } from '../store/document.ts';
import { areFormulasBelow, formulasTab, showBottom, useView } from '../store/view.ts';
import { IconButton } from '../ui/IconButton.tsx';
import section from '../ui/section.module.css';
import styles from './Formulas.module.css';
import { formulaViews } from './formula-views.ts';

/** The formulas where the inspector has them, with a way to where they have more room. */
export function InspectorFormulas({ path }: { readonly path: string }) {
  const areBelow = useView(areFormulasBelow);
  if (areBelow) return null;
  return (
    <div className={styles.place}>
      <IconButton
        icon={<PanelBottom size={14} aria-hidden />}
        label={t('Put the formulas below the canvas')}
        placement="left"
        className={styles.move ?? ''}
        onPress={() => showBottom(formulasTab)}
      />
      <Formulas path={path} />
    </div>
  );
}

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
