import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react';
import { itemAt } from '../../../src-core/analysis/item-paths.ts';
import type { Issue } from '../../../src-core/errors.ts';
import { isProblem } from '../../../src-core/errors.ts';
import { showItem } from '../../canvas/viewport.ts';
import { FixButtons } from '../../inspector/FixButtons.tsx';
import { sentence } from '../../locale/sentences.ts';
import { t } from '../../locale/translate.ts';
import { useDocument } from '../../store/document.ts';
import { parentOf, reveal } from '../../store/navigation.ts';
import { select } from '../../store/selection.ts';
import { setPanel, setView } from '../../store/view.ts';
import { PanelHeader } from '../../ui/PanelHeader.tsx';
import styles from './ProblemsList.module.css';

/** Fixes are looked for beside the first problems of the list; what they are is worked out by trying them. */
const mostWithFixes = 8;

/** Shows the item an issue stands on, or the nearest one around it that can be drawn. */
function jump({ where }: Issue): void {
  const { analysis } = useDocument.getState();
  let path = where.node ?? '';
  while (path !== '' && itemAt(analysis, path) === null) path = parentOf(path);
  if (path === '') {
    select([]);
    return;
  }
  setView({ page: 'design' });
  reveal(path);
  if (where.field !== undefined) setPanel('right', true);
  requestAnimationFrame(() => showItem(path));
}

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Everything that is wrong with the design, and what else there is to know; a row leads to its place. */
export function ProblemsList() {
  const issues = useDocument((state) => state.analysis.issues);
  const sorted = [...issues].sort((a, b) => Number(isProblem(b)) - Number(isProblem(a)));
  return (
    <>
      <PanelHeader title={t('Problems')} said={issues.length} onClose={() => setPanel('bottom', false)} />
      {issues.length === 0 ? (
        <p className={styles.none}>
          <CircleCheck size={16} aria-hidden /> {t('Nothing is wrong with this design.')}
        </p>
      ) : (
        <ul aria-label={t('Problems')} className={styles.list}>
          {sorted.map((issue, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two issues may be alike to the letter
            <li key={index}>
              <button
                type="button"
                data-severity={issue.severity}
                onClick={() => jump(issue)}
                className={styles.row}
              >
                {isProblem(issue) ? (
                  <CircleAlert size={14} aria-label={t('problem')} />
                ) : (
                  <TriangleAlert size={14} aria-label={t('note')} />
                )}
                <span className={styles.place}>{issue.where.node ?? t('design')}</span>
                <span className={styles.part}>{issue.where.port ?? issue.where.field ?? ''}</span>
                <span className={styles.sentence}>{capitalized(sentence(issue))}</span>
              </button>
              {isProblem(issue) && index < mostWithFixes && (
                <div className={styles.fixes}>
                  <FixButtons issue={issue} />
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
