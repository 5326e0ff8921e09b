import { ChevronDown, ChevronRight, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Variable } from '../../src-core/document/design.ts';
import type { Edit } from '../../src-core/document/edit.ts';
import { renameVariable } from '../../src-core/document/rename-variable.ts';
import type { Issue } from '../../src-core/errors.ts';
import { definitionOf } from '../catalogue/sections.ts';
import { sentence } from '../locale/sentences.ts';
import { t } from '../locale/translate.ts';
import { attempt, dispatch, useDocument } from '../store/document.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { NumberField } from '../ui/NumberField.tsx';
import { Select } from '../ui/Select.tsx';
import { TextField } from '../ui/TextField.tsx';
import styles from './VariableRow.module.css';

/** The edit that renames a variable wherever it is meant; a field of the item by the same name is something else. */
function renamed(name: string, to: string) {
  return renameVariable(useDocument.getState().design, name, to, (node, field) => {
    const fields = definitionOf(node.definition)?.fields ?? {};
    return field === name || fields[name] === undefined;
  });
}

/** One variable: its name and value in a line, its bounds or options below when unfolded. */
export function VariableRow({ variable }: { readonly variable: Variable }) {
  const { name } = variable;
  const [isOpen, setOpen] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const Chevron = isOpen ? ChevronDown : ChevronRight;

  const showFault = (issues: readonly Issue[] | null) => {
    const [first] = issues ?? [];
    setError(first === undefined ? null : sentence(first));
  };
  const change = (edit: Edit, gesture?: string | null) =>
    showFault(attempt(edit, gesture == null ? {} : { gesture }));
  const replace = (next: Variable) => change({ kind: 'editVariable', name, variable: next });

  return (
    <div className={styles.variable} data-variable={name}>
      <div className={styles.line}>
        <button
          type="button"
          aria-label={t(isOpen ? 'Fold {name}' : 'Unfold {name}', { name })}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          className={styles.fold}
        >
          <Chevron size={14} aria-hidden />
        </button>
        <TextField
          label={t('Name of {name}', { name })}
          value={name}
          mono
          onCommit={(to) => {
            const edit = renamed(name, to.trim());
            if (edit.ok) change(edit.value);
            else showFault(edit.issues);
          }}
          className={styles.name as string}
        />
        {variable.kind === 'choice' ? (
          <Select
            label={name}
            value={variable.value}
            options={variable.options.map((option) => ({ value: option, label: option }))}
            onChange={(value) => change({ kind: 'setVariable', name, value })}
            className={styles.value as string}
          />
        ) : (
          <NumberField
            label={name}
            value={variable.value}
            min={variable.min}
            max={variable.max}
            integer={variable.kind === 'integer'}
            step={variable.kind === 'integer' ? 1 : 0.05}
            onChange={(value, { gesture }) => change({ kind: 'setVariable', name, value }, gesture)}
            className={styles.value as string}
          />
        )}
      </div>
      {error !== null && (
        <p role="alert" className={styles.error}>
          {error}
        </p>
      )}
      {isOpen && (
        <div className={styles.more}>
          {variable.kind === 'choice' ? (
            <TextField
              label={t('Options of {name}', { name })}
              value={variable.options.join(', ')}
              onCommit={(text) => {
                const options = text
                  .split(',')
                  .map((option) => option.trim())
                  .filter(Boolean);
                const value = options.includes(variable.value) ? variable.value : (options[0] ?? '');
                replace({ ...variable, options, value });
              }}
              className={styles.options as string}
            />
          ) : (
            <>
              <span>{t('from')}</span>
              <NumberField
                label={t('Lowest {name}', { name })}
                value={variable.min}
                max={variable.value}
                integer={variable.kind === 'integer'}
                onChange={(min) => replace({ ...variable, min })}
                className={styles.bound as string}
              />
              <span>{t('to')}</span>
              <NumberField
                label={t('Highest {name}', { name })}
                value={variable.max}
                min={variable.value}
                integer={variable.kind === 'integer'}
                onChange={(max) => replace({ ...variable, max })}
                className={styles.bound as string}
              />
            </>
          )}
          <IconButton
            icon={<Trash2 size={14} aria-hidden />}
            label={t('Delete {name}', { name })}
            onPress={() => dispatch({ kind: 'removeVariable', name })}
          />
        </div>
      )}
    </div>
  );
}
