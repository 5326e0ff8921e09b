import { EllipsisVertical } from 'lucide-react';
import type { Design, DesignNode } from '../../src-core/document/design.ts';
import type { Definition } from '../../src-core/language/definition.ts';
import { pinVariable, usePins } from '../formula/pins.ts';
import { linkedVariable } from '../formula/references.ts';
import { SymbolPin } from '../formula/SymbolPin.tsx';
import type { Item } from '../store/items.ts';
import { setPanel, setView } from '../store/view.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { Menu, type MenuEntry } from '../ui/Menu.tsx';
import { FieldControl, NumberControl } from './controls.tsx';
import { literalOf, trySetField, trySetVariable } from './edit-field.ts';
import menuStyles from './FieldMenu.module.css';
import { FieldRow } from './FieldRow.tsx';
import { type VariableRow, variableRows } from './variable-rows.ts';

interface VariableFieldsProps {
  readonly design: Design;
  /** Which variables, in the order of the design. */
  readonly names: readonly string[];
  /** The item whose fields may be parted from a variable here. */
  readonly owner?: { readonly node: DesignNode; readonly definition: Definition; readonly item: Item };
}

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

/** Entries that part the owner's fields from a variable, keeping what they come to now. */
function unlinkEntries({ design, owner }: VariableFieldsProps, name: string): MenuEntry[] {
  if (owner === undefined) return [];
  const { node, definition, item } = owner;
  return Object.entries(definition.fields).flatMap(([key, field]) => {
    const value = item.values?.[key];
    if (value === undefined || linkedVariable(design, definition, key, node.fields[key]) !== name) return [];
    return [
      {
        id: `unlink-${key}`,
        label: `Unlink ${field.label} of ${node.id}, keep ${String(value)}`,
        run: () => void trySetField([node.id], key, literalOf(value)),
      },
    ];
  });
}

/** Controls and pins of design variables. Whatever follows them changes with them. */
export function VariableFields(props: VariableFieldsProps) {
  const pinned = usePins((state) => state.variables);
  const rows = variableRows(props.design).filter((row) => props.names.includes(row.variable.name));
  return (
    <>
      {rows.map((row) => {
        const { name } = row.variable;
        const entries: MenuEntry[] = [
          ...unlinkEntries(props, name),
          {
            id: 'manage',
            label: 'Bounds and all variables',
            run: () => {
              setView({ leftTab: 'variables' });
              setPanel('left', true);
            },
          },
        ];
        return (
          <FieldRow
            key={name}
            label={row.label}
            {...(row.help !== undefined && { help: row.help })}
            control={<VariableControl row={row} />}
            pin={
              row.isSymbol && (
                <SymbolPin
                  name={name}
                  isPinned={pinned.has(name)}
                  onPin={(next) => pinVariable(name, next)}
                />
              )
            }
            menu={
              <Menu label={`Options of variable ${name}`} entries={entries}>
                <IconButton
                  icon={<EllipsisVertical size={12} aria-hidden />}
                  label={`Options of variable ${name}`}
                  className={menuStyles.button as string}
                />
              </Menu>
            }
          />
        );
      })}
    </>
  );
}
