import type { DesignNode, FieldValue } from '../document/design.ts';
import type { Edit } from '../document/edit.ts';
import { groupOf, rootOf } from './axes.ts';
import type { Fields } from './field.ts';
import { saidFields } from './field-spellings.ts';

/**
 * Edits that give fields of one group new values; undefined leaves a field out. Where a list sets the group, what it says of
 * the other fields is written out.
 */
export function editsOfGroup(
  fields: Fields,
  node: DesignNode,
  changes: Readonly<Record<string, FieldValue | undefined>>,
): readonly Edit[] {
  const said = saidFields(fields, node.fields).values;
  const group = groupOf(fields, rootOf(fields, Object.keys(changes)[0] ?? ''));
  const names = [...new Set([...group, ...Object.keys(changes)])];
  return names.flatMap((field): Edit[] => {
    const value = Object.hasOwn(changes, field) ? changes[field] : said[field];
    const isChanged = Object.hasOwn(changes, field) || value !== node.fields[field];
    if (value !== undefined) return isChanged ? [{ kind: 'setField', id: node.id, field, value }] : [];
    return node.fields[field] === undefined ? [] : [{ kind: 'clearField', id: node.id, field }];
  });
}
