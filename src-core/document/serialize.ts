import type { Steps } from '../steps.ts';
import { finished } from '../steps.ts';
import type { Design } from './design.ts';
import { isRecord } from './json-fault.ts';

const designKeys = ['format', 'version', 'title', 'variables', 'nodes', 'edges'];
const nodeKeys = ['id', 'definition', 'parent', 'call', 'weightsOf', 'fields', 'position'];
const edgeKeys = ['id', 'from', 'to'];
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

/** As `serializeDesign`, in steps. */
export function* serializing(design: Design): Steps<string> {
  const lines: string[] = [];
  for (const [key, value] of entries(design, designKeys)) {
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
    written.push(write(entry));
  }
  return list(written, '  ');
}

/** How the entries of the lists are written that a design has. */
const writers: ReadonlyMap<string, (entry: object) => string> = new Map([
  ['variables', (variable) => line(variable, variableKeys)],
  ['nodes', node],
  ['edges', (edge) => line(edge, edgeKeys)],
]);

function node(value: object): string {
  const indent = '      ';
  const lines = entries(value, nodeKeys).map(([key, part]) => {
    const text =
      key === 'fields' ? fields(part, indent) : key === 'position' ? line(part) : block(part, indent);
    return `${indent}${JSON.stringify(key)}: ${text}`;
  });
  return `{\n${lines.join(',\n')}\n    }`;
}

function fields(value: unknown, indent: string): string {
  const lines = entries(value, []).map(([key, field]) => `${indent}  ${JSON.stringify(key)}: ${line(field)}`);
  return lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n${indent}}`;
}

function list(items: readonly string[], indent: string): string {
  return `[\n${items.map((item) => `${indent}  ${item}`).join(',\n')}\n${indent}]`;
}

const placeKeys = ['x', 'y', 'node', 'port', 'expression'];

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
