import type { Result } from '../errors.ts';
import { fail, issue, ok } from '../errors.ts';
import type { BlockFile, Design, OwnBlock } from './design.ts';
import { blockFormatName, formatVersion } from './design.ts';
import { checkList, repeated } from './drawing-faults.ts';
import { inWords, shortened } from './in-sentence.ts';
import { isRecord } from './json-fault.ts';
import type { Migration } from './migrations.ts';
import { broughtUp, migrations, versionAfter } from './migrations.ts';
import { blocksOf, blocksUsedBy, requireBlock } from './own-block.ts';
import { faultsOfBlock } from './own-block-shape.ts';
import { readJson } from './read-json.ts';
import { faultsOfEntry, issueLimit } from './shape.ts';

export const blockFileOf = (blocks: readonly OwnBlock[]): BlockFile => ({
  format: blockFormatName,
  version: formatVersion,
  blocks,
});

const notABlock = (detail: string): Result<never> => fail(issue('own/not-a-block', {}, { detail }));

/**
 * Reads a file of definitions of this version or an older one. Keys and kinds that this version does not know stay.
 * Issues: own/not-a-block, document/newer-version, and those of a definition, as in a design.
 * @param table the steps from version 1 to this version
 */
export function parseBlockFile(text: string, table: readonly Migration[] = migrations): Result<BlockFile> {
  const json = readJson(text);
  if (!json.ok) return json;
  const { value } = json;
  if (!isRecord(value)) return notABlock(`it is ${inWords(value)}`);
  if (value.format !== blockFormatName) return notABlock(`its format is ${inWords(value.format)}`);
  const { version } = value;
  const supported = versionAfter(table);
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1)
    return notABlock(`its version must be a whole number from 1, got ${inWords(version)}`);
  if (version > supported) return fail(issue('document/newer-version', {}, { version, supported }));
  const blocks = broughtUpBlocks(value.blocks, version, table);
  if (!Array.isArray(blocks)) return notABlock(`blocks must be a list, got ${inWords(blocks)}`);
  const issues = Object.entries(value).flatMap(([key, entry]) =>
    key === 'blocks' ? [] : faultsOfEntry(key, entry),
  );
  checkList(blocks, 'blocks', faultsOfBlock, issues);
  if (issues.length === 0) {
    const twice = repeated(blocks.map(({ id }: OwnBlock) => id));
    issues.push(...twice.map((id) => issue('own/duplicate', {}, { name: shortened(id) })));
  }
  if (issues.length > 0) return fail(...issues.slice(0, issueLimit));
  return ok({ ...value, format: blockFormatName, version: supported, blocks });
}

/** Steps of the format are written for whole designs. */
const broughtUpBlocks = (blocks: unknown, version: number, table: readonly Migration[]): unknown =>
  broughtUp({ title: '', variables: [], nodes: [], edges: [], blocks }, version, table).blocks;

/**
 * A definition of a design with those that it comes down to, itself first, without what binds it to a library.
 * Issues: own/unknown.
 */
export function definitionFile(design: Design, id: string): Result<BlockFile> {
  const block = requireBlock(design, id);
  if (!block.ok) return block;
  const inside = blocksUsedBy(block.value.nodes, blocksOf(design)).filter((each) => each.id !== id);
  return ok(blockFileOf([block.value, ...inside].map(unlinked)));
}

/** A definition without its link to a library. */
function unlinked({ library: _, ...block }: OwnBlock): OwnBlock {
  return block;
}
