import { useMemo } from 'react';
import type { Item } from '../../src-core/analysis/item-analysis.ts';
import type { Design, DesignNode, FieldValue } from '../../src-core/document/design.ts';
import type { Definition } from '../../src-core/language/definition.ts';
import type { Field, Value } from '../../src-core/language/field.ts';
import { defaultValue } from '../../src-core/language/field.ts';
import { nameOf } from '../store/navigation.ts';
import { fieldKey, isFieldPinned, usePins } from '../symbolic/pins.ts';
import { expressionOf, linkedVariable } from '../symbolic/references.ts';
import { Section } from '../ui/Section.tsx';
import { literalOf } from './edit-field.ts';
import { ItemFieldRow } from './ItemFieldRow.tsx';

interface ItemFieldsProps {
  readonly title: string;
  readonly design: Design;
  readonly definition: Definition;
  /** The items of this definition that are edited together. */
  readonly nodes: readonly DesignNode[];
  readonly items: readonly (Item | null)[];
  /** Names of items that share weights with these, and so have the same fields: they are set along. */
  readonly sharers?: readonly string[];
  /** Whether the item's formula is in the design's variables. */
  readonly followsVariables: boolean;
}

const bigintText = (_: string, value: unknown): unknown =>
  typeof value === 'bigint' ? String(value) : value;

const sameValue = (a: unknown, b: unknown): boolean =>
  a === b || JSON.stringify(a, bigintText) === JSON.stringify(b, bigintText);

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
export function ItemFields(props: ItemFieldsProps) {
  const { title, design, definition, nodes, items, sharers = [], followsVariables } = props;
  const pins = usePins();
  const idText = [...nodes.map((node) => node.id), ...sharers].join(' ');
  const ids = useMemo(() => idText.split(' '), [idText]);
  const fields = ownFields(design, definition, nodes);
  if (fields.length === 0) return null;
  const isPinnable = nodes.length === 1;
  const rows = fields.map(([name, field]) => {
    const raws = nodes.map((node): FieldValue => node.fields[name] ?? literalOf(defaultValue(field)));
    const raw = common(raws);
    const key = fieldKey(definition.id, name);
    const isSymbol = isPinnable && field.kind === 'dimension' && expressionOf(raw ?? undefined) === null;
    return (
      <ItemFieldRow
        key={`${idText} ${name}`}
        ids={ids}
        name={name}
        field={field}
        raw={raw}
        value={common(items.map((item): Value | null => item?.values?.[name] ?? null))}
        fault={
          items[0]?.issues.find(({ where }) => where.field === name && nameOf(where.node ?? '') === ids[0]) ??
          null
        }
        isSet={nodes.some((node) => node.fields[name] !== undefined)}
        pin={isSymbol ? { key, isPinned: isFieldPinned(pins, key, followsVariables) } : null}
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
