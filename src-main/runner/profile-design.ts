import { join } from 'node:path';
import type { ProfileReport, SplitRule } from '../../src-core/contract.ts';
import type { Result } from '../../src-core/errors.ts';
import { fail, issue, ok } from '../../src-core/errors.ts';
import { itemTimes } from './item-times.ts';
import type { WorkContext } from './loadable.ts';
import { withSession } from './loadable.ts';
import type { Conditions } from './measured.ts';
import { Measuring, peakSince, prepareMeasured } from './measured.ts';
import type { InferenceSession } from './onnxruntime.ts';
import { PacedProgress } from './paced-progress.ts';
import type { Prepared, RunArguments } from './prepare.ts';
import { reportHead } from './prepare.ts';
import { profileFigures } from './profile-rows.ts';
import { profiledGraph } from './profiled-graph.ts';
import { computing, openSession, startOf, timedRun } from './session.ts';
import { sessionSettings } from './settings.ts';
import type { Runs } from './steady.ts';
import { Rounds, steadyRule } from './steady.ts';
import { thereAndBack } from './there-and-back.ts';
import { medianIndex, timingOf } from './timing.ts';
import { readTrace, tracingTo } from './trace-file.ts';

/** The trace has about a kilobyte for each kernel and is read whole. */
const kernelLimit = 60_000;
const fewestRuns = 3;

/** How many runs may be profiled before the trace becomes too long. */
const runLimit = (operators: number): number => Math.max(fewestRuns, Math.floor(kernelLimit / operators));

const prefix = 'trace';
const optimizedName = 'optimized.onnx';

/** Opens a session that profiles and writes down the optimized graph, unless the runtime cannot: it compiled parts of it. */
async function openProfiling(
  { runtime, path }: Prepared,
  { device, ...settings }: RunArguments,
  folder: string,
): Promise<Result<InferenceSession>> {
  const profiling = { ...sessionSettings(settings), ...tracingTo({ folder, prefix }) };
  const written = await openSession(runtime, path, device, {
    ...profiling,
    optimizedModelFilePath: join(folder, optimizedName),
  });
  return written.ok ? written : openSession(runtime, path, device, profiling);
}

interface Series {
  readonly profiled: readonly number[];
  readonly plain: readonly number[];
  readonly start: ReturnType<typeof startOf>;
  readonly conditions: Conditions;
}

/** Runs with and without profiling in turn, so that both series see the same machine. */
async function runInTurn(
  profiling: InferenceSession,
  plain: InferenceSession,
  { feeds }: Prepared,
  { warmup, runs, limit }: { readonly warmup: number; readonly runs: Runs; readonly limit: number },
  { progress }: WorkContext,
): Promise<Series> {
  const paced = new PacedProgress(progress);
  const untimed = () => plain.run(feeds);
  for (let done = 0; done < warmup; done++) {
    await paced.tell({ phase: 'warmup', done, total: warmup }, untimed);
    await timedRun(plain, feeds);
    await timedRun(profiling, feeds);
  }
  const times: { profiled: number[]; plain: number[] } = { profiled: [], plain: [] };
  const series = [times.plain, times.profiled];
  const entrants = [
    [times.plain, plain],
    [times.profiled, profiling],
  ] as const;
  const measuring = new Measuring(series);
  const rounds = new Rounds(runs, series, { most: Math.min(limit, steadyRule.most) });
  while (rounds.another()) {
    await paced.tell({ phase: 'profile', done: rounds.done - 1, total: rounds.total }, untimed);
    for (const [times, session] of thereAndBack(entrants, rounds.done))
      times.push(await timedRun(session, feeds));
    measuring.afterRound();
  }
  return { ...times, start: startOf(plain), conditions: measuring.end() };
}

/**
 * Times every kernel and says which item it belongs to. `ms` are the times of the profiled runs; the figures are those of
 * the run whose time is their median, and `plain` are the times of as many runs without profiling in between.
 * Fewer runs are made than asked for where the trace would become too long to read.
 */
export async function profileDesign(
  args: RunArguments & { readonly split?: SplitRule | undefined },
  context: WorkContext,
): Promise<Result<ProfileReport>> {
  const prepared = await prepareMeasured(args, 2, context);
  if (!prepared.ok) return prepared;
  const { runtime, path, model } = prepared.value;
  const { device } = args;
  const limit = runLimit(model.program.operators.length);
  const counts = {
    warmup: Math.min(args.warmup, limit),
    runs: args.runs === undefined ? undefined : Math.min(args.runs, limit),
    limit,
  };
  context.progress({ phase: 'load', done: 0, total: 2 });
  const series = await withSession(openProfiling(prepared.value, args, context.folder), (profiling) => {
    context.progress({ phase: 'load', done: 1, total: 2 });
    return withSession(openSession(runtime, path, device, sessionSettings(args)), async (plain) => {
      const times = await computing(() => runInTurn(profiling, plain, prepared.value, counts, context));
      profiling.endProfiling();
      return times;
    });
  });
  if (!series.ok) return series;
  const runs = readTrace({ folder: context.folder, prefix });
  if (!runs.ok) return runs;
  const { profiled } = series.value;
  const plain = timingOf(series.value.plain);
  const median = medianIndex(profiled);
  const kernels = runs.value[counts.warmup + median];
  if (kernels === undefined) return fail(issue('run/failed', {}, { detail: 'its profile lacks a run' }));
  const graph = profiledGraph(model.program, join(context.folder, optimizedName), prepared.value.onnx);
  const split = args.split ?? 'macs';
  return ok({
    ...reportHead(prepared.value, { ...args, warmup: counts.warmup }),
    ...series.value.conditions,
    ...series.value.start,
    runs: profiled.length,
    ms: timingOf(profiled),
    peakBytes: peakSince(model.program, 2),
    ...profileFigures(profiled[median]!, kernels, graph, split),
    items: itemTimes(runs.value.slice(counts.warmup), graph, split),
    unprofiledMs: plain.median,
    plain,
  });
}
