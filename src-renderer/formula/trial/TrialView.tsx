import { itemAt } from '../../../src-core/analysis/item-paths.ts';
import { t } from '../../locale/translate.ts';
import { useDocument } from '../../store/document.ts';
import { casesOf } from './cases-of.ts';
import styles from './TrialList.module.css';
import { TrialList } from './TrialList.tsx';

/** What sources print of the counts of this block, held against ours. */
export function TrialView({ path }: { readonly path: string }) {
  const item = useDocument((state) => (path === '' ? null : itemAt(state.analysis, path)));
  const cases = casesOf(item?.definition?.id);
  return (
    <div className={styles.view} data-testid="trials">
      {cases.length === 0 ? (
        <p className={styles.none}>{t('No source that is known here prints a formula of this item.')}</p>
      ) : (
        <TrialList key={item?.definition?.id} cases={cases} expansion={item?.expansion ?? null} />
      )}
    </div>
  );
}
