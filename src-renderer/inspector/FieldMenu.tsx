import { EllipsisVertical } from 'lucide-react';
import type { Design, Variable } from '../../src-core/document/design.ts';
import { sentence } from '../../src-core/errors.ts';
import type { Field, Value } from '../../src-core/language/field.ts';
import { defaultValue } from '../../src-core/language/field.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { Menu, type MenuEntry } from '../ui/Menu.tsx';
import { toast } from '../ui/toasts.ts';
import { literalOf, makeVariable, resetField, trySetField } from './edit-field.ts';
import styles from './FieldMenu.module.css';

interface FieldMenuProps {
  readonly ids: readonly string[];
  readonly name: string;
  readonly field: Field;
  /** Null where it cannot be resolved. */
  readonly value: Value | null;
  readonly isExpression: boolean;
  readonly isSet: boolean;
  /** The variable it is tied to. */
  readonly linked: string | null;
  readonly design: Design;
}

/** Variables that a field of this kind can be tied to. */
function fitting({ variables }: Design, field: Field): readonly Variable[] {
  if (field.kind === 'choice') {
    return variables.filter(
      (variable) =>
        variable.kind === 'choice' && variable.options.every((option) => field.options.includes(option)),
    );
  }
  if (field.kind !== 'dimension' && field.kind !== 'structural') return [];
  return variables.filter((variable) => variable.kind !== 'choice');
}

const shownValue = (value: Value): string => String(Array.isArray(value) ? value.join(', ') : value);

/** What else can be done with a field: tie it to a variable or part them, make it one, take its value back. */
export function FieldMenu({ ids, name, field, value, isExpression, isSet, linked, design }: FieldMenuProps) {
  const set = (next: Parameters<typeof trySetField>[2]): void => {
    const fault = trySetField(ids, name, next);
    if (fault !== null) toast({ tone: 'error', text: `${field.label} ${sentence(fault)}` });
  };
  const links = fitting(design, field)
    .filter((variable) => variable.name !== linked)
    .map(
      (variable): MenuEntry => ({
        id: `link-${variable.name}`,
        label: `Link to ${variable.name}`,
        detail: String(variable.value),
        run: () => set({ expression: variable.name }),
      }),
    );
  const makes: MenuEntry[] =
    !isExpression && value !== null && field.kind !== 'toggle' && field.kind !== 'dimensions'
      ? [{ id: 'make', label: 'Make it a design variable', run: () => makeVariable(ids, name, field, value) }]
      : [];
  const parts: MenuEntry[] =
    isExpression && value !== null
      ? [
          {
            id: 'unlink',
            label:
              linked === null ? `Keep the number ${shownValue(value)}` : `Unlink, keep ${shownValue(value)}`,
            run: () => set(literalOf(value)),
          },
        ]
      : [];
  const resets: MenuEntry[] = isSet
    ? [
        {
          id: 'reset',
          label: `Reset to ${shownValue(defaultValue(field))}`,
          run: () => resetField(ids, name),
        },
      ]
    : [];
  const entries = [...links, ...makes, ...parts, ...resets];
  if (entries.length === 0) return null;
  return (
    <Menu label={`Options of ${field.label}`} entries={entries}>
      <IconButton
        icon={<EllipsisVertical size={12} aria-hidden />}
        label={`Options of ${field.label}`}
        className={styles.button as string}
      />
    </Menu>
  );
}
