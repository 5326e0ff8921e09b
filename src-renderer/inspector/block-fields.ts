import { laneNames } from '../../src-core/analysis/copy-environment.ts';
import { renameOwnField } from '../../src-core/analysis/rename-own-field.ts';
import { catalogue } from '../../src-core/catalogue.ts';
import type { FieldValue, OwnBlock, OwnField } from '../../src-core/document/design.ts';
import { batch } from '../../src-core/document/edit.ts';
import { isVariableName } from '../../src-core/document/names.ts';
import type { Issue } from '../../src-core/errors.ts';
import { plainAxisNames } from '../../src-core/language/axis-names.ts';
import type { Field, Value } from '../../src-core/language/field.ts';
import { t } from '../locale/translate.ts';
import { attempt, dispatch, useDocument } from '../store/document.ts';
import { editedBlock } from '../store/own-blocks.ts';
import { literalOf } from './edit-field.ts';

/** Whether a field of an item inside the block that is edited can become one of the block. */
export const canPromote = (field: Field): boolean =>
  editedBlock() !== undefined && !['dimensions', 'reals', 'text'].includes(field.kind);

/** A name for a field that no expression inside could take for another. */
function freeName(base: string, { fields }: OwnBlock): string {
  const usable = isVariableName(base) ? base : 'v';
  const taken = new Set([...fields.map(({ name }) => name), ...laneNames, ...plainAxisNames]);
  if (!taken.has(usable)) return usable;
  for (let count = 2; ; count++) if (!taken.has(`${usable}${count}`)) return `${usable}${count}`;
}

/** The field of a block that takes the place of one inside: its words, bounds and present value. */
function fieldLike(name: string, field: Field, value: Value): OwnField {
  const { label, help } = field;
  return {
    name,
    kind: field.kind,
    label,
    help,
    ...('unit' in field && field.unit !== undefined && { unit: field.unit }),
    ...('min' in field && { min: field.min, max: field.max }),
    default: literalOf(value) as number | boolean | string,
    ...(field.kind === 'choice' && { options: [...field.options] }),
  };
}

/** Makes a field of an item inside a field of the block that is edited, at its present value, as one step. */
export function promote(id: string, name: string, field: Field, value: Value): void {
  const block = editedBlock();
  if (block === undefined) return;
  const chosen = freeName(field.kind === 'dimension' ? field.symbol : name, block);
  const own = fieldLike(chosen, field, value);
  const expression: FieldValue = { expression: chosen };
  dispatch(
    batch([
      { kind: 'setBlock', block: { ...block, fields: [...block.fields, own] } },
      { kind: 'setField', id, field: name, value: expression },
    ]),
    { label: t('Make {name} a field of {title}', { name: chosen, title: block.title }) },
  );
}

/** Puts another field in the place of one of the block that is edited, or (null) takes it away. */
export function setOwnField(name: string, field: OwnField | null): void {
  const block = editedBlock();
  if (block === undefined) return;
  const fields = block.fields.flatMap((each) =>
    each.name !== name ? [each] : field === null ? [] : [field],
  );
  dispatch(
    { kind: 'setBlock', block: { ...block, fields } },
    { label: t('Edit {name} of {title}', { name, title: block.title }) },
  );
}

/** Adds a whole number that changes the graph, such as a count of lanes or copies, to the block that is edited. */
export function addOwnField(): void {
  const block = editedBlock();
  if (block === undefined) return;
  const name = freeName('s', block);
  const field: OwnField = {
    name,
    kind: 'structural',
    label: name,
    min: 1,
    max: 64,
    default: 4,
  };
  dispatch(
    { kind: 'setBlock', block: { ...block, fields: [...block.fields, field] } },
    { label: t('Add {name} to {title}', { name, title: block.title }) },
  );
}

/** Gives a field of the block that is edited another name, inside and in every use, as one step. */
export function renameField(name: string, to: string): Issue | null {
  const block = editedBlock();
  if (block === undefined) return null;
  const edit = renameOwnField(useDocument.getState().whole, block.id, name, to.trim(), catalogue);
  if (!edit.ok) return edit.issues[0] ?? null;
  const label = t('Rename {name} of {title} to {to}', { name, title: block.title, to: to.trim() });
  return attempt(edit.value, { label, ofWhole: true })?.[0] ?? null;
}
