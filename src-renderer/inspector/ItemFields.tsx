import type { FocusEvent } from 'react';
import { useMemo, useState } from 'react';
import type { Item } from '../../src-core/analysis/item-analysis.ts';
import type { Design, DesignNode } from '../../src-core/document/design.ts';
import { groupOf, rootOf } from '../../src-core/language/axes.ts';
import type { Definition } from '../../src-core/language/definition.ts';
import type { Value } from '../../src-core/language/field.ts';
import { unheededUnder } from '../../src-core/language/following.ts';
import { t } from '../locale/translate.ts';
import { nameOf } from '../store/navigation.ts';
import { fieldKey, isFieldPinned, usePins } from '../symbolic/pins.ts';
import { expressionOf, linkedVariable } from '../symbolic/references.ts';
import { Section } from '../ui/Section.tsx';
import type { AxisPart } from './AxisFieldRow.tsx';
import { AxisFieldRow } from './AxisFieldRow.tsx';
import { heldValue } from './axis-edits.ts';
import { inWindow } from './field-in-window.ts';
import { ItemFieldRow } from './ItemFieldRow.tsx';
import styles from './ItemFields.module.css';
import { saidOf } from './said-fields.ts';
import { UnheededRow } from './UnheededRow.tsx';

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

/** Whether any item has a value of its own for the field. */
const isSaid = (nodes: readonly DesignNode[], name: string): boolean =>
  nodes.some((node) => saidOf(node)[name] !== undefined);

/** The fields of a group that have a control of their own: the first; rows and columns; or the four sides. */
function shownGroup(nodes: readonly DesignNode[], group: readonly string[]): readonly string[] {
  const [first, second, ...rest] = group;
  if (first === undefined || second === undefined) return group;
  if (rest.some((name) => isSaid(nodes, name))) return group;
  return isSaid(nodes, second) ? [first, second] : [first];
}

/** A row of the form: one field, or a number that goes along several axes. */
interface FormRow {
  readonly shown: readonly string[];
  readonly followers: readonly string[];
}

/**
 * Rows that a person sets here: those shown, and not merely tied to a variable, which has its own control. The row that
 * has the focus stays: what is typed may be tied for now and go on.
 */
function ownRows(
  design: Design,
  definition: Definition,
  nodes: readonly DesignNode[],
  focused: string | null,
): readonly FormRow[] {
  const { fields } = definition;
  const isTied = (name: string): boolean =>
    nodes.every((node) => linkedVariable(design, definition, name, saidOf(node)[name]) !== null);
  return Object.keys(fields).flatMap((name): FormRow[] => {
    if (rootOf(fields, name) !== name || fields[name]?.shown === false) return [];
    const group = groupOf(fields, name);
    const shown = shownGroup(nodes, group);
    return fields[name]?.label !== focused && shown.every(isTied)
      ? []
      : [{ shown, followers: group.slice(1) }];
  });
}

/** The label of the row that an element stands in; null where it stands in none. */
const rowAround = (element: Element | null): string | null =>
  element?.closest('[data-field]')?.getAttribute('data-field') ?? null;

/** The form of one item, or of several of one definition, generated from the definition's fields. */
export function ItemFields(props: ItemFieldsProps) {
  const { title, design, definition, nodes, items, sharers = [], followsVariables } = props;
  const pins = usePins();
  const idText = [...nodes.map((node) => node.id), ...sharers].join('/');
  // no name holds the sign between them
  const ids = useMemo(() => idText.split('/'), [idText]);
  const [focused, setFocused] = useState<string | null>(null);
  const rows = ownRows(design, definition, nodes, focused);
  if (rows.length === 0) return null;
  const isPinnable = nodes.length === 1;
  const partOf = (name: string, faulty: readonly string[]) => {
    const field = inWindow(definition.fields[name]!);
    const raw = common(nodes.map((node) => heldValue(node, name)));
    const key = fieldKey(definition.id, name);
    const isSymbol = isPinnable && field.kind === 'dimension' && expressionOf(raw ?? undefined) === null;
    return {
      name,
      field,
      raw,
      value: common(items.map((item): Value | null => item?.values?.[name] ?? null)),
      fault:
        items[0]?.issues.find(
          ({ where }) => faulty.includes(where.field ?? '') && nameOf(where.node ?? '') === ids[0],
        ) ?? null,
      pin: isSymbol ? { key, isPinned: isFieldPinned(pins, key, followsVariables) } : null,
    };
  };
  const rowOf = ({ shown, followers }: FormRow) => {
    const [name] = shown as readonly [string];
    const instead = common(
      nodes.map((node) => unheededUnder(definition.fields[name]!, (other) => heldValue(node, other))),
    );
    if (instead !== null) return <UnheededRow key={name} field={definition.fields[name]!} option={instead} />;
    if (followers.length === 0) {
      const isSet = nodes.some((node) => node.fields[name] !== undefined);
      return <ItemFieldRow key={name} ids={ids} {...partOf(name, [name])} isSet={isSet} />;
    }
    // What is wrong with a field that has no control of its own is said at the first.
    const hidden = followers.filter((follower) => !shown.includes(follower));
    const parts = shown.map((part) => partOf(part, part === name ? [name, ...hidden] : [part]));
    return <AxisFieldRow key={name} ids={ids} parts={parts as readonly AxisPart[]} followers={followers} />;
  };
  const hasPins =
    isPinnable &&
    !followsVariables &&
    rows.some(({ shown }) => shown.some((name) => definition.fields[name]?.kind === 'dimension'));
  return (
    <Section title={title} fold={{ name: 'fields' }} {...(hasPins && { note: t('keep as symbol') })}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the focus is that of the fields inside */}
      <div
        className={styles.rows}
        onFocus={({ target }) => setFocused(rowAround(target))}
        onBlur={({ relatedTarget }: FocusEvent) => setFocused(rowAround(relatedTarget))}
      >
        {rows.map(rowOf)}
      </div>
    </Section>
  );
}
