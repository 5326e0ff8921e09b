import { itemOf } from '../../src-core/analysis/item-paths.ts';
import type { DesignNode, FieldValue, Variable } from '../../src-core/document/design.ts';
import type { Edit } from '../../src-core/document/edit.ts';
import { batch } from '../../src-core/document/edit.ts';
import { isVariableName } from '../../src-core/document/names.ts';
import type { Issue } from '../../src-core/errors.ts';
import type { Field, Value } from '../../src-core/language/field.ts';
import { editsOfGroup } from '../../src-core/language/group-edits.ts';
import { t } from '../locale/translate.ts';
import { attempt, dispatch, useDocument } from '../store/document.ts';
import { fieldsOf } from './said-fields.ts';
import { faultOfField, faultOfVariable } from './typed-values.ts';

const nodesNamed = (ids: readonly string[]): readonly DesignNode[] =>
  useDocument.getState().design.nodes.filter((node) => ids.includes(node.id));

const setFields = (ids: readonly string[], field: string, value: FieldValue): Edit =>
  batch(nodesNamed(ids).flatMap((node) => editsOfGroup(fieldsOf(node), node, { [field]: value })));

/** Sets one field of several items at once, as one step; or answers why not, and changes nothing. */
export function trySetField(
  ids: readonly string[],
  field: string,
  value: FieldValue,
  gesture?: string,
): Issue | null {
  const { design, analysis } = useDocument.getState();
  for (const node of nodesNamed(ids)) {
    const fault = faultOfField(design, node, field, value, itemOf(analysis, node.id));
    if (fault !== null) return fault;
  }
  const token = gesture === undefined ? {} : { gesture: `${gesture} ${ids.join('/')} ${field}` };
  return attempt(setFields(ids, field, value), token)?.[0] ?? null;
}

/** Sets a variable, or answers why not and changes nothing. */
export function trySetVariable(name: string, value: number | string, gesture?: string): Issue | null {
  const { design } = useDocument.getState();
  const variable = design.variables.find((other) => other.name === name);
  if (variable === undefined) return null;
  const fault = faultOfVariable(design, variable, value);
  if (fault !== null) return fault;
  const token = gesture === undefined ? {} : { gesture: `${gesture} variable ${name}` };
  return attempt({ kind: 'setVariable', name, value }, token)?.[0] ?? null;
}

/** Lets the definition's default hold again. */
export function resetField(ids: readonly string[], field: string): void {
  dispatch(batch(ids.map((id) => ({ kind: 'clearField' as const, id, field }))));
}

function freeVariableName(base: string, taken: ReadonlySet<string>): string {
  const usable = isVariableName(base) ? base : 'v';
  if (!taken.has(usable)) return usable;
  for (let count = 2; ; count++) {
    if (!taken.has(`${usable}${count}`)) return `${usable}${count}`;
  }
}

/** The resolved value of a field as a literal of the document. */
export function literalOf(value: Value): FieldValue {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map((entry) => Number(entry as bigint));
  return value as FieldValue;
}

/** The variable that takes a field's place, with the field's bounds; null for fields that no variable can stand for. */
function variableFor(name: string, field: Field, value: Value): Variable | null {
  if (field.kind === 'choice') {
    return { name, kind: 'choice', value: String(value), options: [...field.options] };
  }
  if (field.kind === 'real')
    return { name, kind: 'decimal', value: value as number, min: field.min, max: field.max };
  if (field.kind !== 'dimension' && field.kind !== 'structural') return null;
  return { name, kind: 'integer', value: Number(value as bigint | number), min: field.min, max: field.max };
}

/** Makes a field's value a variable of the design and ties the field to it, as one step. */
export function makeVariable(ids: readonly string[], name: string, field: Field, value: Value): void {
  const { design } = useDocument.getState();
  const taken = new Set(design.variables.map((variable) => variable.name));
  const chosen = freeVariableName(field.kind === 'dimension' ? field.symbol : name, taken);
  const variable = variableFor(chosen, field, value);
  if (variable === null) return;
  dispatch(batch([{ kind: 'addVariable', variable }, setFields(ids, name, { expression: chosen })]), {
    label: t('Make {name} a variable', { name: chosen }),
  });
}
