import { memo, useDeferredValue } from 'react';
import { unitOf } from '../../src-core/analysis/conventions/conventions.ts';
import type { Issue } from '../../src-core/errors.ts';
import { issue } from '../../src-core/errors.ts';
import { sentence } from '../locale/sentences.ts';
import { t } from '../locale/translate.ts';
import { useConvention } from '../store/convention.ts';
import { useDocument } from '../store/document.ts';
import type { CountTab } from '../symbolic/count-notation.ts';
import { usePins } from '../symbolic/pins.ts';
import { useFormulas } from '../symbolic/use-formulas.ts';
import { classNames } from '../ui/class-names.ts';
import section from '../ui/section.module.css';
import { Tabs } from '../ui/Tabs.tsx';
import { FormulaBody } from './FormulaBody.tsx';
import styles from './FormulaPanel.module.css';
import { showTab, useFormulaView } from './formula-view.ts';
import { ReceptiveFieldPanel } from './receptive-field/ReceptiveFieldPanel.tsx';

/** Why there is no formula; the problems of the item itself stand above, so they are not said again. */
function reasonOf(issues: readonly Issue[]): string {
  const reason = issues.find(({ code }) => code === 'formula/needs-number' || code === 'formula/opaque');
  return sentence(reason ?? issue('formula/none'));
}

function Content({ tab, path }: { readonly tab: CountTab; readonly path: string }) {
  const design = useDocument((state) => state.design);
  const analysis = useDocument((state) => state.analysis);
  const pins = usePins();
  const { result: latest, isStale } = useFormulas({ design, analysis, path, pins });
  // drawn in slices: hundreds of rows and terms may take longer than a frame has
  const result = useDeferredValue(latest);
  return (
    <div
      className={classNames(section.late, styles.body)}
      data-stale={isStale || result !== latest || undefined}
      data-testid="formula"
    >
      {result === null ? (
        <p className={styles.none}>{t('Working out the formula …')}</p>
      ) : result.ok ? (
        <FormulaBody tab={tab} path={path} shown={result.value} />
      ) : (
        <p className={styles.none}>{reasonOf(result.issues)}</p>
      )}
    </div>
  );
}

/** The formulas of an item, or (for the empty path) of the design: parameters, compute and memory; and what it reads of the input. */
export const CountTabs = memo(function CountTabs({ path }: { readonly path: string }) {
  const tab = useFormulaView((state) => state.tab);
  const convention = useConvention();
  return (
    <Tabs
      label={t('Formulas')}
      tabs={[
        { id: 'params', title: t('Parameters'), content: <Content tab="params" path={path} /> },
        {
          id: 'macs',
          title: unitOf(convention),
          content: <Content tab="macs" path={path} />,
        },
        { id: 'memory', title: t('Memory'), content: <Content tab="memory" path={path} /> },
        {
          id: 'field',
          title: t('Receptive field'),
          content: (
            <div className={styles.body} data-testid="receptive-fields">
              <ReceptiveFieldPanel path={path} />
            </div>
          ),
        },
      ]}
      selected={tab}
      onSelect={showTab}
    />
  );
});
