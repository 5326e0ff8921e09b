import type { Steps } from '../steps.ts';
import { finished } from '../steps.ts';
import type { BlockFile, Design } from './design.ts';
import { isRecord } from './json-fault.ts';

const designKeys = [
  'format',
  'version',
  'title',
  'network',
  'variables',
  'blocks',
  'nodes',
  'edges',
  'notes',
  'weights',
];
const blockKeys = ['id', 'title', 'help', 'library', 'fields', 'published', 'nodes', 'edges', 'notes'];
const blockFileKeys = ['format', 'version', 'blocks'];
const ownFieldKeys = ['name', 'kind', 'label', 'help', 'unit', 'min', 'max', 'default', 'options'];
const printedKeys = ['title', 'source', 'of', 'claim', 'formula'];
const nodeKeys = [
  ...['id', 'definition', 'parent', 'call', 'muted', 'weightsOf', 'when', 'fields', 'position', 'weights'],
];
const edgeKeys = ['id', 'from', 'to'];
const noteKeys = ['id', 'parent', 'text', 'position', 'size'];
const variableKeys = ['name', 'kind', 'value', 'min', 'max', 'options'];

type Entry = readonly [key: string, value: unknown];

/** So many entries of a list are written in one step. */
const entriesPerStep = 200;

/**
 * Writes a design as JSON that reads and diffs well: known keys first, then the others in their order; a
 * variable, an edge and the value of a field take one line each. Reading it back and writing it again
 * gives the same text.
 */
export const serializeDesign = (design: Design): string => finished(serializing(design));

/** As `serializeDesign`, of a file of definitions. */
export const serializeBlockFile = (file: BlockFile): string => finished(serializing(file, blockFileKeys));

/** As `serializeDesign`, in steps. */
export function* serializing(file: Design | BlockFile, known = designKeys): Steps<string> {
  const lines: string[] = [];
  for (const [key, value] of entries(file, known)) {
    lines.push(`  ${JSON.stringify(key)}: ${yield* designEntry(key, value)}`);
  }
  return `{\n${lines.join(',\n')}\n}\n`;
}

function* designEntry(key: string, value: unknown): Steps<string> {
  const write = writers.get(key);
  if (write === undefined || !Array.isArray(value) || value.length === 0) return block(value, '  ');
  const written: string[] = [];
  for (const [index, entry] of value.entries()) {
    if (index % entriesPerStep === entriesPerStep - 1) yield;
    written.push(write(entry, '    '));
  }
  return list(written, '  ');
}

type Writer = (entry: object, indent: string) => string;

/** How the entries of the lists are written that a design has, and a drawing. */
const ofDrawing = [
  ['nodes', node],
  ['edges', (edge: object) => line(edge, edgeKeys)],
] as const;
const writers: ReadonlyMap<string, Writer> = new Map<string, Writer>([
  ['variables', (variable) => line(variable, variableKeys)],
  ['blocks', ownBlock],
  ...ofDrawing,
]);
const blockWriters: ReadonlyMap<string, Writer> = new Map<string, Writer>([
  ['fields', (field) => line(field, ownFieldKeys)],
  ['published', (formula) => line(formula, printedKeys)],
  ...ofDrawing,
  ['notes', (note) => line(note, noteKeys)],
]);

function ownBlock(value: object, around: string): string {
  const indent = `${around}  `;
  const lines = entries(value, blockKeys).map(([key, part]) => {
    const write = blockWriters.get(key);
    const isList = write !== undefined && Array.isArray(part) && part.length > 0;
    const text = isList
      ? list(
          part.map((entry) => write(entry, `${indent}  `)),
          indent,
        )
      : block(part, indent);
    return `${indent}${JSON.stringify(key)}: ${text}`;
  });
  return `{\n${lines.join(',\n')}\n${around}}`;
}

function node(value: object, around: string): string {
  const indent = `${around}  `;
  const lines = entries(value, nodeKeys).map(([key, part]) => {
    const text =
      key === 'fields' || key === 'weights'
        ? fields(part, indent)
        : key === 'position' || key === 'when'
          ? line(part)
          : block(part, indent);
    return `${indent}${JSON.stringify(key)}: ${text}`;
  });
  return `{\n${lines.join(',\n')}\n${around}}`;
}

function fields(value: unknown, indent: string): string {
  const lines = entries(value, []).map(([key, field]) => `${indent}  ${JSON.stringify(key)}: ${line(field)}`);
  return lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n${indent}}`;
}

function list(items: readonly string[], indent: string): string {
  return `[\n${items.map((item) => `${indent}  ${item}`).join(',\n')}\n${indent}]`;
}

const placeKeys = ['x', 'y', 'node', 'port', 'expression', 'tensor', 'sizes', 'turned', 'order'];

/** A value on one line, known keys first. */
function line(value: unknown, known: readonly string[] = placeKeys): string {
  if (Array.isArray(value)) return `[${value.map((entry) => line(entry)).join(', ')}]`;
  if (!isRecord(value)) return JSON.stringify(value);
  const parts = entries(value, known).map(([key, part]) => `${JSON.stringify(key)}: ${line(part)}`);
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
}

/** A value that this version does not know: plain JSON on as many lines as it takes. */
function block(value: unknown, indent: string): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', `\n${indent}`);
}

function entries(value: unknown, known: readonly string[]): Entry[] {
  const object = value as Record<string, unknown>;
  const found: Entry[] = [];
  for (const key of known) if (Object.hasOwn(object, key)) found.push([key, object[key]]);
  for (const key of Object.keys(object)) if (!known.includes(key)) found.push([key, object[key]]);
  return found.filter(([, part]) => part !== undefined);
}
