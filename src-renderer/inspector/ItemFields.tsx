import type { Design, DesignNode, FieldValue } from '../../src-core/document/design.ts';
import type { Definition } from '../../src-core/language/definition.ts';
import type { Field, Value } from '../../src-core/language/field.ts';
import { defaultValue } from '../../src-core/language/field.ts';
import { fieldKey, isFieldPinned, pinField, usePins } from '../formula/pins.ts';
import { expressionOf, linkedVariable } from '../formula/references.ts';
import { SymbolPin } from '../formula/SymbolPin.tsx';
import type { Item } from '../store/items.ts';
import { FieldControl } from './controls.tsx';
import { literalOf, trySetField } from './edit-field.ts';
import { FieldMenu } from './FieldMenu.tsx';
import { FieldRow } from './FieldRow.tsx';
import { Section } from './Section.tsx';

interface ItemFieldsProps {
  readonly title: string;
  readonly design: Design;
  readonly definition: Definition;
  /** The items of this definition that are edited together. */
  readonly nodes: readonly DesignNode[];
  readonly items: readonly (Item | null)[];
  /** Whether the item's formula is in the design's variables. */
  readonly followsVariables: boolean;
}

const sameValue = (a: unknown, b: unknown): boolean =>
  JSON.stringify(a, bigintText) === JSON.stringify(b, bigintText);

const bigintText = (_: string, value: unknown): unknown =>
  typeof value === 'bigint' ? String(value) : value;

/** The one value that all have, else null. */
function common<T>(values: readonly T[]): T | null {
  const [first] = values;
  return first !== undefined && values.every((value) => sameValue(value, first)) ? first : null;
}

/** Fields that a person sets here: those shown, and not merely tied to a variable, which has its own control. */
function ownFields(
  design: Design,
  definition: Definition,
  nodes: readonly DesignNode[],
): readonly [string, Field][] {
  return Object.entries(definition.fields).filter(
    ([name, field]) =>
      field.shown !== false &&
      !nodes.every((node) => linkedVariable(design, definition, name, node.fields[name]) !== null),
  );
}

/** The form of one item, or of several of one definition, generated from the definition's fields. */
export function ItemFields({ title, design, definition, nodes, items, followsVariables }: ItemFieldsProps) {
  const pins = usePins();
  const ids = nodes.map((node) => node.id);
  const fields = ownFields(design, definition, nodes);
  if (fields.length === 0) return null;
  const isPinnable = nodes.length === 1;
  const rows = fields.map(([name, field]) => {
    const raws = nodes.map((node): FieldValue => node.fields[name] ?? literalOf(defaultValue(field)));
    const raw = common(raws);
    const value = common(items.map((item): Value | null => item?.values?.[name] ?? null));
    const expression = expressionOf(raw ?? undefined);
    const key = fieldKey(definition.id, name);
    const isPinned = isFieldPinned(pins, key, followsVariables);
    return (
      <FieldRow
        key={name}
        label={field.label}
        help={field.help}
        isWide={expression !== null && (field.kind === 'dimension' || field.kind === 'structural')}
        control={
          <FieldControl
            key={ids.join(' ')}
            field={field}
            raw={raw}
            value={value}
            isMixed={nodes.length > 1}
            fault={
              items[0]?.issues.find((issue) => issue.where.field === name && issue.where.node === ids[0]) ??
              null
            }
            set={(next, gesture) => trySetField(ids, name, next, gesture)}
          />
        }
        pin={
          isPinnable &&
          field.kind === 'dimension' &&
          expression === null && (
            <SymbolPin name={field.symbol} isPinned={isPinned} onPin={(next) => pinField(key, next)} />
          )
        }
        menu={
          <FieldMenu
            ids={ids}
            name={name}
            field={field}
            value={value}
            isExpression={expression !== null}
            isSet={nodes.some((node) => node.fields[name] !== undefined)}
            linked={linkedVariable(design, definition, name, raw ?? undefined)}
            design={design}
          />
        }
      />
    );
  });
  const hasPins = isPinnable && !followsVariables && fields.some(([, field]) => field.kind === 'dimension');
  return (
    <Section title={title} {...(hasPins && { note: 'keep as symbol' })}>
      {rows}
    </Section>
  );
}
