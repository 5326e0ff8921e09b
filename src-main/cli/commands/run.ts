import type { RunReport, RunSettings } from '../../../src-core/contract.ts';
import { serializeDesign } from '../../../src-core/document/serialize.ts';
import type { Result } from '../../../src-core/errors.ts';
import { ok } from '../../../src-core/errors.ts';
import { bytesText, unknown } from '../../../src-core/format.ts';
import { storedResult } from '../../services/stored-results.ts';
import type { Outcome } from '../answer.ts';
import { outputPaths, readInputs, writeOutputs } from '../array-files.ts';
import { mayWrite } from '../existing.ts';
import type { Io } from '../io.ts';
import type { Where } from '../job.ts';
import { keepResults, madeOn, runJob } from '../job.ts';
import type { Json } from '../json.ts';
import type { Place } from '../place.ts';
import { placeText } from '../place.ts';
import type { DesignOptions, Examined } from '../prepared.ts';
import { examine, prepareDesign, soundDesign } from '../prepared.ts';
import { printable } from '../printable.ts';
import { msText } from '../quantity.ts';
import { busyText, steadyText } from '../steady-text.ts';
import { pairs } from '../table.ts';

export interface RunOptions extends DesignOptions, RunSettings {
  readonly device: Place;
  /** Machines with their addresses. */
  readonly connect: readonly string[];
  readonly warmup: number;
  /** Absent for as many as it takes to be steady. */
  readonly runs?: number;
  readonly whenQuiet?: boolean;
  /** Numbers of images, each run by itself. */
  readonly batches?: readonly number[];
  /** Array files for inputs: `FILE` or `name=FILE`. */
  readonly inputs: readonly string[];
  /** Path of an array file for the outputs. */
  readonly output?: string;
  readonly force?: boolean;
}

/** @param box the other machine that it was made on; null for this one */
export const runJson = (
  { device, threads, warmup, runs, ms, output, ...rest }: RunReport,
  box: string | null = null,
) =>
  ({
    device: placeText(box, device),
    threads,
    warmup,
    runs,
    ms: { min: ms.min, median: ms.median, p90: ms.p90 },
    interval: ms.interval,
    p99: ms.p99,
    steady: rest.steady,
    busy: rest.busy.length > 0,
    signs: rest.busy.map(({ sign, value, bound }) => ({ sign, value, bound })),
    precision: rest.precision,
    level: rest.level,
    batch: rest.batch,
    loadMs: rest.loadMs,
    firstMs: rest.firstMs,
    peakBytes: { ...rest.peakBytes },
    graph: rest.graph,
    at: rest.at,
    output: { shape: output.shape },
  }) satisfies Json;

/** `fp16, all optimizations, batch 4`. */
export const settingsText = ({
  precision,
  level,
  batch,
}: Pick<RunReport, 'precision' | 'level' | 'batch'>): string =>
  `${precision}, ${level === 'all' ? 'all optimizations' : `optimizations: ${level}`}${
    batch === null ? '' : `, batch ${batch}`
  }`;

export function runText(name: string, report: RunReport, box: string | null = null): string {
  const {
    device,
    adapter,
    threads,
    warmup,
    runs,
    ms,
    output,
    onnxruntime,
    steady,
    busy,
    peakBytes,
    ...rest
  } = report;
  const [low, high] = ms.interval;
  return pairs([
    ['design', name],
    [
      'device',
      `${placeText(box, device)}${adapter === null ? '' : ` (${adapter})`}, ${threads} threads, onnxruntime ${onnxruntime}`,
    ],
    ['settings', settingsText(report)],
    ['runs', `${runs} timed after ${warmup} to warm up, ${steady ? 'steady' : `not steady: ${steadyText}`}`],
    ['median', `${msText(ms.median)}, 95% interval ${msText(low)} to ${msText(high)}`],
    ['min', msText(ms.min)],
    ['p90', msText(ms.p90)],
    ['p99', msText(ms.p99)],
    [
      'start',
      `${rest.loadMs === null ? unknown : msText(rest.loadMs)} to load, ${
        rest.firstMs === null ? unknown : msText(rest.firstMs)
      } the first run`,
    ],
    ...busy.map((sign): [string, string] => ['machine busy', busyText(sign)]),
    [
      'peak memory',
      `${bytesText(BigInt(peakBytes.predicted))} predicted, ${
        peakBytes.measured === null ? unknown : bytesText(BigInt(peakBytes.measured))
      } measured, of the runner; at most ${bytesText(BigInt(peakBytes.bound))}`,
    ],
    ['output', output.shape.join(' × ')],
  ]);
}

