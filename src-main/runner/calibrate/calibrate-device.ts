import type { DeviceName } from '../../../src-core/contract.ts';
import type { Result } from '../../../src-core/errors.ts';
import { ok } from '../../../src-core/errors.ts';
import type { Calibration, TimedDesign } from '../../../src-core/latency/calibration.ts';
import { fitError, heldOut, reachOf } from '../../../src-core/latency/fit.ts';
import { hardwareOf } from '../hardware.ts';
import type { WorkContext } from '../loadable.ts';
import { MachineWatch } from '../machine-watch.ts';
import { loadRuntime } from '../onnxruntime.ts';
import { untilQuiet } from '../quiet.ts';
import { threads } from '../threads.ts';
import { measureCeilings } from './ceilings.ts';
import { timedOperators } from './timed-operators.ts';
import { trainingDesign } from './training-designs.ts';

export interface CalibrateArguments {
  readonly device: DeviceName;
  /** True for waiting first until nothing else takes the machine's cores. */
  readonly whenQuiet?: boolean | undefined;
  /** After so many no further design is timed. */
  readonly seconds?: number | undefined;
}

/** Designs that are timed, as long as there is time. */
const mostDesigns = 240;
const usualSeconds = 110;
/** Fewer are not learned from. */
const fewestDesigns = 20;

async function trainingRuns(
  device: DeviceName,
  context: WorkContext,
  until: number,
): Promise<Result<TimedDesign[]>> {
  const designs: TimedDesign[] = [];
  for (let seed = 0; seed < mostDesigns && performance.now() < until; seed++) {
    context.progress({ phase: 'calibrate', done: 16 + Math.floor((84 * seed) / mostDesigns), total: 100 });
    const design = JSON.stringify(trainingDesign(seed));
    const timed = await timedOperators({ name: `training-${seed}`, design, device }, context);
    if (!timed.ok) return timed;
    designs.push(timed.value);
  }
  return ok(designs);
}

/** Measures what a device reaches at most, and what predictions are learned from. Issues: those of a run. */
export async function calibrateDevice(
  { device, whenQuiet, seconds = usualSeconds }: CalibrateArguments,
  context: WorkContext,
): Promise<Result<Calibration>> {
  const runtime = await loadRuntime();
  if (!runtime.ok) return runtime;
  if (whenQuiet === true) await untilQuiet(context);
  const start = performance.now();
  const watch = new MachineWatch();
  const ceilings = await measureCeilings(device, context);
  if (!ceilings.ok) return ceilings;
  const designs = await trainingRuns(device, context, start + 1000 * seconds);
  if (!designs.ok) return designs;
  const isEnough = designs.value.length >= fewestDesigns;
  const results = isEnough ? heldOut(designs.value, ceilings.value) : [];
  return ok({
    device,
    adapter: hardwareOf(device).adapter,
    threads,
    onnxruntime: runtime.value.version,
    at: new Date().toISOString(),
    seconds: (performance.now() - start) / 1000,
    otherCores: watch.seen().otherCores,
    ...ceilings.value,
    designs: designs.value,
    error: isEnough ? fitError(results) : null,
    reach: isEnough ? reachOf(results) : null,
  });
}
