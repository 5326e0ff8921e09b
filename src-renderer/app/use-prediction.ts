import { useEffect, useState } from 'react';
import type { Analysis } from '../../src-core/analysis/analyzer.ts';
import type { Calibration } from '../../src-core/latency/calibration.ts';
import { newestFor } from '../../src-core/latency/calibration.ts';
import { useCalibrations } from '../store/calibrations.ts';
import { isRunnable } from '../store/can-compute.ts';
import type { DevicesState } from '../store/devices.ts';
import { useDevices } from '../store/devices.ts';
import { useDocument } from '../store/document.ts';
import { designText } from '../work/design-text.ts';
import { whenIdle } from '../work/idle.ts';
import { predictTime } from '../work/prediction-thread.ts';
import type { PredictedTime } from '../work/prediction-work.ts';

/** Why nothing is predicted: a device of another machine, settings that no calibration is of, none of this device. */
type Hindrance = 'elsewhere' | 'settings' | 'uncalibrated' | 'unlearned';

interface Prediction {
  readonly time: PredictedTime | null;
  /** True for a moment after an edit: the time is of the design before it. */
  readonly isStale: boolean;
  readonly calibration: Calibration | null;
  readonly hindrance: Hindrance | null;
}

/** Calibrations are of single precision with all optimization. */
const isCalibrated = ({ precision = 'fp32', level = 'all' }: DevicesState['settings']): boolean =>
  precision === 'fp32' && level === 'all';

/** The calibration of what the open design would run on; null where the chosen device has none. */
function useCalibration(): Calibration | null {
  const known = useCalibrations((state) => state.known);
  return useDevices(({ hello, devices, chosen, settings }) => {
    const report = devices?.find(({ name }) => name === chosen);
    const threads = settings.threads ?? hello?.threads;
    if (report === undefined || threads === undefined) return null;
    return newestFor(known, { device: chosen, adapter: report.adapter, threads });
  });
}

function useHindrance(calibration: Calibration | null): Hindrance | null {
  return useDevices(({ box, settings }) => {
    if (box !== null) return 'elsewhere';
    if (!isCalibrated(settings)) return 'settings';
    if (calibration === null) return 'uncalibrated';
    return calibration.reach === null ? 'unlearned' : null;
  });
}

interface Known {
  readonly items: Analysis['items'];
  readonly calibration: Calibration;
  readonly time: PredictedTime | null;
}

/** How long the open design is predicted to take, worked out on another thread after each edit. */
export function usePrediction(): Prediction {
  const analysis = useDocument((state) => state.analysis);
  const calibration = useCalibration();
  const hindrance = useHindrance(calibration);
  const [known, setKnown] = useState<Known | null>(null);
  const { items, design } = analysis;
  const canRun = isRunnable(analysis);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a design whose items only moved computes the same
  useEffect(() => {
    if (calibration === null || hindrance !== null || !canRun) return undefined;
    let isTaken = false;
    const takeBack = whenIdle(async () => {
      const time = await predictTime(calibration, await designText(design));
      if (!isTaken && time !== undefined) setKnown({ items, calibration, time });
    });
    return () => {
      isTaken = true;
      takeBack();
    };
  }, [items, calibration, hindrance, canRun]);
  const isOf = known !== null && known.calibration === calibration && hindrance === null;
  const isPending = analysis.pending > 0;
  return {
    time: isOf && (canRun || isPending) ? known.time : null,
    isStale: known?.items !== items,
    calibration,
    hindrance,
  };
}
