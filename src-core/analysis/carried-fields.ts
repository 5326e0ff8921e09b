import type { DesignNode, FieldValue } from '../document/design.ts';
import type { Definition } from '../language/definition.ts';
import type { Field } from '../language/field.ts';
import { saidFields } from '../language/field-spellings.ts';
import type { Environment } from './environment.ts';
import { readFields } from './node-fields.ts';

/** Whether a value of one field says the same of another: both of one name, one label and one kind. */
const meansTheSame = (a: Field | undefined, b: Field | undefined): boolean =>
  a !== undefined && b !== undefined && a.kind === b.kind && a.label === b.label && b.shown !== false;

/**
 * The fields that an item of one definition hands on to an item of another that takes its place: those that mean the same
 * there and are within its bounds. What would refuse the item is left out.
 */
export function carriedFields(
  node: DesignNode,
  from: Definition,
  to: Definition,
  environment: Environment,
): Readonly<Record<string, FieldValue>> {
  const said = saidFields(from.fields, node.fields).values;
  let carried = Object.fromEntries(
    Object.entries(said).filter(([name]) => meansTheSame(from.fields[name], to.fields[name])),
  );
  for (;;) {
    const read = readFields({ ...node, definition: to.id, fields: carried }, to, environment);
    const refused = new Set(read.ok ? [] : read.issues.map(({ where }) => where.field ?? ''));
    const kept = Object.entries(carried).filter(([name]) => !refused.has(name));
    if (kept.length === Object.keys(carried).length) return read.ok ? carried : {};
    carried = Object.fromEntries(kept);
  }
}
