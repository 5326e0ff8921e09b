import { analyze } from '../../../src-core/analysis/analyzer.ts';
import { catalogue } from '../../../src-core/catalogue.ts';
import { serializeDesign } from '../../../src-core/document/serialize.ts';
import { ok } from '../../../src-core/errors.ts';
import { bytesText } from '../../../src-core/format.ts';
import { readOnnxFile } from '../../files/read-onnx.ts';
import { writeChunks } from '../../files/write.ts';
import type { Outcome } from '../answer.ts';
import { printable } from '../printable.ts';
import { countText, integerOf } from '../quantity.ts';
import { pairs } from '../table.ts';

export interface ImportOptions {
  /** Path of the design file; absent where the counts alone are asked for. */
  readonly output?: string;
  readonly force?: boolean;
}

/** Reads an ONNX file as a design, says what came of it, and writes it as a design file where one is named. */
export async function importFile(path: string, options: ImportOptions): Promise<Outcome> {
  const read = await readOnnxFile(path);
  if (!read.ok) return read;
  const { design, source, nodes, items, weights, notes } = read.value;
  const { totals, issues } = analyze(design, catalogue);
  const written = await writtenTo(options, serializeDesign(design));
  if (written !== null && !written.ok) return written;
  const file = written?.value ?? null;
  const [params, buffers, macs] = [totals?.params ?? null, totals?.buffers ?? null, totals?.macs ?? null];
  const rows = [
    ['Made by', printable(source.producer === '' ? 'unknown' : source.producer)],
    ['Opset', String(source.opset)],
    ['Nodes', `${nodes}, read as ${items} items`],
    ['Parameters', countText(params)],
    ['Buffers', countText(buffers)],
    ['MACs', countText(macs)],
    ['Weights', weights],
    ...(file === null ? [] : [['Written to', `${printable(file.path)}, ${bytesText(BigInt(file.bytes))}`]]),
  ];
  return ok({
    json: {
      source: { ...source },
      nodes,
      design: file?.path ?? null,
      items,
      totals: { params: integerOf(params), buffers: integerOf(buffers), macs: integerOf(macs) },
      weights,
    },
    text: pairs(rows as [string, string][]),
    issues: [...notes, ...issues, ...(file?.notes ?? [])],
  });
}

async function writtenTo({ output, force }: ImportOptions, text: string) {
  if (output === undefined) return null;
  const bytes = new TextEncoder().encode(text);
  const written = await writeChunks(output, [bytes], { overwrite: force === true, durable: true });
  return written.ok ? ok({ ...written.value, bytes: bytes.length }) : written;
}
