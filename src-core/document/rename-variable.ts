import type { Result } from '../errors.ts';
import { fail, issue, ok } from '../errors.ts';
import type { Design, DesignNode, FieldValue, ListEntry } from './design.ts';
import type { Edit } from './edit.ts';
import { batch } from './edit.ts';
import { parseExpression } from './expression-parser.ts';
import { nameUses } from './expression-syntax.ts';
import { shortened } from './in-sentence.ts';
import { isVariableName } from './names.ts';
import { unknownVariable } from './variable.ts';

/**
 * Makes the edit that renames a variable and every use of it in expressions. A name in an expression may also
 * mean a field of the item, which only its definition knows: `means` says whether the name means the
 * variable there. Expressions that do not parse stay as they are.
 */
export function renameVariable(
  design: Design,
  name: string,
  to: string,
  means: (node: DesignNode, field: string) => boolean,
): Result<Edit> {
  const variable = design.variables.find((each) => each.name === name);
  if (variable === undefined) return fail(unknownVariable(design, name));
  if (!isVariableName(to)) return fail(issue('document/bad-variable-name', {}, { name: shortened(to) }));
  if (to === name) return ok(batch([]));
  if (design.variables.some((each) => each.name === to)) {
    return fail(issue('document/duplicate-variable', {}, { name: to }));
  }
  const edits: Edit[] = [{ kind: 'editVariable', name, variable: { ...variable, name: to } }];
  for (const node of design.nodes) {
    for (const [field, value] of Object.entries(node.fields)) {
      const renamed = renamedValue(value, name, to);
      if (renamed !== value && means(node, field))
        edits.push({ kind: 'setField', id: node.id, field, value: renamed });
    }
    const when = node.when === undefined ? undefined : renamedEntry(node.when, name, to);
    if (when !== undefined && when !== node.when) edits.push({ kind: 'setWhen', id: node.id, when });
  }
  return ok(batch(edits));
}

/** An expression's text with every use of a name replaced, all else kept as it was written. */
export function renameInExpression(text: string, name: string, to: string): string {
  const syntax = parseExpression(text);
  if (!syntax.ok) return text;
  let renamed = '';
  let end = 0;
  for (const use of nameUses(syntax.value)) {
    if (use.name !== name) continue;
    renamed += text.slice(end, use.at) + to;
    end = use.at + name.length;
  }
  return renamed + text.slice(end);
}

/** A field's value with every use of a name replaced; the value itself when the name does not occur in it. */
export function renamedValue(value: FieldValue, name: string, to: string): FieldValue {
  if (Array.isArray(value)) {
    const entries = value as readonly ListEntry[];
    const renamed = entries.map((entry) => renamedEntry(entry, name, to));
    return renamed.every((entry, index) => entry === entries[index]) ? value : renamed;
  }
  return typeof value === 'object' ? renamedEntry(value as ListEntry, name, to) : value;
}

function renamedEntry(entry: ListEntry, name: string, to: string): ListEntry {
  if (typeof entry !== 'object') return entry;
  const expression = renameInExpression(entry.expression, name, to);
  return expression === entry.expression ? entry : { ...entry, expression };
}
