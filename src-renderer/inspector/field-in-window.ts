import type { Field } from '../../src-core/language/field.ts';
import { tCore } from '../locale/core-text.ts';
import { isChinese } from '../locale/locale.ts';

const chinese = new WeakMap<Field, Field>();

/** A field with its label, help and unit in the window's language. Of one field always the same object. */
export function inWindow(field: Field): Field {
  if (!isChinese()) return field;
  let shown = chinese.get(field);
  if (shown === undefined) {
    const unit = 'unit' in field && field.unit !== undefined ? { unit: tCore(field.unit) } : {};
    shown = { ...field, label: tCore(field.label), help: tCore(field.help), ...unit };
    chinese.set(field, shown);
  }
  return shown;
}
