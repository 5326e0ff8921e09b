import { catalogue } from '../../../src-core/catalogue.ts';
import { parseBlockFile } from '../../../src-core/document/block-file.ts';
import type { OwnBlock } from '../../../src-core/document/design.ts';
import type { Issue, Result } from '../../../src-core/errors.ts';
import { fail, note, ok, sentence } from '../../../src-core/errors.ts';
import { bytesText, unknown } from '../../../src-core/format.ts';
import type { Model } from '../../../src-core/read-model/read-model.ts';
import { placedDesign } from '../../../src-core/scene/placed-design.ts';
import { readText } from '../../files/read.ts';
import type { AskSizes } from '../../files/read-onnx.ts';
import { readOnnxFile } from '../../files/read-onnx.ts';
import { writeChunks } from '../../files/write.ts';
import type { Outcome } from '../answer.ts';
import { designBytes } from '../design-text.ts';
import { inFile } from '../designs.ts';
import type { Io } from '../io.ts';
import { runJob } from '../job.ts';
import type { Json } from '../json.ts';
import { issueJson, valueJson } from '../json.ts';
import { outputsFound } from '../model-outputs.ts';
import { printable } from '../printable.ts';
import { countText, integerOf } from '../quantity.ts';
import { pairs } from '../table.ts';

export interface ImportOptions {
  /** Path of the design file; absent where the counts alone are asked for. */
  readonly output?: string;
  readonly force?: boolean;
  /** Whether operators stay what they are, and are not taken together to blocks. */
  readonly flat?: boolean;
  /** Path of a file of own blocks, which are looked for too. */
  readonly blocks?: string;
}

/** Reads an ONNX file as a design, says what came of it, and writes it as a design file where one is named. */
export async function importFile(path: string, options: ImportOptions, io: Io): Promise<Outcome> {
  const own = options.blocks === undefined ? ok([]) : await blocksOfFile(options.blocks);
  if (!own.ok) return own;
  const depth = options.flat === true ? 'operators' : 'blocks';
  const read = await readOnnxFile(path, depth, { blocks: own.value, askSizes: asking(io) });
  if (!read.ok) return read;
  const held = await checkedOutputs(path, read.value, io);
  if (!held.ok) return held;
  const { model, isEqual, notes: checked } = held.value;
  const { source, nodes, items, weights, notes, analysis, blocks, opaque, isOwn, equal } = model;
  const written = await writtenTo(options, model);
  if (written !== null && !written.ok) return written;
  const file = written?.value ?? null;
  const { totals, issues } = analysis;
  const [params, buffers, macs] = [totals?.params ?? null, totals?.buffers ?? null, totals?.macs ?? null];
  const rows = [
    ['Made by', printable(source.producer === '' ? 'unknown' : source.producer)],
    ['Opset', String(source.opset)],
    ['Nodes', items === null || isOwn ? String(nodes) : `${nodes}, read as ${items} items`],
    ...(isOwn ? [['Design', 'the one that the file was exported from']] : []),
    ['Blocks', blocks === null ? 'none' : blocksText(blocks)],
    ...(opaque.length === 0 ? [] : [['Opaque', opaqueText(opaque)]]),
    ['Parameters', countText(params)],
    ['Buffers', countText(buffers)],
    ['MACs', countText(macs)],
    ['Weights', weights],
    ['Outputs', outputsText(isEqual)],
    ...(file === null ? [] : [['Written to', `${printable(file.path)}, ${bytesText(BigInt(file.bytes))}`]]),
  ];
  const said = [...notes, ...issues, ...checked, ...(file?.notes ?? [])];
  return ok({
    json: {
      source: { ...source },
      nodes,
      cleaned: items === null ? null : Math.max(0, nodes - items),
      design: file?.path ?? null,
      totals: { params: integerOf(params), buffers: integerOf(buffers), macs: integerOf(macs) },
      raised: { share: blocks === null ? 0 : shareOf(blocks), items: (blocks?.items ?? []).map(itemJson) },
      opaque: opaque.map((one) => ({ ...one })),
      weights,
      equal: equal && { ...equal, outputs: isEqual },
      issues: said.map(issueJson),
    },
    text: pairs(rows as [string, string][]),
    issues: said,
  });
}

/** Asks onnxruntime for sizes. */
const asking =
  (io: Io): AskSizes =>
  async (nodes) => {
    const ran = await runJob(io, { kind: 'inferSizes', nodes });
    return ran.ok ? ran.value : { found: [], detail: ran.issues.map(sentence).join('; ') };
  };

type Blocks = NonNullable<Model['blocks']>;

const outputsText = (isEqual: boolean | null): string =>
  isEqual === null ? unknown : isEqual ? 'equal to those of the file' : 'other than those of the file';

const opaqueText = (opaque: Model['opaque']): string =>
  opaque
    .map(({ op, domain, count }) => `${count} × ${printable(domain === '' ? op : `${domain}.${op}`)}`)
    .join(', ');

/** A model as it is shown, and whether it computes what its file does. */
interface Checked {
  readonly model: Model;
  readonly isEqual: boolean | null;
  readonly notes: readonly Issue[];
}

/** Holds what is shown against the file; a design or blocks that compute something else are not shown, but the operators. */
async function checkedOutputs(path: string, model: Model, io: Io): Promise<Result<Checked>> {
  const found = await outputsFound(path, model.analysis, model.weights, io);
  if (found.isEqual !== false) return ok({ ...found, model });
  if (model.blocks === null) return ok({ ...found, model, notes: [note('import/differs')] });
  const flat = await readOnnxFile(path, 'operators', { askSizes: asking(io) });
  if (!flat.ok) return flat;
  const again = await outputsFound(path, flat.value.analysis, flat.value.weights, io);
  const differs = again.isEqual === false ? [note('import/differs')] : [];
  return ok({
    ...again,
    model: flat.value,
    notes: [...again.notes, note('import/blocks-differ'), ...differs],
  });
}

const shareOf = ({ operators: { all, inBlocks } }: Blocks): number => (all === 0 ? 0 : inBlocks / all);

const blocksText = ({ operators: { all, inBlocks }, items }: Blocks): string =>
  `${items.length}, which hold ${inBlocks} of ${all} operators that compute`;

const itemJson = ({ path, definition, values, by }: Blocks['items'][number]): Json => ({
  path,
  definition,
  fields: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, valueJson(value)])),
  by,
});

async function blocksOfFile(path: string): Promise<Result<readonly OwnBlock[]>> {
  const text = await readText(path);
  const file = text.ok ? parseBlockFile(text.value) : text;
  return file.ok ? ok(file.value.blocks) : fail(...inFile(path, file.issues));
}

async function writtenTo({ output, force }: ImportOptions, { analysis, isOwn }: Model) {
  if (output === undefined) return null;
  const bytes = designBytes(isOwn ? analysis.design : placedDesign(analysis, catalogue), output);
  const written = await writeChunks(output, [bytes], { overwrite: force === true, durable: true });
  return written.ok ? ok({ ...written.value, bytes: bytes.length }) : written;
}
