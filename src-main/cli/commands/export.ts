import { resolve } from 'node:path';
import type { FeatureSource } from '../../../src-core/contract.ts';
import type { Result } from '../../../src-core/errors.ts';
import { fail, issue, ok } from '../../../src-core/errors.ts';
import { bytesText, integerText } from '../../../src-core/format.ts';
import type { LoweringName } from '../../../src-core/lower/lowerings.ts';
import { lowerings } from '../../../src-core/lower/lowerings.ts';
import type { Precision } from '../../../src-core/lower/onnx-options.ts';
import type { Outcome } from '../answer.ts';
import { mayWrite } from '../existing.ts';
import type { Io } from '../io.ts';
import { runJob } from '../job.ts';
import { pictureSource } from '../picture-source.ts';
import type { DesignOptions } from '../prepared.ts';
import { printable } from '../printable.ts';
import { exportPyTorchFile } from './export-pytorch.ts';
import type { ViewOptions } from './export-views.ts';
import { exportViews } from './export-views.ts';
import { runnableText } from './run.ts';

interface ExportOptions extends DesignOptions {
  /** Path of the ONNX file. */
  readonly onnx: string;
  readonly force?: boolean;
  readonly seed?: number;
  /** Names of input dimensions, between commas. */
  readonly dynamic: string;
  readonly opset: number;
  readonly precision: Precision;
  readonly foldNorms?: true;
  /** Paths of pictures on which it is seen how far values reach. */
  readonly rangesFrom: readonly string[];
  /** How the design is written; `best` is measured. */
  readonly lowering: LoweringName | 'best';
  /** Whether the file keeps the text of the design. */
  readonly design: boolean;
}

const namesIn = (list: string): string[] =>
  list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** What `export` may be asked for; which of its files are written. */
export interface AnyExportOptions extends Omit<ExportOptions, 'onnx'>, ViewOptions {
  readonly onnx?: string;
  readonly pytorch?: string;
  readonly weights?: string;
  readonly timm?: boolean;
}

/** Writes a design as ONNX, as code for PyTorch, or as a picture and a table. */
export async function exportAny(name: string, options: AnyExportOptions, io: Io): Promise<Outcome> {
  const { onnx, pytorch, weights, svg, png, table, html } = options;
  const isView = [svg, png, table, html].some((path) => path !== undefined);
  if (weights !== undefined && pytorch === undefined) return fail(issue('export/weights-alone'));
  if (options.timm === true && pytorch === undefined) return fail(issue('export/timm-alone'));
  if (pytorch !== undefined) {
    if (isView || onnx !== undefined) return fail(issue('export/apart'));
    return exportPyTorchFile(name, { ...options, pytorch }, io);
  }
  if (onnx !== undefined)
    return isView ? fail(issue('export/apart')) : exportDesign(name, { ...options, onnx }, io);
  return isView ? exportViews(name, options) : fail(issue('export/nothing'));
}

const named = (lowering: LoweringName): readonly string[] => (lowering === 'plain' ? [] : [lowering]);

/** Runs of each way to write a design by which the best is chosen on the CPU. */
const trial = { device: 'cpu', warmup: 3, runs: 20 } as const;

/** The way to write a design that is asked for; the fastest one by measurement where that is. */
async function loweringOf(
  design: string,
  asked: LoweringName | 'best',
  io: Io,
): Promise<Result<LoweringName>> {
  if (asked !== 'best') return ok(asked);
  const report = await runJob(io, { kind: 'lowerings', design, ...trial });
  return report.ok ? ok(report.value.best) : report;
}

/** The pictures of an export in 8 bits. Issues: those of `pictureSource`, export/ranges-alone. */
async function picturesOf({ precision, rangesFrom }: ExportOptions): Promise<Result<FeatureSource[]>> {
  if (rangesFrom.length > 0 && precision !== 'int8') return fail(issue('export/ranges-alone'));
  const sources: FeatureSource[] = [];
  for (const file of rangesFrom) {
    const source = await pictureSource(file);
    if (!source.ok) return source;
    sources.push(source.value);
  }
  return ok(sources);
}

/** Writes a design as an ONNX file with freshly initialised weights. Issues: those of the job, which name what an option cannot have. */
async function exportDesign(name: string, options: ExportOptions, io: Io): Promise<Outcome> {
  const text = await runnableText(name, options);
  if (!text.ok) return text;
  const free = await mayWrite([options.onnx], options.force === true);
  if (!free.ok) return free;
  const path = resolve(options.onnx);
  const { seed, opset, precision, design: keepDesign } = options;
  const pictures = await picturesOf(options);
  if (!pictures.ok) return pictures;
  const lowering = await loweringOf(text.value, options.lowering, io);
  if (!lowering.ok) return lowering;
  const ways = lowerings[lowering.value];
  const report = await runJob(io, {
    kind: 'export',
    design: text.value,
    path,
    ...(seed !== undefined && { seed }),
    keepDesign,
    ...(pictures.value.length > 0 && { pictures: pictures.value }),
    options: {
      dynamic: namesIn(options.dynamic),
      opset,
      precision,
      ...ways,
      foldNorms: options.foldNorms === true || 'foldNorms' in ways,
    },
  });
  if (!report.ok) return report;
  const { bytes, nodes, foldedNorms, roundingShare } = report.value;
  const counts = [`${integerText(nodes)} nodes`];
  if (options.foldNorms === true || 'foldNorms' in ways || roundingShare !== null)
    counts.push(`${integerText(foldedNorms)} norms folded`);
  if (roundingShare !== null)
    counts.push(`outputs off by ${(100 * roundingShare).toFixed(2)}% of single precision's`);
  const sizes = `${integerText(bytes)} bytes (${bytesText(BigInt(bytes))})`;
  return ok({
    json: {
      path: report.value.path,
      bytes,
      nodes,
      foldedNorms,
      ...(roundingShare !== null && { roundingShare }),
      ...(lowering.value !== 'plain' && { lowering: lowering.value }),
    },
    text: `${printable(report.value.path)}  ${sizes}, ${[...counts, ...named(lowering.value)].join(', ')}\n`,
  });
}
