import { join } from 'node:path';
import type { DeviceName } from '../../../src-core/contract.ts';
import type { Result } from '../../../src-core/errors.ts';
import { ok } from '../../../src-core/errors.ts';
import type { TimedDesign } from '../../../src-core/latency/calibration.ts';
import { featuresOf } from '../../../src-core/latency/operator-features.ts';
import type { WorkContext } from '../loadable.ts';
import { makeLoadable, withSession } from '../loadable.ts';
import { modelOf } from '../model.ts';
import type { Kernel } from '../profile-events.ts';
import { profileFigures } from '../profile-rows.ts';
import { profiledGraph } from '../profiled-graph.ts';
import { computing, openSession, timedRun } from '../session.ts';
import { readTrace, tracingTo } from '../trace-file.ts';

const warmup = 2;
/** Short runs are made more often, for so many milliseconds. */
const usualRuns = 4;
const mostRuns = 40;
const mostMs = 250;

/** A design that is run for the times of its operators. */
interface Asked {
  /** Tells its files from those of others in the same folder. */
  readonly name: string;
  readonly design: string;
  readonly device: DeviceName;
  /** Runs that are made however long they take; four without it. */
  readonly leastRuns?: number;
}

/** Of each kernel the quickest of its runs: whatever else a machine does only adds to them. */
function quickest(runs: readonly (readonly Kernel[])[]): readonly Kernel[] {
  const [first = []] = runs;
  const alike = runs.filter((kernels) => kernels.length === first.length);
  return first.map((kernel, index) => ({
    ...kernel,
    microseconds: alike.reduce(
      (low, kernels) => Math.min(low, kernels[index]!.microseconds),
      kernel.microseconds,
    ),
  }));
}

/**
 * The time of each operator of a design and of the whole, each that of the quickest of several runs, with and without a trace in
 * turn. Issues: those of a run.
 */
export async function timedOperators(
  { name, design, device, leastRuns = usualRuns }: Asked,
  { folder, version }: WorkContext,
): Promise<Result<TimedDesign>> {
  const model = modelOf(design, version);
  if (!model.ok) return model;
  const { program } = model.value;
  const loadable = await makeLoadable(model.value, { folder, progress: () => undefined });
  if (!loadable.ok) return loadable;
  const { runtime, path, feeds } = loadable.value;
  const place = { folder, prefix: `trace-${name}` };
  const optimized = join(folder, `${name}.onnx`);
  const tracing = { ...tracingTo(place), optimizedModelFilePath: optimized };
  const whole = await withSession(openSession(runtime, path, device, tracing), (traced) =>
    withSession(openSession(runtime, path, device), (plain) =>
      computing(async () => {
        let least = Number.POSITIVE_INFINITY;
        const most = performance.now() + mostMs;
        for (let run = 0; run < warmup + leastRuns || (run < mostRuns && performance.now() < most); run++) {
          await traced.run(feeds);
          // More runs without a trace, as the whole is disturbed more easily than each of its kernels.
          for (let again = 0; again < 3; again++) least = Math.min(least, await timedRun(plain, feeds));
        }
        traced.endProfiling();
        return least / 1000;
      }),
    ),
  );
  if (!whole.ok) return whole;
  const trace = readTrace(place);
  if (!trace.ok) return trace;
  const figures = profileFigures(
    0,
    quickest(trace.value.slice(warmup)),
    profiledGraph(program, optimized),
    'macs',
  );
  const times = new Map(figures.nodes.map(({ path: of, ms }) => [of, ms]));
  const operators = featuresOf(program).map(({ path: of, x, ...features }) => ({
    ...features,
    x: [...x],
    ms: times.get(of) ?? 0,
  }));
  return ok({ ms: whole.value, operators });
}
