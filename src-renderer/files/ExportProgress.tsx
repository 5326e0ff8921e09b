import { t } from '../locale/translate.ts';
import { progressShare, progressText } from '../store/job-words.ts';
import { cancelJob, useJobs } from '../store/jobs.ts';
import { Button } from '../ui/Button.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import styles from './ExportProgress.module.css';

/** How far the export is, inside its message. */
export function ExportProgress() {
  const running = useJobs((state) => state.running);
  if (running?.kind !== 'export' && running?.kind !== 'exportPyTorch') return null;
  return (
    <div className={styles.progress}>
      <span>{progressText(running)}</span>
      <Button look="link" onPress={() => void cancelJob()}>
        {t('Cancel')}
      </Button>
      <div className={styles.bar}>
        <ProgressBar label={t('Export')} value={progressShare(running)} />
      </div>
    </div>
  );
}
