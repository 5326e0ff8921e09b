import { memo } from 'react';
import { itemOf } from '../../src-core/analysis/item-paths.ts';
import type { Design } from '../../src-core/document/design.ts';
import { integerText } from '../../src-core/format.ts';
import { tCore } from '../locale/core-text.ts';
import { t } from '../locale/translate.ts';
import { useDocument } from '../store/document.ts';
import { setPanel, setView } from '../store/view.ts';
import { pinVariable, usePins } from '../symbolic/pins.ts';
import { linkedVariable } from '../symbolic/references.ts';
import type { MenuEntry } from '../ui/Menu.tsx';
import { OptionsMenu } from '../ui/OptionsMenu.tsx';
import { SymbolPin } from '../ui/SymbolPin.tsx';
import { FieldControl, NumberControl } from './controls.tsx';
import { literalOf, trySetField, trySetVariable } from './edit-field.ts';
import { FieldRow } from './FieldRow.tsx';
import styles from './VariableFields.module.css';
import type { VariableRow } from './variable-rows.ts';
import { variableRows } from './variable-rows.ts';

/** Longer lists are cut; the panel of variables has all. */
const mostRows = 40;

function VariableControl({ row }: { readonly row: VariableRow }) {
  const { variable, label, unit, step } = row;
  const set = (value: number | string, gesture?: string) => trySetVariable(variable.name, value, gesture);
  if (variable.kind !== 'choice') {
    return (
      <NumberControl
        label={label}
        value={variable.value}
        min={variable.min}
        max={variable.max}
        step={step}
        unit={unit}
        set={set}
      />
    );
  }
  return (
    <FieldControl
      field={{ kind: 'choice', label, help: '', options: variable.options, default: variable.value }}
      raw={variable.value}
      value={variable.value}
      fault={null}
      set={(value) => (typeof value === 'string' ? set(value) : null)}
    />
  );
}

/** Entries that part an item's fields from a variable, keeping what they come to now. */
function unlinkEntries(owner: string, name: string): MenuEntry[] {
  const { design, analysis } = useDocument.getState();
  const node = design.nodes.find((other) => other.id === owner);
  const item = itemOf(analysis, owner);
  if (node === undefined || item?.definition == null) return [];
  const { definition, values } = item;
  return Object.entries(definition.fields).flatMap(([key, field]) => {
    const value = values?.[key];
    if (value === undefined || linkedVariable(design, definition, key, node.fields[key]) !== name) return [];
    return [
      {
        id: `unlink-${key}`,
        label: t('Unlink {label} of {owner}, keep {value}', {
          label: tCore(field.label),
          owner,
          value: String(value),
        }),
        run: () => void trySetField([owner], key, literalOf(value)),
      },
    ];
  });
}

const showVariables = (): MenuEntry => ({
  id: 'manage',
  label: t('Bounds and all variables'),
  run: () => {
    setView({ leftTab: 'variables' });
    setPanel('left', true);
  },
});

interface RowProps {
  readonly row: VariableRow;
  readonly hasPin: boolean;
  readonly isPinned: boolean;
  readonly owner: string | null;
}

const Row = memo(function Row({ row, hasPin, isPinned, owner }: RowProps) {
  const { name } = row.variable;
  return (
    <FieldRow
      label={row.label}
      {...(row.help !== undefined && { help: row.help })}
      control={<VariableControl row={row} />}
      pin={hasPin && <SymbolPin name={name} isPinned={isPinned} onPin={pinVariable} />}
      menu={
        <OptionsMenu
          label={t('Options of variable {name}', { name })}
          entries={() => [...(owner === null ? [] : unlinkEntries(owner, name)), showVariables()]}
        />
      }
    />
  );
});

interface VariableFieldsProps {
  readonly design: Design;
  /** Which variables, in the order of the design. */
  readonly names: readonly string[];
  /** The item of the design whose fields may be parted from a variable here. */
  readonly owner?: string;
  /** False where the formula at hand is not in these variables. */
  readonly hasPins?: boolean;
}

/** Controls and pins of design variables. Whatever follows them changes with them. */
export function VariableFields({ design, names, owner, hasPins = true }: VariableFieldsProps) {
  const pinned = usePins((state) => state.variables);
  const shown = new Set(names);
  const rows = variableRows(design).filter((row) => shown.has(row.variable.name));
  return (
    <>
      {rows.slice(0, mostRows).map((row) => {
        const { name } = row.variable;
        return (
          <Row
            key={name}
            row={row}
            hasPin={hasPins && row.isSymbol}
            isPinned={pinned.has(name)}
            owner={owner ?? null}
          />
        );
      })}
      {rows.length > mostRows && (
        <p className={styles.more}>
          {t('and {left} more, in the panel of variables on the left', {
            left: integerText(rows.length - mostRows),
          })}
        </p>
      )}
    </>
  );
}
