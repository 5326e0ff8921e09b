import type { RunReport } from '../../src-core/contract.ts';
import type { Result } from '../../src-core/errors.ts';
import type { InferenceSession } from './onnxruntime.ts';
import type { Loadable, RunArguments, WorkContext } from './prepare.ts';
import { prepare, reportHead, withSession } from './prepare.ts';
import type { Feeds } from './session.ts';
import { computing, openSession, timedRun } from './session.ts';
import { timingOf } from './timing.ts';

/** What timed runs are made of: a model that is loaded, and how often it runs. */
type Timed = Omit<RunArguments, 'design'>;

/** Warms up, then times every run by itself. At least one run is made. */
export async function timedReport(
  session: InferenceSession,
  feeds: Feeds,
  loadable: Loadable,
  { device, warmup, runs }: Timed,
  progress: WorkContext['progress'],
): Promise<RunReport> {
  const total = Math.max(1, runs);
  for (let done = 0; done < warmup; done++) {
    progress({ phase: 'warmup', done, total: warmup });
    await session.run(feeds);
  }
  const times: number[] = [];
  for (let done = 0; done < total; done++) {
    progress({ phase: 'run', done, total });
    times.push(await timedRun(session, feeds));
  }
  return { ...reportHead(loadable, { device, warmup, runs: total }), ms: timingOf(times) };
}

/** Times a design with made-up inputs. */
export async function timeDesign(args: RunArguments, context: WorkContext): Promise<Result<RunReport>> {
  const prepared = await prepare(args.design, 1, context);
  if (!prepared.ok) return prepared;
  const { runtime, path, feeds } = prepared.value;
  context.progress({ phase: 'load', done: 0, total: 1 });
  return withSession(openSession(runtime, path, args.device), (session) =>
    computing(() => timedReport(session, feeds, prepared.value, args, context.progress)),
  );
}
