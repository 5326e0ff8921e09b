import type { DeviceName } from '../../../src-core/contract.ts';
import { fail, issue, ok } from '../../../src-core/errors.ts';
import type { Calibration } from '../../../src-core/latency/calibration.ts';
import { newestFor } from '../../../src-core/latency/calibration.ts';
import type { DesignPrediction } from '../../../src-core/latency/predict-design.ts';
import { predictorOf } from '../../../src-core/latency/predict-design.ts';
import { opaqueOperatorIn } from '../../../src-core/lower/opaque-operator.ts';
import { lower } from '../../../src-core/lower/program.ts';
import { calibrationStore } from '../../files/calibrations.ts';
import { userDataFolder } from '../../files/user-data.ts';
import { hardwareOf } from '../../runner/hardware.ts';
import { threads } from '../../runner/threads.ts';
import type { Outcome } from '../answer.ts';
import type { Json } from '../json.ts';
import type { DesignOptions } from '../prepared.ts';
import { msText } from '../quantity.ts';
import { pairs } from '../table.ts';
import { busyRows } from './calibrate.ts';
import { runnable } from './run.ts';

interface PredictOptions extends DesignOptions {
  readonly device: DeviceName;
}

const jsonOf = ({ ms, interval, byMacsMs }: DesignPrediction, { device, at }: Calibration): Json => ({
  ms,
  interval,
  device,
  calibrated: at,
  baseline: { flopsMs: byMacsMs },
});

function textOf(
  name: string,
  { ms, interval: [low, high], byMacsMs, strange, isUnsure }: DesignPrediction,
  { device, adapter, at, otherCores }: Calibration,
): string {
  return pairs([
    ['design', name],
    ['device', `${device}${adapter === null ? '' : ` (${adapter})`}, calibrated ${at}`],
    ['predicted', `${msText(ms)}, 90% interval ${msText(low)} to ${msText(high)}`],
    ['by MACs alone', msText(byMacsMs)],
    ...busyRows({ otherCores }),
    ...(isUnsure
      ? [
          [
            'measure this',
            `${(100 * strange).toFixed(0)}% of the time is of operators unlike any that were timed`,
          ] as const,
        ]
      : []),
  ]);
}

/** What this person measured last of a device of this machine; null where it was not calibrated. */
async function calibrationHere(device: DeviceName): Promise<Calibration | null> {
  const known = await calibrationStore(userDataFolder()).list();
  return newestFor(known, { device, adapter: hardwareOf(device).adapter, threads });
}

/** Predicts the time of a design on a device, without running it. Issue: predict/not-calibrated. */
export async function predict(name: string, options: PredictOptions): Promise<Outcome> {
  const sound = await runnable(name, options);
  if (!sound.ok) return sound;
  const program = lower(sound.value.analysis);
  if (!program.ok) return program;
  const unknown = opaqueOperatorIn(program.value);
  if (unknown !== null) return fail(issue('predict/opaque', { node: unknown.path }, { op: unknown.op }));
  const calibration = await calibrationHere(options.device);
  const predicting = calibration === null ? null : predictorOf(calibration);
  if (calibration === null || predicting === null)
    return fail(issue('predict/not-calibrated', {}, { device: options.device }));
  const prediction = predicting(program.value);
  return ok({ json: jsonOf(prediction, calibration), text: textOf(name, prediction, calibration) });
}
