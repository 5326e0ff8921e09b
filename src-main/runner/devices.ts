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

/** Remedies of devices that were not tried, since the runtime has no code for them here. */
const untried: ReadonlySet<string> = new Set([
  'device/elsewhere',
  'device/library-missing',
  'device/not-packaged',
]);

/** Whether no driver was loaded for the answer: then the next device can be tried in the same process. */
const isWithoutDriver = ({ name, remedy }: DeviceReport): boolean =>
  name === 'cpu' || (remedy !== null && untried.has(remedy.code));

/** All devices. WebGPU, which is in most builds and loads a driver to be tried, comes after those that may be just absent. */
const tried: readonly DeviceName[] = [...deviceNames.filter((name) => name !== 'webgpu'), 'webgpu'];

/** Tries one device. The answer to a cancelled probe is null. */
async function probeDevice(
  name: DeviceName,
  connection: Connection,
  closing: AbortSignal,
): Promise<DeviceReport | null> {
  const unavailable = (reason: string): DeviceReport => absentDevice(name, reason);
  const patience = AbortSignal.timeout(patienceMs);
  const outcome = await connection.request(
    { kind: 'probe', device: name },
    () => undefined,
    AbortSignal.any([closing, patience]),
  );
  if (closing.aborted) return null;
  if (patience.aborted) return unavailable(`it did not answer within ${patienceMs / 1000} s`);
  if ('died' in outcome) return unavailable(`trying it ended the runner (${outcome.died})`);
  if (outcome.result.ok) return outcome.result.value;
  return unavailable(outcome.result.issues.map(sentence).join('; '));
}

/**
 * Tries all devices, one after another, each in a turn of its own, and each driver in a process of its own, so that one
 * that crashes or hangs costs that process and nothing else.
 */
export async function probeDevices(
  options: ConnectionOptions,
  turns: Turns,
  closing: AbortSignal,
  cancelled: Result<never>,
): Promise<Result<readonly DeviceReport[]>> {
  const reports = new Map<DeviceName, DeviceReport>();
  const connection = new Connection(options);
  try {
    for (const name of tried) {
      const report = await turns.take(() => probeDevice(name, connection, closing), closing, null);
      if (report === null) return cancelled;
      reports.set(name, report);
      if (!isWithoutDriver(report)) await connection.kill();
    }
    return ok(deviceNames.flatMap((name) => reports.get(name) ?? []));
  } finally {
    await connection.kill();
  }
}
