import type { Issue, Result } from '../errors.ts';
import { fail, issue, ok } from '../errors.ts';
import type { Design } from './design.ts';
import { formatName } from './design.ts';
import { checkList, duplicatesIn, repeated } from './drawing-faults.ts';
import { inWords, shortened } from './in-sentence.ts';
import { isRecord } from './json-fault.ts';
import type { Migration, VersionedJson } from './migrations.ts';
import { broughtUp, migrations, versionAfter } from './migrations.ts';
import { faultsOfBlock } from './own-block-shape.ts';
import { readJson } from './read-json.ts';
import {
  faultsOfEdge,
  faultsOfEntry,
  faultsOfNode,
  faultsOfNote,
  faultsOfVariableShape,
  faultsOfWeightsFile,
  issueLimit,
} from './shape.ts';

/**
 * Reads a saved design of this version or an older one, which is brought up to this one first. Everything that keeps the text from being one is an issue with its place: the
 * character of a syntax error, the item and field of a wrong value. Edges that lead nowhere, loops and
 * unknown definitions are part of a design and load. Keys that this version does not know stay where they are.
 */
export function parseDesign(text: string): Result<Design> {
  const json = readJson(text);
  return json.ok ? designOf(json.value) : json;
}

/**
 * As `parseDesign`, for a value that is JSON already. The design returned is the value itself where it is of this version.
 * @param table the steps from version 1 to this version
 */
export function designOf(value: unknown, table: readonly Migration[] = migrations): Result<Design> {
  const head = headOf(value, versionAfter(table));
  if (!head.ok) return head;
  const file = broughtUp(head.value.json, head.value.version, table);
  const fault = partsFault(file);
  if (fault !== null) return fail(fault);
  // What it claims to be is checked part by part.
  const design = file as unknown as Design;
  const issues: Issue[] = [];
  for (const [key, entry] of Object.entries(design)) {
    if (!isList(key)) issues.push(...faultsOfEntry(key, entry));
  }
  checkList(design.variables, 'variables', faultsOfVariableShape, issues);
  if (design.weights !== undefined) issues.push(...faultsOfWeightsFile(design.weights));
  if (design.blocks !== undefined) checkList(design.blocks, 'blocks', faultsOfBlock, issues);
  checkList(design.nodes, 'nodes', faultsOfNode, issues);
  checkList(design.edges, 'edges', faultsOfEdge, issues);
  checkList(design.notes ?? [], 'notes', faultsOfNote, issues);
  if (issues.length === 0) issues.push(...duplicates(design).slice(0, issueLimit));
  return issues.length === 0 ? ok(design) : fail(...issues.slice(0, issueLimit));
}

const lists = ['variables', 'nodes', 'edges'] as const;

function isList(key: string): boolean {
  return key === 'blocks' || key === 'notes' || lists.some((list) => list === key);
}

/** The file and its version, all that is alike in files of every version; issues make it pointless to read on. */
function headOf(
  value: unknown,
  supported: number,
): Result<{ readonly json: VersionedJson; readonly version: number }> {
  if (!isRecord(value)) {
    return fail(issue('document/not-a-design', {}, { detail: `it is ${inWords(value)}` }));
  }
  if (!Object.hasOwn(value, 'format') || value.format !== formatName) {
    return fail(issue('document/not-a-design', {}, { detail: `its format is ${inWords(value.format)}` }));
  }
  const { version } = value;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    return fail(malformed(`version must be a whole number from 1, got ${inWords(version)}`));
  }
  if (version > supported) return fail(issue('document/newer-version', {}, { version, supported }));
  return ok({ json: value, version });
}

/** The fault of a file of this version that makes it pointless to read on, or null. */
function partsFault(value: VersionedJson): Issue | null {
  const { title, network } = value;
  if (typeof title !== 'string') return malformed(`title must be text, got ${inWords(title)}`);
  if (network !== undefined && typeof network !== 'string')
    return malformed(`network must be text, got ${inWords(network)}`);
  for (const list of lists) {
    if (!Array.isArray(value[list])) return malformed(`${list} must be a list, got ${inWords(value[list])}`);
  }
  const { blocks = [] } = value;
  if (!Array.isArray(blocks)) return malformed(`blocks must be a list, got ${inWords(blocks)}`);
  if (value.notes !== undefined && !Array.isArray(value.notes))
    return malformed(`notes must be a list, got ${inWords(value.notes)}`);
  return null;
}

function duplicates({ variables, blocks = [], nodes, edges, notes = [] }: Design): Issue[] {
  return [
    ...repeated(variables.map((variable) => variable.name)).map((name) =>
      issue('document/duplicate-variable', {}, { name }),
    ),
    ...repeated(blocks.map((block) => block.id)).map((id) =>
      issue('own/duplicate', {}, { name: shortened(id) }),
    ),
    ...duplicatesIn(nodes, edges),
    ...repeated(notes.map((note) => note.id)).map((id) => malformed(`two notes are called ${shortened(id)}`)),
  ];
}

function malformed(detail: string): Issue {
  return issue('document/malformed', {}, { detail });
}
