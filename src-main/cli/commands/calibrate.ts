import type { DeviceName } from '../../../src-core/contract.ts';
import { ok } from '../../../src-core/errors.ts';
import { bytesText } from '../../../src-core/format.ts';
import type { Calibration } from '../../../src-core/latency/calibration.ts';
import { wasBusy } from '../../../src-core/latency/calibration.ts';
import { calibrationStore } from '../../files/calibrations.ts';
import { userDataFolder } from '../../files/user-data.ts';
import type { Outcome } from '../answer.ts';
import type { Io } from '../io.ts';
import { runJob } from '../job.ts';
import type { Json } from '../json.ts';
import { pairs } from '../table.ts';

interface CalibrateOptions {
  readonly device: DeviceName;
  readonly whenQuiet?: boolean;
  readonly seconds?: number;
}

const jsonOf = ({ device, seconds, ceilings, error }: Calibration): Json => ({
  device,
  seconds,
  ceilings: { ...ceilings },
  error: error === null ? null : { ...error },
});

const percent = (share: number): string => `${(100 * share).toFixed(0)}%`;

const rate = (perSecond: number): string => `${bytesText(BigInt(Math.round(perSecond)))}/s`;

/** What to do about a machine that was busy; nothing where it was quiet. */
export const busyRows = (
  calibration: Pick<Calibration, 'otherCores'>,
): readonly (readonly [string, string])[] =>
  wasBusy(calibration)
    ? [
        [
          'machine busy',
          `${calibration.otherCores.toFixed(1)} cores did something else: calibrate again with --when-quiet`,
        ],
      ]
    : [];

function textOf({
  device,
  adapter,
  threads,
  onnxruntime,
  seconds,
  ceilings,
  copies,
  designs,
  error,
  otherCores,
}: Calibration): string {
  return pairs([
    [
      'device',
      `${device}${adapter === null ? '' : ` (${adapter})`}, ${threads} threads, onnxruntime ${onnxruntime}`,
    ],
    ['took', `${seconds.toFixed(0)} s`],
    ...busyRows({ otherCores }),
    ['computes', `${(ceilings.macsPerSecond / 1e9).toFixed(1)} GMAC/s`],
    ['moves', `${rate(ceilings.bytesPerSecond)} of what fits into no cache`],
    ...copies
      .slice(0, -1)
      .map(({ bytes, bytesPerSecond }): [string, string] => [
        '',
        `${rate(bytesPerSecond)} of ${bytesText(BigInt(bytes))}`,
      ]),
    ['empty kernel', `${(ceilings.launchMs * 1000).toFixed(1)} µs`],
    ...(error === null
      ? []
      : [
          [
            'predictions',
            `learned from ${designs.length} designs; off by ${percent(error.mape)} of those left out, ${percent(
              error.within10,
            )} of them within 10%, ${percent(error.order)} of pairs in order`,
          ] as const,
        ]),
  ]);
}

/** Measures what a device reaches at most and what predictions are learned from, and keeps both for this person. */
export async function calibrate({ device, whenQuiet, seconds }: CalibrateOptions, io: Io): Promise<Outcome> {
  const found = await runJob(io, {
    kind: 'calibrate',
    device,
    ...(whenQuiet !== undefined && { whenQuiet }),
    ...(seconds !== undefined && { seconds }),
  });
  if (!found.ok) return found;
  const kept = await calibrationStore(userDataFolder()).keep(found.value);
  return kept.ok ? ok({ json: jsonOf(found.value), text: textOf(found.value) }) : kept;
}
