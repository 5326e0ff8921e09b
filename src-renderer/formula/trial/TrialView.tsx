import { itemAt } from '../../../src-core/analysis/item-paths.ts';
import type { Given } from '../../../src-core/language/field.ts';
import { sentence } from '../../locale/sentences.ts';
import { t } from '../../locale/translate.ts';
import { useDocument } from '../../store/document.ts';
import { formulasOnTrial } from './cases-of.ts';
import styles from './TrialList.module.css';
import { TrialList } from './TrialList.tsx';

/** What sources print of the counts of this block, held against ours. */
export function TrialView({ path }: { readonly path: string }) {
  const item = useDocument((state) => (path === '' ? null : itemAt(state.analysis, path)));
  const expansion = item?.expansion ?? null;
  const { cases, unheld } = formulasOnTrial(item?.definition, expansion?.values as Given | undefined);
  return (
    <div className={styles.view} data-testid="trials">
      {cases.length === 0 && unheld.length === 0 && (
        <p className={styles.none}>{t('No source that is known here prints a formula of this item.')}</p>
      )}
      {cases.length > 0 && <TrialList key={item?.definition?.id} cases={cases} expansion={expansion} />}
      {unheld.map(({ name, title, issue }) => (
        <p key={name} role="alert" className={styles.none}>
          {title}: {sentence(issue)}
        </p>
      ))}
    </div>
  );
}
