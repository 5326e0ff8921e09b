import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProfileReport } from '../../src-core/contract.ts';
import type { Result } from '../../src-core/errors.ts';
import { fail, issue, ok } from '../../src-core/errors.ts';
import { toOnnxGraph } from '../../src-core/lower/onnx-graph.ts';
import type { OnnxOptions } from '../../src-core/lower/onnx-options.ts';
import { readOnnx } from '../../src-core/lower/onnx-read.ts';
import type { Program } from '../../src-core/lower/program.ts';
import type { ExportedNode } from './attribution.ts';
import { attribute } from './attribution.ts';
import type { Conditions } from './measured.ts';
import { Measuring, peakSince, prepareMeasured } from './measured.ts';
import type { InferenceSession, SessionOptions } from './onnxruntime.ts';
import type { Prepared, RunArguments, WorkContext } from './prepare.ts';
import { reportHead, withSession } from './prepare.ts';
import type { Kernel } from './profile-events.ts';
import { kernelsOfRuns } from './profile-events.ts';
import { profileFigures } from './profile-rows.ts';
import { computing, openSession, startOf, timedRun } from './session.ts';
import { onnxSettings, sessionSettings } from './settings.ts';
import type { Runs } from './steady.ts';
import { Rounds, steadyRule } from './steady.ts';
import { medianIndex, timingOf } from './timing.ts';

/** The trace has about a kilobyte for each kernel and is read whole. */
const kernelLimit = 60_000;
const fewestRuns = 3;

/** How many runs may be profiled before the trace becomes too long. */
const runLimit = (operators: number): number => Math.max(fewestRuns, Math.floor(kernelLimit / operators));

const tracePrefix = 'trace';
const optimizedName = 'optimized.onnx';

/** Opens a session that profiles and writes down the optimized graph, unless the runtime cannot: it compiled parts of it. */
async function openProfiling(
  { runtime, path }: Prepared,
  { device, ...settings }: RunArguments,
  folder: string,
): Promise<Result<InferenceSession>> {
  const profiling: SessionOptions = {
    ...sessionSettings(settings),
    enableProfiling: true,
    profileFilePrefix: join(folder, tracePrefix),
  };
  const written = await openSession(runtime, path, device, {
    ...profiling,
    optimizedModelFilePath: join(folder, optimizedName),
  });
  return written.ok ? written : openSession(runtime, path, device, profiling);
}

/** A cast between precisions is named after its tensor: it is of the operator that writes it, else of the first that reads it. */
function servedBy({ operators }: Program): ReadonlyMap<string, string> {
  const paths = new Map<string, string>();
  for (const { path, outputs } of operators) for (const { name } of outputs) paths.set(name, path);
  for (const { path, inputs } of operators)
    for (const { name } of inputs) if (!paths.has(name)) paths.set(name, path);
  for (const { path } of operators) paths.delete(path);
  return paths;
}

function exportedNodes(program: Program, onnx: OnnxOptions): ExportedNode[] {
  const macs = new Map(
    program.operators.map(({ path, definition, values, inputs, outputs }) => {
      const shapes = [inputs, outputs].map((side) => side.map(({ shape }) => shape.map(BigInt)));
      return [path, definition.macs(values, shapes[0]!, shapes[1]!) as bigint];
    }),
  );
  const serves = servedBy(program);
  return toOnnxGraph(program, onnx).nodes.map((node) => {
    const path = serves.get(node.path) ?? node.path;
    return { ...node, path, macs: macs.get(node.path) ?? 0n };
  });
}

/** The item each node of the optimized graph belongs to; where that graph is not known, nodes that kept their names. */
function itemsOf(program: Program, onnx: OnnxOptions, folder: string): ReadonlyMap<string, string> {
  const exported = exportedNodes(program, onnx);
  const file = join(folder, optimizedName);
  const optimized = existsSync(file) ? readOnnx(readFileSync(file)) : null;
  if (optimized?.ok) return attribute(exported, optimized.value.nodes);
  return new Map(exported.map(({ name, path }) => [name, path]));
}

function kernelsFrom(folder: string): Result<readonly (readonly Kernel[])[]> {
  const trace = readdirSync(folder).find((name) => name.startsWith(tracePrefix));
  const unreadable = (detail: string) => fail(issue('run/failed', {}, { detail }));
  if (trace === undefined) return unreadable('it wrote no profile');
  try {
    return ok(kernelsOfRuns(readFileSync(join(folder, trace), 'utf8')));
  } catch (error) {
    return unreadable(`its profile cannot be read: ${error instanceof Error ? error.message : error}`);
  }
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
  for (let done = 0; done < warmup; done++) {
    progress({ phase: 'warmup', done, total: warmup });
    await timedRun(plain, feeds);
    await timedRun(profiling, feeds);
  }
  const times: { profiled: number[]; plain: number[] } = { profiled: [], plain: [] };
  const series = [times.plain, times.profiled];
  const measuring = new Measuring(series);
  const rounds = new Rounds(runs, series, { most: Math.min(limit, steadyRule.most) });
  while (rounds.another()) {
    progress({ phase: 'profile', done: rounds.done - 1, total: rounds.total });
    times.plain.push(await timedRun(plain, feeds));
    times.profiled.push(await timedRun(profiling, feeds));
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
  args: RunArguments,
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
  const runs = kernelsFrom(context.folder);
  if (!runs.ok) return runs;
  const { profiled } = series.value;
  const plain = timingOf(series.value.plain);
  const median = medianIndex(profiled);
  const kernels = runs.value[counts.warmup + median];
  if (kernels === undefined) return fail(issue('run/failed', {}, { detail: 'its profile lacks a run' }));
  const order = [...model.program.operators, ...model.program.copies].map((operator) => operator.path);
  return ok({
    ...reportHead(prepared.value, { ...args, warmup: counts.warmup }),
    ...series.value.conditions,
    ...series.value.start,
    runs: profiled.length,
    ms: timingOf(profiled),
    peakBytes: peakSince(model.program, 2),
    ...profileFigures(
      profiled[median]!,
      kernels,
      itemsOf(model.program, onnxSettings(args), context.folder),
      order,
    ),
    unprofiledMs: plain.median,
    plain,
  });
}
