import { lstat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fail, issue, ok } from '../../../src-core/errors.ts';
import { bytesText, integerText } from '../../../src-core/format.ts';
import type { Outcome } from '../answer.ts';
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

const isThere = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  );

/** Writes a design as an ONNX file with freshly initialised weights. */
export async function exportDesign(name: string, options: ExportOptions, io: Io): Promise<Outcome> {
  const text = await runnableText(name, options);
  if (!text.ok) return text;
  const path = resolve(options.onnx);
  if (options.force !== true && (await isThere(path)))
    return fail(issue('file/exists', { file: options.onnx }));
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
