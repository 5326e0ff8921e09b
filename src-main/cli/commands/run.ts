import type { DeviceName, RunReport } from '../../../src-core/contract.ts';
import { serializeDesign } from '../../../src-core/document/serialize.ts';
import type { Result } from '../../../src-core/errors.ts';
import { ok } from '../../../src-core/errors.ts';
import type { Outcome } from '../answer.ts';
import type { Io } from '../io.ts';
import { runJob } from '../job.ts';
import type { Json } from '../json.ts';
import type { DesignOptions, Examined } from '../prepared.ts';
import { examine, prepareDesign, soundDesign } from '../prepared.ts';
import { msText } from '../quantity.ts';
import { pairs } from '../table.ts';

export interface RunOptions extends DesignOptions {
  readonly device: DeviceName;
  readonly warmup: number;
  readonly runs: number;
}

export const runJson = ({ device, threads, warmup, runs, ms, output }: RunReport) =>
  ({
    device,
    threads,
    warmup,
    runs,
    ms: { min: ms.min, median: ms.median, p90: ms.p90 },
    output: { shape: output.shape },
  }) satisfies Json;

export function runText(name: string, report: RunReport): string {
  const { device, adapter, threads, warmup, runs, ms, output, onnxruntime } = report;
  return pairs([
    ['design', name],
    [
      'device',
      `${device}${adapter === null ? '' : ` (${adapter})`}, ${threads} threads, onnxruntime ${onnxruntime}`,
    ],
    ['runs', `${runs} timed after ${warmup} to warm up`],
    ['median', msText(ms.median)],
    ['min', msText(ms.min)],
    ['p90', msText(ms.p90)],
    ['output', output.shape.join(' × ')],
  ]);
}

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

/** Runs a design on a device and times it. */
export async function run(name: string, options: RunOptions, io: Io): Promise<Outcome> {
  const text = await runnableText(name, options);
  if (!text.ok) return text;
  const { device, warmup, runs } = options;
  const report = await runJob(io, {
    kind: 'run',
    design: text.value,
    device,
    warmup,
    runs,
  });
  if (!report.ok) return report;
  return ok({ json: runJson(report.value), text: runText(name, report.value) });
}
