import { definitionFile, parseBlockFile } from '../../../src-core/document/block-file.ts';
import type { Design, OwnBlock } from '../../../src-core/document/design.ts';
import { applyEdit, batch } from '../../../src-core/document/edit.ts';
import { blockNamed, blocksOf } from '../../../src-core/document/own-block.ts';
import { importEdits } from '../../../src-core/document/own-block-merge.ts';
import { usesOf } from '../../../src-core/document/own-block-uses.ts';
import { serializeBlockFile } from '../../../src-core/document/serialize.ts';
import type { Result } from '../../../src-core/errors.ts';
import { fail, ok } from '../../../src-core/errors.ts';
import { bytesText, integerText } from '../../../src-core/format.ts';
import { readText } from '../../files/read.ts';
import type { Written } from '../../files/write.ts';
import { writeChunks } from '../../files/write.ts';
import type { Outcome } from '../answer.ts';
import { designBytes } from '../design-text.ts';
import { inFile, openDesign } from '../designs.ts';
import { printable } from '../printable.ts';
import { table } from '../table.ts';

export interface WriteTo {
  /** Path of the file to write. */
  readonly output: string;
  readonly force?: boolean;
}

const columns = [{ title: 'BLOCK' }, { title: 'TITLE' }, { title: 'FIELDS' }, { title: 'USES', right: true }];

const fieldsText = ({ fields }: OwnBlock): string => fields.map(({ name }) => name).join(', ');

/** Lists the own blocks of a design: their fields, and how often items use them. */
export async function listBlocks(name: string): Promise<Outcome> {
  const opened = await openDesign(name);
  if (!opened.ok) return opened;
  const { design } = opened.value;
  const blocks = blocksOf(design).map((block) => ({ block, uses: usesOf(design, block.id).length }));
  return ok({
    json: {
      blocks: blocks.map(({ block: { id, title, fields }, uses }) => ({
        id,
        title,
        fields: fields.map((field) => field.name),
        uses,
      })),
    },
    text:
      blocks.length === 0
        ? 'no own blocks\n'
        : table(
            columns,
            blocks.map(({ block, uses }) => [block.id, block.title, fieldsText(block), integerText(uses)]),
          ),
  });
}

/** Writes a definition of a design as a file of its own, with those that it uses. */
export async function exportBlock(name: string, wanted: string, options: WriteTo): Promise<Outcome> {
  const opened = await openDesign(name);
  if (!opened.ok) return opened;
  const { design } = opened.value;
  const file = definitionFile(design, blockNamed(design, wanted)?.id ?? wanted);
  if (!file.ok) return fail(...inFile(name, file.issues));
  const written = await write(new TextEncoder().encode(serializeBlockFile(file.value)), options);
  if (!written.ok) return written;
  const { path, bytes, notes } = written.value;
  const ids = file.value.blocks.map(({ id }) => id);
  return ok({
    json: { path, bytes, blocks: ids },
    text: `${printable(path)}  ${bytesText(BigInt(bytes))}, ${printable(ids.join(', '))}\n`,
    issues: notes,
  });
}

export interface ImportBlockOptions extends WriteTo {
  /** Definitions of the design make room for those of the same id that come. */
  readonly replace?: boolean;
}

/** Brings the definitions of a file into a design, and writes that as a design file. */
export async function importBlock(path: string, name: string, options: ImportBlockOptions): Promise<Outcome> {
  const text = await readText(path);
  if (!text.ok) return text;
  const file = parseBlockFile(text.value);
  if (!file.ok) return fail(...inFile(path, file.issues));
  const opened = await openDesign(name);
  if (!opened.ok) return opened;
  const { edits, ids } = importEdits(
    blocksOf(opened.value.design),
    file.value.blocks,
    options.replace === true,
  );
  const design = applied(opened.value.design, batch(edits));
  if (!design.ok) return fail(...inFile(name, design.issues));
  const written = await write(designBytes(design.value, options.output), options);
  if (!written.ok) return written;
  const came = [...ids].map(([from, id]) => (from === id ? id : `${from} as ${id}`));
  return ok({
    json: {
      path: written.value.path,
      bytes: written.value.bytes,
      blocks: [...ids].map(([from, id]) => ({ from, id })),
    },
    text: `${printable(written.value.path)}  ${printable(came.join(', '))}\n`,
    issues: written.value.notes,
  });
}

function applied(design: Design, edit: ReturnType<typeof batch>): Result<Design> {
  const result = applyEdit(design, edit);
  return result.ok ? ok(result.value.design) : result;
}

function write(bytes: Uint8Array, { output, force }: WriteTo): Promise<Result<Written>> {
  return writeChunks(output, [bytes], { overwrite: force === true, durable: true });
}
