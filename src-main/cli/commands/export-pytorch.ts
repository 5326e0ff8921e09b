import { resolve } from 'node:path';
import { ok } from '../../../src-core/errors.ts';
import { bytesText } from '../../../src-core/format.ts';
import type { Outcome } from '../answer.ts';
import { mayWrite } from '../existing.ts';
import type { Io } from '../io.ts';
import { runJob } from '../job.ts';
import type { DesignOptions } from '../prepared.ts';
import { printable } from '../printable.ts';
import { runnableText } from './run.ts';

export interface PyTorchOptions extends DesignOptions {
  /** Path of the file of Python. */
  readonly pytorch: string;
  /** Path of its weights, as safetensors. */
  readonly weights?: string;
  /** Whether the file makes the network known to timm. */
  readonly timm?: boolean;
  readonly force?: boolean;
  readonly seed?: number;
}

/** Writes a design as code for PyTorch, and seeded weights under the names of its state dict. Issues: those of the job. */
export async function exportPyTorchFile(name: string, options: PyTorchOptions, io: Io): Promise<Outcome> {
  const text = await runnableText(name, options);
  if (!text.ok) return text;
  const { pytorch, weights, seed, timm } = options;
  const paths = [pytorch, ...(weights === undefined ? [] : [weights])];
  const free = await mayWrite(paths, options.force === true);
  if (!free.ok) return free;
  const report = await runJob(io, {
    kind: 'exportPyTorch',
    design: text.value,
    path: resolve(pytorch),
    weights: weights === undefined ? null : resolve(weights),
    ...(timm === true && { timm }),
    ...(seed !== undefined && { seed }),
  });
  if (!report.ok) return report;
  const { path, bytes, className, weights: filled } = report.value;
  const line = (file: string, size: number, more: string) =>
    `${printable(file)}  ${bytesText(BigInt(size))}${more}\n`;
  return ok({
    json: { path, bytes, className, weights: filled === null ? null : { ...filled } },
    text:
      line(path, bytes, `, class ${className}`) +
      (filled === null ? '' : line(filled.path, filled.bytes, '')),
  });
}
