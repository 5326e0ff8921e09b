import { sentence } from '../../src-core/errors.ts';
import { useDocument } from '../store/document.ts';
import { useView } from '../store/view.ts';
import { Tabs } from '../ui/Tabs.tsx';
import { FormulaBody } from './FormulaBody.tsx';
import styles from './FormulaPanel.module.css';
import { type FormulaTab, showTab, useFormulaView } from './formula-view.ts';
import { usePins } from './pins.ts';
import { useFormulas } from './use-formulas.ts';

/** The formulas of an item, or (for the empty path) of the design: parameters, compute and memory. */
export function FormulaPanel({ path }: { readonly path: string }) {
  const design = useDocument((state) => state.design);
  const analysis = useDocument((state) => state.analysis);
  const pins = usePins();
  const tab = useFormulaView((state) => state.tab);
  const unit = useView((state) => state.costUnit);
  const { result, isStale } = useFormulas({ design, analysis, path, pins });
  const content = (id: FormulaTab) => (
    <div className={styles.body} data-stale={isStale || undefined} data-testid="formula">
      {result === null ? (
        <p className={styles.none}>Working out the formula …</p>
      ) : result.ok ? (
        <FormulaBody tab={id} path={path} shown={result.value} />
      ) : (
        <p className={styles.none}>{sentence(result.issues.at(-1)!)}</p>
      )}
    </div>
  );
  return (
    <section aria-label="Formulas" className={styles.panel}>
      <Tabs
        label="Formulas"
        tabs={[
          { id: 'params', title: 'Parameters', content: content('params') },
          { id: 'macs', title: unit === 'macs' ? 'MACs' : 'FLOPs', content: content('macs') },
          { id: 'memory', title: 'Memory', content: content('memory') },
        ]}
        selected={tab}
        onSelect={showTab}
      />
    </section>
  );
}