/** The settings that were named. */
export const askedSettings = ({ precision, level, threads }: RunSettings): RunSettings => ({
  ...(precision !== undefined && { precision }),
  ...(level !== undefined && { level }),
  ...(threads !== undefined && { threads }),
});

/** On which machine a command is to work. */
export const whereOf = ({ device: { box }, connect }: Pick<RunOptions, 'device' | 'connect'>): Where => ({
  box,
  connect,
});

/** What a job is told of how to run. */
export const asked = ({ device: { device }, warmup, runs, whenQuiet, ...settings }: RunOptions) => ({
  device,
  warmup,
  ...(runs !== undefined && { runs }),
  ...(whenQuiet !== undefined && { whenQuiet }),
  ...askedSettings(settings),
});

/** A design without problems, with its variables and sizes set. */
export async function runnable(name: string, options: DesignOptions): Promise<Result<Examined>> {
  const prepared = await prepareDesign(name, options);
  return prepared.ok ? soundDesign(examine(prepared.value)) : prepared;
}

/** Its text, as the runner takes it. */
export async function runnableText(name: string, options: DesignOptions): Promise<Result<string>> {
  const sound = await runnable(name, options);
  return sound.ok ? ok(serializeDesign(sound.value.design)) : sound;
}

/** Runs a design on a device, times it, and writes the values it computes where a file is named. */
export async function run(name: string, options: RunOptions, io: Io): Promise<Outcome> {
  const sound = await runnable(name, options);
  if (!sound.ok) return sound;
  const { design } = sound.value;
  const inputs = await readInputs(design, options.inputs);
  if (!inputs.ok) return inputs;
  const force = options.force === true;
  const paths = options.output === undefined ? new Map() : outputPaths(design, options.output);
  const free = await mayWrite([...paths.values()], force);
  if (!free.ok) return free;
  const where = whereOf(options);
  const work = { design: serializeDesign(design), ...asked(options) } as const;
  if (inputs.value.length === 0 && options.output === undefined) {
    const report = await runJob(io, { kind: 'run', ...work }, where);
    if (!report.ok) return report;
    return ok({ json: runJson(report.value, where.box), text: runText(name, report.value, where.box) });
  }
  const report = await runJob(io, { kind: 'evaluate', ...work, inputs: inputs.value }, where);
  if (!report.ok) return report;
  const { outputs, ...timed } = report.value;
  await keepResults(io, {
    results: [storedResult(timed, design.title, madeOn(io, where.box))],
    profiles: [],
  });
  if (options.output !== undefined) {
    const written = await writeOutputs(outputs, paths, force);
    if (!written.ok) return written;
  }
  const fileOf = (output: string): string | null => paths.get(output) ?? null;
  const files = outputs.map((output) => ({
    name: output.name,
    shape: output.shape,
    file: fileOf(output.name),
  }));
  const given = inputs.value.map((input) => input.name);
  const lines = files.flatMap(({ name: output, shape, file }): [string, string][] =>
    file === null ? [] : [[output, `${shape.join(' × ')}  ${printable(file)}`]],
  );
  return ok({
    json: { ...runJson(timed), inputs: given, outputs: files },
    text: `${runText(name, timed)}${lines.length === 0 ? '' : pairs(lines)}`,
  });
}
