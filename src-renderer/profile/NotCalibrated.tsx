import { t } from '../locale/translate.ts';
import { runCommand } from '../store/commands.ts';
import { deviceTitle } from '../store/device-words.ts';
import { useDevices } from '../store/devices.ts';
import { useJobs } from '../store/jobs.ts';
import { Button } from '../ui/Button.tsx';
import styles from './ProfileStates.module.css';

/** What stands in the place of a roofline of a device whose ceilings nobody measured. */
export function NotCalibrated() {
  const device = useDevices((state) => state.chosen);
  const isRunning = useJobs(({ running }) => running !== null);
  return (
    <div className={styles.placeholder}>
      <h3 className={styles.title}>{t('{device} was not calibrated', { device: deviceTitle(device) })}</h3>
      <p className={styles.words}>
        {t(
          'Calibrating measures what the device reaches at most, in about a minute; the roofline then says what holds each item back.',
        )}
      </p>
      <Button look="primary" isDisabled={isRunning} onPress={() => runCommand('run.calibrate')}>
        {t('Calibrate')}
      </Button>
    </div>
  );
}
