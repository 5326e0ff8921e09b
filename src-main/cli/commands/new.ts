import { ok } from '../../../src-core/errors.ts';
import { bytesText } from '../../../src-core/format.ts';
import { writeChunks } from '../../files/write.ts';
import type { Outcome } from '../answer.ts';
import { designBytes } from '../design-text.ts';
import type { DesignOptions } from '../prepared.ts';
import { examine, prepareDesign } from '../prepared.ts';
import { printable } from '../printable.ts';
import { countText, integerOf } from '../quantity.ts';

export interface NewOptions extends DesignOptions {
  /** Path of the design file. */
  readonly output: string;
  readonly force?: boolean;
}

/** Writes a ready network as a design file. Its problems, where settings made some, are said and the file is written. */
export async function newDesign(name: string, options: NewOptions): Promise<Outcome> {
  const prepared = await prepareDesign(name, options);
  if (!prepared.ok) return prepared;
  const { analysis, issues } = examine(prepared.value);
  const bytes = designBytes(prepared.value.design, options.output);
  const overwrite = options.force === true;
  const written = await writeChunks(options.output, [bytes], { overwrite, durable: true });
  if (!written.ok) return written;
  const { path } = written.value;
  const params = analysis.totals?.params ?? null;
  return ok({
    json: { path, bytes: bytes.length, params: integerOf(params) },
    text: `${printable(path)}  ${bytesText(BigInt(bytes.length))}, ${countText(params)} parameters\n`,
    issues: [...issues, ...written.value.notes],
  });
}
