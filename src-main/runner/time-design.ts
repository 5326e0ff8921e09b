import type { RunReport } from '../../src-core/contract.ts';
import type { Result } from '../../src-core/errors.ts';
import type { Loadable, WorkContext } from './loadable.ts';
import { withSession } from './loadable.ts';
import { Measuring, peakSince, prepareMeasured } from './measured.ts';
import type { InferenceSession } from './onnxruntime.ts';
import { PacedProgress } from './paced-progress.ts';
import type { RunArguments } from './prepare.ts';
import { reportHead } from './prepare.ts';
import type { Feeds } from './session.ts';
import { computing, openSession, startOf, timedRun } from './session.ts';
import { sessionSettings } from './settings.ts';
import { Rounds } from './steady.ts';
import { timingOf } from './timing.ts';

/** What timed runs are made of: a model that is loaded, and how often it runs. */
type Timed = Omit<RunArguments, 'design'>;

/** Warms up, then times every run by itself, so many or until they are steady. At least one run is made. */
export async function timedReport(
  session: InferenceSession,
  feeds: Feeds,
  loadable: Loadable,
  { runs, ...args }: Timed,
  progress: WorkContext['progress'],
): Promise<RunReport> {
  const { warmup } = args;
  const paced = new PacedProgress(progress);
  const untimed = () => session.run(feeds);
  for (let done = 0; done < warmup; done++) {
    await paced.tell({ phase: 'warmup', done, total: warmup }, untimed);
    await timedRun(session, feeds);
  }
  const times: number[] = [];
  const measuring = new Measuring([times]);
  const rounds = new Rounds(runs, [times]);
  while (rounds.another()) {
    await paced.tell({ phase: 'run', done: rounds.done - 1, total: rounds.total }, untimed);
    times.push(await timedRun(session, feeds));
    measuring.afterRound();
  }
  return {
    ...reportHead(loadable, args),
    ...measuring.end(),
    ...startOf(session),
    runs: times.length,
    ms: timingOf(times),
    peakBytes: peakSince(loadable.model.program, 1),
  };
}

/** Times a design with made-up inputs. */
export async function timeDesign(args: RunArguments, context: WorkContext): Promise<Result<RunReport>> {
  const prepared = await prepareMeasured(args, 1, context);
  if (!prepared.ok) return prepared;
  const { runtime, path, feeds } = prepared.value;
  context.progress({ phase: 'load', done: 0, total: 1 });
  return withSession(openSession(runtime, path, args.device, sessionSettings(args)), (session) =>
    computing(() => timedReport(session, feeds, prepared.value, args, context.progress)),
  );
}
