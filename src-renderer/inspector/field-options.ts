import { itemOf } from '../../src-core/analysis/item-paths.ts';
import type { Design, Variable } from '../../src-core/document/design.ts';
import type { Field, Value } from '../../src-core/language/field.ts';
import { defaultValue } from '../../src-core/language/field.ts';
import { t } from '../locale/translate.ts';
import { useDocument } from '../store/document.ts';
import { expressionOf, linkedVariable } from '../symbolic/references.ts';
import type { MenuEntry } from '../ui/Menu.tsx';
import { toastIssues } from '../ui/toast-issues.ts';
import { literalOf, makeVariable, resetField, trySetField } from './edit-field.ts';

/** Variables that a field of this kind can be tied to. */
function fitting({ variables }: Design, field: Field): readonly Variable[] {
  if (field.kind === 'choice') {
    return variables.filter(
      (variable) =>
        variable.kind === 'choice' && variable.options.every((option) => field.options.includes(option)),
    );
  }
  if (!['dimension', 'structural', 'real'].includes(field.kind)) return [];
  return variables.filter((variable) => variable.kind !== 'choice');
}

const shownValue = (value: Value): string => String(Array.isArray(value) ? value.join(', ') : value);

/** What else can be done with a field of some items: tie it to a variable or part them, make it one, take its value back. */
export function fieldOptions(ids: readonly string[], name: string, field: Field): readonly MenuEntry[] {
  const { design, analysis } = useDocument.getState();
  const nodes = design.nodes.filter((node) => ids.includes(node.id));
  const [first] = nodes;
  const item = itemOf(analysis, first?.id ?? '');
  const definition = item?.definition ?? null;
  const value = item?.values?.[name] ?? null;
  const raw = first?.fields[name];
  const isExpression = expressionOf(raw) !== null;
  const linked = linkedVariable(design, definition, name, raw);
  const set = (next: Parameters<typeof trySetField>[2]): void => {
    const fault = trySetField(ids, name, next);
    if (fault !== null) toastIssues([fault], { subject: field.label });
  };
  const entries = fitting(design, field)
    .filter((variable) => variable.name !== linked)
    .map(
      (variable): MenuEntry => ({
        id: `link-${variable.name}`,
        label: t('Link to {name}', { name: variable.name }),
        detail: String(variable.value),
        run: () => set({ expression: variable.name }),
      }),
    );
  if (value !== null && isExpression) {
    const text = shownValue(value);
    entries.push({
      id: 'unlink',
      label: t(linked === null ? 'Keep the value {value}' : 'Unlink, keep {value}', { value: text }),
      run: () => set(literalOf(value)),
    });
  } else if (value !== null && canBeVariable(field)) {
    entries.push({
      id: 'make',
      label: t('Make it a design variable'),
      run: () => makeVariable(ids, name, field, value),
    });
  }
  if (nodes.some((node) => node.fields[name] !== undefined)) {
    entries.push({
      id: 'reset',
      label: t('Reset to {value}', { value: shownValue(defaultValue(field)) }),
      run: () => resetField(ids, name),
    });
  }
  return entries;
}

export const canBeVariable = (field: Field): boolean =>
  !['toggle', 'dimensions', 'reals', 'text'].includes(field.kind);
