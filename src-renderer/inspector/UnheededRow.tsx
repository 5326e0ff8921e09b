import type { Field } from '../../src-core/language/field.ts';
import { FieldRow } from './FieldRow.tsx';
import { inWindow } from './field-in-window.ts';
import styles from './ReadOnlyFields.module.css';

/** A number that does not count under the option chosen: the option stands in its place, as 0 would say what is not so. */
export function UnheededRow({ field, option }: { readonly field: Field; readonly option: string }) {
  const { label, help } = inWindow(field);
  return (
    <FieldRow
      label={label}
      help={help}
      control={
        <output aria-label={label} className={styles.value}>
          {option}
        </output>
      }
    />
  );
}
