import { CircleAlert, Clock, Gauge } from 'lucide-react';
import type { ReactNode } from 'react';
import { problemsOf } from '../../src-core/errors.ts';
import { place, sentence } from '../locale/sentences.ts';
import { t } from '../locale/translate.ts';
import { runCommand } from '../store/commands.ts';
import { deviceTitle } from '../store/device-words.ts';
import { deviceReady, useDevices } from '../store/devices.ts';
import { useDocument } from '../store/document.ts';
import { progressShare, progressText } from '../store/job-words.ts';
import { cancelJob, useJobs } from '../store/jobs.ts';
import { Button } from '../ui/Button.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import styles from './ProfileStates.module.css';
import { useProfileFailure } from './profile-failure.ts';

const again = (): void => void runCommand('run.profile');

const useProblems = (): number => useDocument(({ analysis }) => problemsOf(analysis.issues).length);

function useCanProfile(): boolean {
  const isReady = useDevices(deviceReady);
  const isEmpty = useDocument(({ design }) => design.nodes.length === 0);
  return useProblems() === 0 && isReady && !isEmpty;
}

const useProfiling = () => useJobs(({ running }) => (running?.kind === 'profile' ? running : null));

function Running() {
  const running = useProfiling();
  if (running === null) return null;
  return (
    <>
      <span>{progressText(running)}</span>
      <div className={styles.bar}>
        <ProgressBar label={t('Profile')} value={progressShare(running)} />
      </div>
      <Button onPress={() => void cancelJob()}>{t('Cancel')}</Button>
    </>
  );
}

/** Why the last profile failed, as a sentence with its place. */
function useFailure(): string | null {
  const [first] = useProfileFailure((state) => state.issues) ?? [];
  if (first === undefined) return null;
  const at = place(first.where);
  const text = sentence(first);
  return at === '' ? text : `${at}: ${text}`;
}

interface PlaceholderProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

function Placeholder({ icon, title, children, action }: PlaceholderProps) {
  return (
    <div className={styles.placeholder}>
      {icon}
      <h3 className={styles.title}>{title}</h3>
      {children}
      {action}
    </div>
  );
}

/** What stands in the place of a profile that there is not: how to get one, how far it is, or why it failed. */
export function ProfilePlaceholder() {
  const isRunning = useProfiling() !== null;
  const failure = useFailure();
  const device = useDevices((state) => state.chosen);
  const problems = useProblems();
  const canProfile = useCanProfile();
  if (isRunning) {
    return (
      <Placeholder
        icon={<Gauge size={20} aria-hidden />}
        title={t('Profiling on {device}', { device: deviceTitle(device) })}
      >
        <div className={styles.running} role="status">
          <Running />
        </div>
      </Placeholder>
    );
  }
  if (failure !== null) {
    return (
      <Placeholder
        icon={<CircleAlert size={20} aria-hidden className={styles.error} />}
        title={t('The profile failed')}
        action={
          <Button isDisabled={!canProfile} onPress={again}>
            {t('Try again')}
          </Button>
        }
      >
        <p role="alert" className={styles.words}>
          {failure}
        </p>
      </Placeholder>
    );
  }
  if (problems > 0) {
    return (
      <Placeholder
        icon={<Gauge size={20} aria-hidden />}
        title={t('No profile yet')}
        action={<Button onPress={() => runCommand('view.problems')}>{t('Show the problems')}</Button>}
      >
        <p className={styles.words}>
          {t(
            problems === 1
              ? 'The design has a problem; it can be profiled once that is fixed.'
              : 'The design has {count} problems; it can be profiled once they are fixed.',
            { count: problems },
          )}
        </p>
      </Placeholder>
    );
  }
  return (
    <Placeholder
      icon={<Gauge size={20} aria-hidden />}
      title={t('No profile yet')}
      action={
        <Button look="primary" isDisabled={!canProfile} onPress={again}>
          {t('Profile')}
        </Button>
      }
    >
      <p className={styles.words}>
        {t(
          'Profiling runs the design on {device} and says how long each item takes, on the canvas and here.',
          { device: deviceTitle(device) },
        )}
      </p>
    </Placeholder>
  );
}

/** A line above a profile that is older than the design, being made again, or could not be. */
export function ProfileNotice() {
  const isRunning = useProfiling() !== null;
  const isStale = useJobs((state) => state.profileIsStale);
  const failure = useFailure();
  const canProfile = useCanProfile();
  if (isRunning) {
    return (
      <div className={styles.notice} role="status">
        <Running />
      </div>
    );
  }
  if (failure !== null) {
    return (
      <div className={styles.notice} role="alert">
        <CircleAlert size={16} aria-hidden className={styles.error} />
        <span>{t('The last profile failed: {failure}', { failure })}</span>
        <Button isDisabled={!canProfile} onPress={again}>
          {t('Try again')}
        </Button>
      </div>
    );
  }
  if (!isStale) return null;
  return (
    <div className={styles.notice} role="status">
      <Clock size={16} aria-hidden className={styles.warn} />
      <span>{t('The design has changed since this profile.')}</span>
      <Button isDisabled={!canProfile} onPress={again}>
        {t('Profile again')}
      </Button>
    </div>
  );
}
