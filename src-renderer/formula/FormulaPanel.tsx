import { memo } from 'react';
import { Tabs } from '../ui/Tabs.tsx';
import styles from './FormulaPanel.module.css';
import { showView, useFormulaView } from './formula-view.ts';
import { formulaViews } from './formula-views.ts';

/** What can be said of the counts of an item, or (for the empty path) of the design, one view a tab. */
export const FormulaPanel = memo(function FormulaPanel({ path }: { readonly path: string }) {
  const view = useFormulaView((state) => state.view);
  return (
    <section aria-label="Formulas" className={styles.panel}>
      <Tabs
        label="About the formulas"
        look="segments"
        tabs={formulaViews.map(({ id, title, View }) => ({ id, title, content: <View path={path} /> }))}
        selected={view}
        onSelect={showView}
      />
    </section>
  );
});
