import { memo } from 'react';
import { itemAt } from '../../src-core/analysis/item-paths.ts';
import { t } from '../locale/translate.ts';
import { useDocument } from '../store/document.ts';
import { Tabs } from '../ui/Tabs.tsx';
import styles from './FormulaPanel.module.css';
import type { FormulaViewEntry } from './formula-view.ts';
import { showView, useFormulaView } from './formula-view.ts';

interface FormulaPanelProps {
  readonly path: string;
  /** In the order of their tabs. */
  readonly views: readonly FormulaViewEntry[];
}

/** What can be said of the counts of an item, or (for the empty path) of the design, one view a tab. */
export const FormulaPanel = memo(function FormulaPanel({ path, views: all }: FormulaPanelProps) {
  const view = useFormulaView((state) => state.view);
  const definition = useDocument((state) =>
    path === '' ? undefined : itemAt(state.analysis, path)?.definition,
  );
  const views = all.filter(({ isOf }) => isOf?.(definition) ?? true);
  return (
    <section aria-label={t('Formulas')} className={styles.panel}>
      <Tabs
        label={t('About the formulas')}
        look="segments"
        tabs={views.map(({ id, title, View }) => ({ id, title: t(title), content: <View path={path} /> }))}
        // the choice stays while items are selected that it says nothing of
        selected={views.some(({ id }) => id === view) ? view : 'formula'}
        onSelect={showView}
      />
    </section>
  );
});
