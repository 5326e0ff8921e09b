import { ok } from '../../../src-core/errors.ts';
import type { Outcome } from '../answer.ts';
import type { Io } from '../io.ts';
import { withRunner } from '../job.ts';
import { table } from '../table.ts';

/** Lists the devices that onnxruntime knows, with those that really run a network here. */
export async function devices(io: Io): Promise<Outcome> {
  const found = await withRunner(io, (runner) => runner.devices(true));
  if (!found.ok) return found;
  const json = found.value.map(({ name, available, adapter, reason }) => ({
    name,
    available,
    adapter,
    reason,
  }));
  const rows = found.value.map(({ name, available, adapter, reason }) => [
    name,
    available ? 'yes' : 'no',
    (available ? adapter : reason) ?? '',
  ]);
  return ok({ json, text: table([{ title: 'DEVICE' }, { title: 'WORKS' }, { title: 'DETAIL' }], rows) });
}
