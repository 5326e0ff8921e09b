import type { Design, DesignNode, FieldValue } from '../../src-core/document/design.ts';
import { namesInValue } from '../../src-core/document/field-names.ts';
import { withInside } from '../../src-core/document/parents.ts';
import type { Definition } from '../../src-core/language/definition.ts';

/** The text of a field that is an expression, else null. */
export function expressionOf(value: FieldValue | undefined): string | null {
  return typeof value === 'object' && 'expression' in value ? value.expression : null;
}

/**
 * Names of the design's variables that a field refers to. A name that is also another field of the item means
 * that field, as the expression language has it.
 */
export function variablesInField(
  design: Design,
  definition: Definition | null,
  field: string,
  value: FieldValue,
): ReadonlySet<string> {
  return knownInField(new Set(design.variables.map((variable) => variable.name)), definition, field, value);
}

/** As `variablesInField`, of a design with these variables. */
export function knownInField(
  known: ReadonlySet<string>,
  definition: Definition | null,
  field: string,
  value: FieldValue,
): ReadonlySet<string> {
  return new Set(
    namesInValue(value).filter(
      (name) => known.has(name) && (name === field || definition?.fields[name] === undefined),
    ),
  );
}

/** Names of the design's variables that an item refers to, or what is drawn inside it, in the order of the design. */
export function variablesOf(
  design: Design,
  definition: Definition | null,
  node: DesignNode,
): readonly string[] {
  const used = new Set(
    Object.entries(node.fields).flatMap(([field, value]) => [
      ...variablesInField(design, definition, field, value),
    ]),
  );
  const inside = withInside(design.nodes, [node.id]);
  for (const { id, fields } of design.nodes) {
    if (id === node.id || !inside.has(id)) continue;
    for (const name of Object.values(fields).flatMap(namesInValue)) used.add(name);
  }
  return design.variables.map((variable) => variable.name).filter((name) => used.has(name));
}

/** The variable that a field is tied to: its expression is that one name. Null where it is anything else. */
export function linkedVariable(
  design: Design,
  definition: Definition | null,
  field: string,
  value: FieldValue | undefined,
): string | null {
  const text = expressionOf(value)?.trim();
  if (text === undefined) return null;
  return variablesInField(design, definition, field, { expression: text }).has(text) ? text : null;
}
