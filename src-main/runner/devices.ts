import type { DeviceName, DeviceReport } from '../../src-core/contract.ts';
import { deviceNames } from '../../src-core/contract.ts';
import type { Result } from '../../src-core/errors.ts';
import { ok, sentence } from '../../src-core/errors.ts';
import { absentDevice } from './absent-device.ts';
import type { ConnectionOptions } from './connection.ts';
import { Connection } from './connection.ts';
import type { Turns } from './task-queue.ts';

/** A software GPU compiles its shaders in seconds; a device that takes longer than this hangs. */
const patienceMs = 60_000;

/**
 * Tries one device in a process of its own, so that a driver that crashes or hangs costs that process and nothing else.
 * The answer to a cancelled probe is null.
 */
async function probeDevice(
  name: DeviceName,
  options: ConnectionOptions,
  closing: AbortSignal,
): Promise<DeviceReport | null> {
  const unavailable = (reason: string): DeviceReport => absentDevice(name, reason);
  const connection = new Connection(options);
  const patience = AbortSignal.timeout(patienceMs);
  const outcome = await connection.request(
    { kind: 'probe', device: name },
    () => undefined,
    AbortSignal.any([closing, patience]),
  );
  await connection.kill();
  if (closing.aborted) return null;
  if (patience.aborted) return unavailable(`it did not answer within ${patienceMs / 1000} s`);
  if ('died' in outcome) return unavailable(`trying it ended the runner (${outcome.died})`);
  if (outcome.result.ok) return outcome.result.value;
  return unavailable(outcome.result.issues.map(sentence).join('; '));
}

/** Tries all devices, one after another, each in a turn of its own. */
export async function probeDevices(
  options: ConnectionOptions,
  turns: Turns,
  closing: AbortSignal,
  cancelled: Result<never>,
): Promise<Result<readonly DeviceReport[]>> {
  const reports: DeviceReport[] = [];
  for (const name of deviceNames) {
    const report = await turns.take(() => probeDevice(name, options, closing), closing, null);
    if (report === null) return cancelled;
    reports.push(report);
  }
  return ok(reports);
}
