import { Activity, Square } from 'lucide-react';
import { t } from '../../locale/translate.ts';
import { runCommand } from '../../store/commands.ts';
import { progressShare, progressText } from '../../store/job-words.ts';
import { useJobs } from '../../store/jobs.ts';
import { useShortcut } from '../../store/keys.ts';
import { Button } from '../../ui/Button.tsx';
import { Tooltip } from '../../ui/Tooltip.tsx';
import styles from './ProfileButton.module.css';

/** Starts a profile; while anything runs it is the button that stops it, with the progress in its edge. */
export function ProfileButton({ isDisabled }: { readonly isDisabled: boolean }) {
  const running = useJobs((state) => state.running);
  const shortcut = useShortcut('run.profile');
  if (running === null) {
    return (
      <Tooltip text={t('Measure the time of every item')} shortcut={shortcut}>
        <Button
          look="primary"
          icon={<Activity size={16} aria-hidden />}
          isDisabled={isDisabled}
          onPress={() => runCommand('run.profile')}
        >
          {t('Profile')}
        </Button>
      </Tooltip>
    );
  }
  const share = progressShare(running);
  return (
    <Tooltip text={progressText(running)} shortcut="Escape">
      <Button
        look="outlined"
        icon={<Square size={12} aria-hidden fill="currentColor" />}
        onPress={() => runCommand('run.cancel')}
        className={styles.cancel as string}
      >
        {t('Cancel')}
        <span className={styles.count}>
          {running.total > 1 ? t('{count} of {all}', { count: running.done, all: running.total }) : ''}
        </span>
        <span
          role="progressbar"
          aria-label={progressText(running)}
          aria-valuenow={share === null ? undefined : Math.round(share * 100)}
          className={styles.edge}
          style={{ transform: `scaleX(${share ?? 0})` }}
        />
      </Button>
    </Tooltip>
  );
}
