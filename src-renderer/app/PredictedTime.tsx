import { unknown } from '../../src-core/format.ts';
import type { Calibration } from '../../src-core/latency/calibration.ts';
import { wasBusy } from '../../src-core/latency/calibration.ts';
import { t } from '../locale/translate.ts';
import { runCommand } from '../store/commands.ts';
import { deviceTitle } from '../store/device-words.ts';
import { useDevices } from '../store/devices.ts';
import { useJobs } from '../store/jobs.ts';
import { Button } from '../ui/Button.tsx';
import { Numeric } from '../ui/Numeric.tsx';
import type { PredictedTime as Time } from '../work/prediction-work.ts';
import styles from './StatusBar.module.css';
import { usePrediction } from './use-prediction.ts';

/** Three digits, as a prediction has no more. */
const shortMs = (ms: number): string => (ms >= 1000 ? ms.toFixed(0) : String(Number(ms.toPrecision(3))));

/** What a prediction is by, and how sure it is. */
function hintOf(time: Time, calibration: Calibration, device: string): string {
  const [low, high] = time.interval.map(shortMs);
  return [
    t(
      'Predicted for {device}, not measured: of the whole design, nine times in ten between {low} and {high} ms',
      {
        device,
        low: low!,
        high: high!,
      },
    ),
    t('By MACs alone {ms} ms. Calibrated {date}, onnxruntime {version}', {
      ms: shortMs(time.byMacsMs),
      date: calibration.at.slice(0, 10),
      version: calibration.onnxruntime,
    }),
    ...(wasBusy(calibration) ? [t('The machine was busy while it was calibrated')] : []),
    ...(time.isUnsure
      ? [
          t('Measure this: {percent} of the time is of operators unlike any that were timed', {
            percent: `${(100 * time.strange).toFixed(0)}%`,
          }),
        ]
      : []),
  ].join('\n');
}

/** What to do where nothing is predicted. */
const remedies = {
  elsewhere: 'Predictions are of this machine alone; run `blockwright predict` on the other one',
  settings: 'Predictions are of single precision with all optimization',
  uncalibrated:
    'Calibrating this device takes about two minutes; designs are then predicted while they are edited',
  unlearned: 'The calibration ended before it could learn to predict; calibrate again',
} as const;

/** How long the design takes by the calibration of the chosen device; a dash and what to do where there is none. */
export function PredictedTime() {
  const { time, isStale, calibration, hindrance } = usePrediction();
  const device = useDevices((state) => deviceTitle(state.chosen));
  const isBusy = useJobs(({ running }) => running !== null);
  const isKnown = time !== null && calibration !== null;
  const canCalibrate = hindrance === 'uncalibrated' || hindrance === 'unlearned';
  const hint = isKnown
    ? hintOf(time, calibration, device)
    : hindrance === null
      ? undefined
      : t(remedies[hindrance]);
  return (
    <span data-total="Predicted" title={hint} className={styles.total}>
      <span className={styles.name}>{t('Predicted')}</span>
      <span className={isKnown && isStale ? styles.stale : undefined}>
        <Numeric
          value={isKnown ? shortMs(time.ms) : unknown}
          unit={isKnown ? 'ms' : undefined}
          className={styles.value}
        />
      </span>
      {isKnown && (
        <span className={styles.note}>
          {time.interval.map(shortMs).join('–')}
          {time.isUnsure && <span className={styles.unsure}> {t('measure this')}</span>}
        </span>
      )}
      {canCalibrate && (
        <Button look="link" isDisabled={isBusy} onPress={() => runCommand('run.calibrate')}>
          {t('Calibrate')}
        </Button>
      )}
    </span>
  );
}
