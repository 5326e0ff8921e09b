import type { DeviceReport } from '../../../src-core/contract.ts';
import { ok, sentence } from '../../../src-core/errors.ts';
import { bytesText, unknown } from '../../../src-core/format.ts';
import type { Outcome } from '../answer.ts';
import type { Io } from '../io.ts';
import type { Where } from '../job.ts';
import { withRunner } from '../job.ts';
import type { Json } from '../json.ts';
import { table } from '../table.ts';

const deviceJson = (device: DeviceReport): Json => ({
  name: device.name,
  available: device.available,
  adapter: device.adapter,
  driver: device.driver,
  memoryBytes: device.memoryBytes,
  precisions: device.precisions === null ? null : { ...device.precisions },
  reason: device.reason,
  remedy: device.remedy === null ? null : sentence(device.remedy),
});

/** `fp32, fp16 (casts)`. */
function precisionsText({ precisions }: DeviceReport): string {
  return Object.entries(precisions ?? {})
    .filter(([, support]) => support !== 'none')
    .map(([name, support]) => (support === 'native' ? name : `${name} (${support})`))
    .join(', ');
}

/** The devices that work with what they are, then why the others do not, and what to do about it. */
function devicesText(devices: readonly DeviceReport[]): string {
  const working = devices.filter(({ available }) => available);
  const found = table(
    [
      { title: 'DEVICE' },
      { title: 'PRECISIONS' },
      { title: 'MEMORY', right: true },
      { title: 'HARDWARE' },
      { title: 'DRIVER' },
    ],
    working.map((device) => [
      device.name,
      precisionsText(device),
      device.memoryBytes === null ? unknown : bytesText(BigInt(device.memoryBytes)),
      device.adapter ?? unknown,
      device.driver ?? unknown,
    ]),
  );
  const absent = devices.filter(({ available }) => !available);
  if (absent.length === 0) return found;
  const lines = absent.flatMap(({ name, reason, remedy }) => [
    [name, reason ?? ''],
    ...(remedy === null ? [] : [['', sentence(remedy)]]),
  ]);
  return `${found}\n${table([{ title: 'ABSENT' }, { title: 'WHY, AND WHAT TO DO' }], lines)}`;
}

/** Lists the devices that onnxruntime knows: those that really run a network here or on another machine, and why the others do not. */
export async function devices(
  box: string | null,
  { connect }: Pick<Where, 'connect'>,
  io: Io,
): Promise<Outcome> {
  const found = await withRunner(io, { box, connect }, (runner) => runner.devices(true));
  return found.ok ? ok({ json: found.value.map(deviceJson), text: devicesText(found.value) }) : found;
}
