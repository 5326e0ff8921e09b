import { t } from '../locale/translate.ts';
import { useDocument } from '../store/document.ts';
import { keepNow, useKeeping } from '../store/journal/keeping.ts';
import { spoken } from '../ui/toast-issues.ts';
import styles from './KeepingState.module.css';

/** Whether every edit is in the journal on the disk; where one cannot be written, why, and a way to try again. */
export function KeepingState() {
  const { journal, waiting, issues } = useKeeping();
  const isFollowing = useDocument((state) => state.isFollowing);
  const [problem] = issues;
  if (isFollowing) return <span className={styles.state}>{t('Follows another tab')}</span>;
  if (journal === null) return null;
  if (problem !== undefined) {
    return (
      <button
        type="button"
        data-tone="error"
        onClick={keepNow}
        className={styles.retry}
        title={t('Try again')}
      >
        {t('Edits are not kept on disk: {reason}', { reason: spoken(problem) })}
      </button>
    );
  }
  return (
    <span className={styles.state} title={t('What you do is written to a journal on this machine at once')}>
      {t(waiting === 0 ? 'Edits kept' : 'Keeping edits…')}
    </span>
  );
}
