import { changeOf, changeText } from '../../src-core/results/compare-results.ts';
import { t } from '../locale/translate.ts';
import { changeHint, differsText, doubtsText, verdictText } from '../store/change-words.ts';
import { comparableOf } from '../store/comparable.ts';
import type { MeasuredProfile } from '../store/jobs.ts';
import { useJobs } from '../store/jobs.ts';
import { millisecondsText } from '../ui/figures.ts';
import styles from './Before.module.css';

/** A line on how a profile compares to the one before it, whether the design was edited in between or not. */
export function Before({ profile }: { readonly profile: MeasuredProfile }) {
  const before = useJobs((state) => state.before);
  if (before === null) return null;
  const now = comparableOf(profile.report, profile.box);
  const change = changeOf(before, now);
  if (change === null) return null;
  const isEdited = change.differs.includes('design');
  const others = { ...change, differs: change.differs.filter((one) => one !== 'design') };
  return (
    <div className={styles.line} data-fact="before" title={changeHint(change)}>
      <span>
        {t(
          isEdited
            ? 'Before the edit {before} ms, now {now} ms'
            : 'The profile before {before} ms, now {now} ms',
          {
            before: millisecondsText(before.ms.median),
            now: millisecondsText(now.ms.median),
          },
        )}
      </span>
      <span>
        {t('ratio')} <b>{changeText(change)}</b>
      </span>
      <span data-verdict={change.verdict} className={styles.verdict}>
        {verdictText(change)}
      </span>
      <span>{[differsText(others), doubtsText(change)].filter((text) => text !== '').join('. ')}</span>
    </div>
  );
}
