import { environmentAt } from '../../src-core/analysis/copy-environment.ts';
import type { Item } from '../../src-core/analysis/item-analysis.ts';
import { readFields } from '../../src-core/analysis/node-fields.ts';
import type { Design, DesignNode, FieldValue, ListEntry, Variable } from '../../src-core/document/design.ts';
import { shortened } from '../../src-core/document/in-sentence.ts';
import { faultOfValue } from '../../src-core/document/variable.ts';
import type { Issue, Result } from '../../src-core/errors.ts';
import { fail, issue, ok } from '../../src-core/errors.ts';
import { saidFields } from '../../src-core/language/field-spellings.ts';
import { catalogueIn } from '../store/own-blocks.ts';
import { expressionOf, variablesOf } from '../symbolic/references.ts';

const plainNumber = /^[-+]?(\d[\d\s,_]*\.?\d*|\.\d+)(e[-+]?\d+)?$/i;

/**
 * Reads what a person typed into a number's field. `=` or anything that is no plain number makes it an expression; a plain
 * number, thousands grouped or not, makes it a literal.
 */
export function readQuantity(text: string): Result<number | { readonly expression: string }> {
  const typed = text.trim();
  if (typed === '') return fail(issue('field/not-a-number', {}, { value: 'nothing' }));
  const isMarked = typed.startsWith('=');
  const body = isMarked ? typed.slice(1).trim() : typed;
  if (!plainNumber.test(body)) {
    return body === ''
      ? fail(issue('field/not-a-number', {}, { value: 'nothing' }))
      : ok({ expression: body });
  }
  const value = Number(body.replaceAll(/[\s,_]/g, ''));
  if (!Number.isFinite(value)) return fail(issue('field/not-a-number', {}, { value: shortened(body) }));
  return ok(value);
}

/** Commas outside brackets part the entries of a list. */
function entriesOf(text: string): readonly string[] {
  const entries = [''];
  let depth = 0;
  for (const char of text) {
    if (char === '(') depth++;
    if (char === ')') depth--;
    if (char === ',' && depth === 0) entries.push('');
    else entries[entries.length - 1] += char;
  }
  return entries;
}

/** Reads a list of sizes, `32, 16, w/2`. A comma always parts two entries here, so thousands are not grouped. */
export function readList(text: string): Result<readonly ListEntry[]> {
  const body = text.trim().replace(/^\[(.*)\]$/, '$1');
  if (body === '') return ok([]);
  const entries: ListEntry[] = [];
  for (const entry of entriesOf(body)) {
    const read = readQuantity(entry);
    if (!read.ok) return read;
    entries.push(read.value);
  }
  return ok(entries);
}

/** A field's value as a person types it. */
export function textOf(value: FieldValue): string {
  const expression = expressionOf(value);
  if (expression !== null) return expression;
  if (typeof value !== 'object') return String(value);
  return (value as readonly ListEntry[]).map(textOf).join(', ');
}

/** The inputs of an item, and what reaches them. */
type Entering = Pick<Item, 'inputPorts' | 'inputs'>;

/**
 * Why a field of a node cannot take a value, or null when it can. Whether the item then fits its neighbours is not asked,
 * but for sizes that follow what reaches it now.
 */
export function faultOfField(
  design: Design,
  node: DesignNode,
  field: string,
  value: FieldValue,
  entering?: Entering,
): Issue | null {
  const definition = catalogueIn(design).definitionOf(node.definition);
  if (definition === undefined) return null;
  const said = saidFields(definition.fields, node.fields).values;
  const changed = { ...node, fields: { ...said, [field]: value } };
  const shapesOf = (ports: readonly string[]) =>
    ports.map((port) => entering?.inputs[entering.inputPorts.indexOf(port)] ?? null);
  const result = readFields(
    changed,
    definition,
    environmentAt(design, node.id, catalogueIn(design)),
    shapesOf,
  );
  return result.ok ? null : (result.issues.find((issue) => issue.where.field === field) ?? null);
}

/**
 * Why a variable cannot take a value, or null when it can: its own bounds, or a field somewhere that follows it and would
 * be out of bounds. A field that has a problem already does not stand in the way.
 */
export function faultOfVariable(design: Design, variable: Variable, value: number | string): Issue | null {
  const own = faultOfValue(variable, value);
  if (own !== null) return own;
  const changed = { ...variable, value } as Variable;
  const after = {
    ...design,
    variables: design.variables.map((other) => (other.name === variable.name ? changed : other)),
  };
  for (const node of design.nodes) {
    const definition = catalogueIn(after).definitionOf(node.definition);
    if (definition === undefined || !variablesOf(design, definition, node).includes(variable.name)) continue;
    const read = readFields(node, definition, environmentAt(after, node.id, catalogueIn(after)));
    if (read.ok) continue;
    if (readFields(node, definition, environmentAt(design, node.id, catalogueIn(design))).ok)
      return read.issues[0] ?? null;
  }
  return null;
}
