import { resolve } from 'node:path';
import { ok } from '../../../src-core/errors.ts';
import { bytesText, integerText } from '../../../src-core/format.ts';
import type { Outcome } from '../answer.ts';
import { mayWrite } from '../existing.ts';
import type { Io } from '../io.ts';
import { runJob } from '../job.ts';
import type { DesignOptions } from '../prepared.ts';
import { printable } from '../printable.ts';
import { runnableText } from './run.ts';

export interface ExportOptions extends DesignOptions {
  /** Path of the ONNX file. */
  readonly onnx: string;
  readonly force?: boolean;
  readonly seed?: number;
}

/** Writes a design as an ONNX file with freshly initialised weights. */
export async function exportDesign(name: string, options: ExportOptions, io: Io): Promise<Outcome> {
  const text = await runnableText(name, options);
  if (!text.ok) return text;
  const free = await mayWrite([options.onnx], options.force === true);
  if (!free.ok) return free;
  const path = resolve(options.onnx);
  const { seed } = options;
  const report = await runJob(io, {
    kind: 'export',
    design: text.value,
    path,
    ...(seed !== undefined && { seed }),
  });
  if (!report.ok) return report;
  const { bytes } = report.value;
  return ok({
    json: { path: report.value.path, bytes },
    text: `${printable(report.value.path)}  ${integerText(bytes)} bytes (${bytesText(BigInt(bytes))})\n`,
  });
}
