import type { RunReport } from '../../src-core/contract.ts';
import type { Result } from '../../src-core/errors.ts';
import type { RunArguments, WorkContext } from './prepare.ts';
import { prepare, reportHead, withSession } from './prepare.ts';
import { computing, openSession, timedRun } from './session.ts';
import { timingOf } from './timing.ts';

/** Warms up, then times every run by itself. At least one run is made. */
export async function timeDesign(args: RunArguments, context: WorkContext): Promise<Result<RunReport>> {
  const prepared = await prepare(args.design, 1, context);
  if (!prepared.ok) return prepared;
  const { runtime, path, feeds } = prepared.value;
  const { device, warmup } = args;
  const runs = Math.max(1, args.runs);
  context.progress({ phase: 'load', done: 0, total: 1 });
  return withSession(openSession(runtime, path, device), (session) =>
    computing(async () => {
      for (let done = 0; done < warmup; done++) {
        context.progress({ phase: 'warmup', done, total: warmup });
        await session.run(feeds);
      }
      const times: number[] = [];
      for (let done = 0; done < runs; done++) {
        context.progress({ phase: 'run', done, total: runs });
        times.push(await timedRun(session, feeds));
      }
      return { ...reportHead(prepared.value, { device, warmup, runs }), ms: timingOf(times) };
    }),
  );
}
