import { Link2, SquareDashed, Unlink2 } from 'lucide-react';
import { memo } from 'react';
import type { FieldValue } from '../../src-core/document/design.ts';
import type { Issue } from '../../src-core/errors.ts';
import { axisWordsOf, symbolOf } from '../../src-core/language/axes.ts';
import type { DimensionField, StructuralField, Value } from '../../src-core/language/field.ts';
import { t } from '../locale/translate.ts';
import { pinField } from '../symbolic/pins.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { OptionsMenu } from '../ui/OptionsMenu.tsx';
import { SymbolPin } from '../ui/SymbolPin.tsx';
import styles from './AxisFieldRow.module.css';
import { joinFields, partFields } from './axis-edits.ts';
import { candidatesFor } from './completions.ts';
import { FieldControl } from './controls.tsx';
import { trySetField } from './edit-field.ts';
import { FieldRow } from './FieldRow.tsx';
import { fieldOptions } from './field-options.ts';
import { PromoteButton } from './PromoteButton.tsx';

/** One number of a group as the form shows it. */
export interface AxisPart {
  readonly name: string;
  readonly field: DimensionField | StructuralField;
  /** Null where the items differ. */
  readonly raw: FieldValue | null;
  readonly value: Value | null;
  readonly fault: Issue | null;
  /** The pin that a person or the default sets; null where the field can be no symbol. */
  readonly pin: { readonly key: string; readonly isPinned: boolean } | null;
}

interface AxisFieldRowProps {
  /** The items that are edited together, the same array while they are the same. */
  readonly ids: readonly string[];
  /** The numbers that are shown: one for all, one for rows and one for columns, or one for each side. */
  readonly parts: readonly AxisPart[];
  /** The other fields of the group, in their order after the first. */
  readonly followers: readonly string[];
}

/** What stands in the place of the unit where there is no room for the word. */
const marks = { rows: 'rows', columns: 'cols', top: '↑', left: '←', bottom: '↓', right: '→' } as const;
type AxisWord = keyof typeof marks;

/** Fields of a group as they stand side by side: named by what each is for. */
const worded = new WeakMap<object, Map<string, DimensionField | StructuralField>>();

function fieldFor(part: AxisPart, label: string, word: AxisWord): DimensionField | StructuralField {
  const known = worded.get(part.field) ?? new Map<string, DimensionField | StructuralField>();
  worded.set(part.field, known);
  const field = known.get(word) ?? { ...part.field, label: `${label} ${word}`, unit: marks[word] };
  known.set(word, field);
  return field;
}

interface ToggleProps extends Omit<AxisFieldRowProps, 'parts'> {
  readonly label: string;
  readonly count: number;
}

/** Joins rows and columns to one number, or parts them. */
function AxisLink({ ids, label, count, followers }: ToggleProps) {
  const isApart = count > 1;
  const text = t(isApart ? 'Join rows and columns of {label}' : 'Part rows and columns of {label}', {
    label,
  });
  return (
    <IconButton
      icon={isApart ? <Unlink2 size={12} aria-hidden /> : <Link2 size={12} aria-hidden />}
      label={text}
      className={styles.link as string}
      onPress={() =>
        isApart ? joinFields(ids, followers, text) : partFields(ids, followers.slice(0, 1), text)
      }
    />
  );
}

/** Joins top to bottom and left to right, or parts all four. */
function SideLink({ ids, label, count, followers }: ToggleProps) {
  const isApart = count > 2;
  const text = t(isApart ? 'Join opposite sides of {label}' : 'Part opposite sides of {label}', { label });
  return (
    <IconButton
      icon={<SquareDashed size={12} aria-hidden />}
      label={text}
      isActive={isApart}
      className={styles.link as string}
      onPress={() => (isApart ? joinFields(ids, followers.slice(1), text) : partFields(ids, followers, text))}
    />
  );
}

function Row({ ids, parts, followers }: AxisFieldRowProps) {
  const first = parts[0]!;
  const { label, help } = first.field;
  const isApart = parts.length > 1;
  const words = axisWordsOf(parts.length);
  const toggle = { ids, label, count: parts.length, followers };
  const entries = () =>
    parts.flatMap(({ name, field }, index) =>
      fieldOptions(ids, name, field)
        .filter(({ id }) => index === 0 || id !== 'reset')
        .map((entry) =>
          isApart
            ? { ...entry, id: `${name} ${entry.id}`, label: `${words[index]}: ${String(entry.label)}` }
            : entry,
        ),
    );
  return (
    <FieldRow
      label={label}
      help={help}
      control={
        <div className={styles.axes} data-apart={isApart || undefined}>
          {parts.map((part, index) => (
            <FieldControl
              key={part.name}
              subject={ids.join(' ')}
              field={isApart ? fieldFor(part, label, words[index]!) : part.field}
              raw={part.raw}
              value={part.value}
              isMixed={ids.length > 1}
              fault={part.fault}
              set={(next, gesture) => trySetField(ids, part.name, next, gesture)}
              candidates={() => candidatesFor(ids[0] ?? '', part.name)}
            />
          ))}
        </div>
      }
      pin={
        <div className={styles.end}>
          <div className={styles.links}>
            <AxisLink {...toggle} />
            {followers.length > 1 && <SideLink {...toggle} />}
          </div>
          <div className={styles.pins}>
            {parts.map(
              ({ name, field, pin }) =>
                pin !== null &&
                field.kind === 'dimension' && (
                  <SymbolPin
                    key={name}
                    name={symbolOf(field, isApart)}
                    id={pin.key}
                    isPinned={pin.isPinned}
                    onPin={pinField}
                  />
                ),
            )}
          </div>
        </div>
      }
      menu={
        <>
          {!isApart && <PromoteButton ids={ids} {...first} />}
          <OptionsMenu label={t('Options of {label}', { label })} entries={entries} />
        </>
      }
    />
  );
}

const samePart = (a: AxisPart, b: AxisPart | undefined): boolean =>
  a.name === b?.name &&
  a.field === b.field &&
  a.raw === b.raw &&
  a.value === b.value &&
  a.fault === b.fault &&
  a.pin?.key === b.pin?.key &&
  a.pin?.isPinned === b.pin?.isPinned;

/** A number for rows and columns, or for the four sides: one field, or as many as are set apart. */
export const AxisFieldRow = memo(
  Row,
  (a, b) =>
    a.ids === b.ids &&
    a.followers.join() === b.followers.join() &&
    a.parts.length === b.parts.length &&
    a.parts.every((part, index) => samePart(part, b.parts[index])),
);
