import type { DeviceName } from '../../../src-core/contract.ts';
import type { Design } from '../../../src-core/document/design.ts';
import type { Result } from '../../../src-core/errors.ts';
import type { WorkContext } from '../loadable.ts';
import { makeLoadable, withSession } from '../loadable.ts';
import { modelOf } from '../model.ts';
import type { Kernel } from '../profile-events.ts';
import { computing, openSession } from '../session.ts';
import { readTrace, tracingTo } from '../trace-file.ts';

/** A design that is run for the times of its kernels. */
export interface TracedRuns {
  /** Tells its trace from those of others in the same folder. */
  readonly name: string;
  readonly design: Design;
  readonly device: DeviceName;
  /** Runs before the first that counts. */
  readonly warmup: number;
  readonly runs: number;
}

/** The kernels of each run of a design, those of the warm-up left out. Issues: those of a run. */
export async function tracedRuns(
  { name, design, device, warmup, runs }: TracedRuns,
  { folder, version }: WorkContext,
): Promise<Result<readonly (readonly Kernel[])[]>> {
  const model = modelOf(JSON.stringify(design), version);
  if (!model.ok) return model;
  const loadable = await makeLoadable(model.value, { folder, progress: () => undefined });
  if (!loadable.ok) return loadable;
  const { runtime, path, feeds } = loadable.value;
  const place = { folder, prefix: `trace-${name}` };
  const done = await withSession(openSession(runtime, path, device, tracingTo(place)), (session) =>
    computing(async () => {
      for (let run = 0; run < warmup + runs; run++) await session.run(feeds);
      session.endProfiling();
    }),
  );
  if (!done.ok) return done;
  const traced = readTrace(place);
  return traced.ok ? { ok: true, value: traced.value.slice(warmup) } : traced;
}
