import { create } from 'zustand';
import type { RunReport } from '../../src-core/contract.ts';
import type { Calibration } from '../../src-core/latency/calibration.ts';
import { holdsFor } from '../../src-core/latency/calibration.ts';
import { call } from '../rpc/services.ts';

/** What this person has measured of devices, the newest first. */
export const useCalibrations = create<{ readonly known: readonly Calibration[] }>(() => ({ known: [] }));

export async function loadCalibrations(): Promise<void> {
  const found = await call('calibrations', {});
  if (found.ok) useCalibrations.setState({ known: found.value });
}

/** That of the device that a report is of; null where it was not calibrated. */
export const calibrationOf = (
  known: readonly Calibration[],
  report: Pick<RunReport, 'device' | 'adapter' | 'threads' | 'onnxruntime'>,
): Calibration | null => known.find((one) => holdsFor(one, report)) ?? null;

/** Takes a calibration that was just made. */
export const addCalibration = (made: Calibration): void =>
  useCalibrations.setState(({ known }) => ({
    known: [made, ...known.filter((one) => !holdsFor(one, made))],
  }));
