import type { DesignNode, FieldValue } from '../../src-core/document/design.ts';
import { batch } from '../../src-core/document/edit.ts';
import { followedBy } from '../../src-core/language/axes.ts';
import { defaultValue } from '../../src-core/language/field.ts';
import { editsOfGroup } from '../../src-core/language/group-edits.ts';
import { dispatch, useDocument } from '../store/document.ts';
import { literalOf } from './edit-field.ts';
import { fieldsOf, saidOf } from './said-fields.ts';

/** What holds for a field as the document could say it: its own value, that of the field it follows, or its default. */
export function heldValue(node: DesignNode, name: string): FieldValue {
  const fields = fieldsOf(node);
  const own = saidOf(node)[name];
  const followed = followedBy(fields, name);
  if (own !== undefined) return own;
  return followed === undefined ? literalOf(defaultValue(fields[name]!)) : heldValue(node, followed);
}

/** Changes a group of fields of several items, as one step. */
function change(
  ids: readonly string[],
  label: string,
  changesOf: (node: DesignNode) => Readonly<Record<string, FieldValue | undefined>>,
): void {
  const nodes = useDocument.getState().design.nodes.filter(({ id }) => ids.includes(id));
  const edits = nodes.flatMap((node) => editsOfGroup(fieldsOf(node), node, changesOf(node)));
  if (edits.length > 0) dispatch(batch(edits), { label });
}

/** Lets these fields follow the one before them again. */
export function joinFields(ids: readonly string[], names: readonly string[], label: string): void {
  change(ids, label, () => Object.fromEntries(names.map((name) => [name, undefined])));
}

/** Gives these fields a value of their own, the one that holds for them. */
export function partFields(ids: readonly string[], names: readonly string[], label: string): void {
  change(ids, label, (node) => Object.fromEntries(names.map((name) => [name, heldValue(node, name)])));
}
