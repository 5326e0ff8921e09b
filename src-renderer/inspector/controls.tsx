import type { FieldValue } from '../../src-core/document/design.ts';
import type { Issue } from '../../src-core/errors.ts';
import { issue } from '../../src-core/errors.ts';
import { realText } from '../../src-core/format.ts';
import type {
  ChoiceField,
  DimensionField,
  DimensionsField,
  Field,
  RealField,
  RealsField,
  StructuralField,
  TextField,
  ToggleField,
  Value,
} from '../../src-core/language/field.ts';
import { t } from '../locale/translate.ts';
import { countText } from '../ui/figures.ts';
import { SegmentedControl } from '../ui/SegmentedControl.tsx';
import { Select } from '../ui/Select.tsx';
import type { Candidate } from './completions.ts';
import styles from './controls.module.css';
import { DraftField } from './DraftField.tsx';
import { readList, readQuantity, textOf } from './typed-values.ts';

export interface ControlProps<F extends Field> {
  readonly field: F;
  /** What it is a field of. */
  readonly subject?: string;
  /** As it stands in the document; null where several items differ. */
  readonly raw: FieldValue | null;
  /** What it comes to; null where unknown, or where several items differ. */
  readonly value: Value | null;
  /** True where several items are edited together. */
  readonly isMixed?: boolean;
  readonly fault: Issue | null;
  readonly set: (value: FieldValue, gesture?: string) => Issue | null;
  /** Names that an expression may use here. */
  readonly candidates?: () => readonly Candidate[];
}

const mixed = 'several';

const unitOf = (unit: string | undefined) =>
  unit !== undefined && <span className={styles.unit}>{unit}</span>;

const writtenQuantity = (text: string): string | null => {
  const read = readQuantity(text);
  return read.ok ? textOf(read.value) : null;
};

/** How far one step goes: whole numbers by one, odd ones by two, others by their own last digit but one. */
function stepOf(field: DimensionField | RealField | StructuralField, value: number): number {
  if (field.kind !== 'real') return field.kind === 'dimension' && field.odd === true ? 2 : 1;
  return value === 0 ? 0.1 : 10 ** (Math.floor(Math.log10(Math.abs(value))) - 1);
}

const presentText = (field: Field, value: bigint | number | null): string =>
  field.kind === 'real' ? realText(value as number | null) : countText(value === null ? null : BigInt(value));

/** A number, or an expression whose present number stands beside it. */
function Quantity({
  field,
  subject,
  raw,
  value,
  isMixed = false,
  fault,
  set,
  candidates,
}: ControlProps<DimensionField | RealField | StructuralField>) {
  const isExpression = typeof raw === 'object' && raw !== null;
  const number = typeof raw === 'number' ? raw : null;
  const present = typeof value === 'bigint' || typeof value === 'number' ? value : null;
  return (
    <DraftField
      label={field.label}
      subject={subject}
      text={raw === null ? '' : textOf(raw)}
      written={writtenQuantity}
      onText={(text, gesture) => {
        const read = readQuantity(text);
        return read.ok ? set(read.value, gesture) : (read.issues[0] ?? null);
      }}
      {...(number !== null && {
        number: {
          value: number,
          min: field.min,
          max: field.max,
          step: stepOf(field, number),
          onNumber: set,
        },
      })}
      isMono={isExpression}
      fault={fault}
      candidates={candidates}
      placeholder={raw === null ? t(mixed) : ''}
      after={
        isExpression ? (
          <span className={styles.present}>
            {present === null && isMixed ? t(mixed) : presentText(field, present)} {unitOf(field.unit)}
          </span>
        ) : (
          unitOf(field.unit)
        )
      }
    />
  );
}

/** What the entries of a list come to, where one of them is an expression. */
function presentList(raw: FieldValue | null, value: Value | null): string | null {
  const isLiteral = !Array.isArray(raw) || raw.every((entry) => typeof entry === 'number');
  return isLiteral || !Array.isArray(value) ? null : value.map(String).join(', ');
}

function List({
  field,
  subject,
  raw,
  value,
  fault,
  set,
  candidates,
}: ControlProps<DimensionsField | RealsField>) {
  const present = presentList(raw, value);
  return (
    <>
      <DraftField
        label={field.label}
        subject={subject}
        text={raw === null ? '' : textOf(raw)}
        written={(text) => {
          const read = readList(text);
          return read.ok ? textOf(read.value) : null;
        }}
        onText={(text, gesture) => {
          const read = readList(text);
          return read.ok ? set(read.value, gesture) : (read.issues[0] ?? null);
        }}
        isMono
        fault={fault}
        placeholder={raw === null ? t(mixed) : 'a, b, c'}
        candidates={candidates}
        after={unitOf(field.unit)}
      />
      {present !== null && <output className={styles.presentList}>{present}</output>}
    </>
  );
}

function Text({ field, subject, raw, fault, set }: ControlProps<TextField>) {
  return (
    <DraftField
      label={field.label}
      subject={subject}
      text={raw === null ? '' : textOf(raw)}
      written={(text) => text}
      onText={set}
      isMono
      fault={fault}
      placeholder={raw === null ? t(mixed) : ''}
    />
  );
}

/** More, or longer, options than this go into a list. */
const mostSegments = 3;
const longestSegment = 8;
const widestSegments = 18;

function Choice({ field, raw, value, set }: ControlProps<ChoiceField>) {
  const chosen = typeof value === 'string' ? value : typeof raw === 'string' ? raw : '';
  const { options } = field;
  const isShort =
    options.length <= mostSegments &&
    options.every((option) => option.length <= longestSegment) &&
    options.join('').length <= widestSegments;
  return isShort ? (
    <SegmentedControl
      label={field.label}
      segments={options.map((option) => ({ value: option, label: option }))}
      value={chosen}
      onChange={set}
      fill
    />
  ) : (
    <Select
      label={field.label}
      options={options.map((option) => ({ value: option, label: option }))}
      value={chosen === '' ? null : chosen}
      placeholder={t(mixed)}
      onChange={set}
      className={styles.select as string}
    />
  );
}

function Toggle({ field, raw, value, set }: ControlProps<ToggleField>) {
  // While what reaches the item is unknown so are values that follow it, but not what is set here.
  const state = typeof value === 'boolean' ? value : raw;
  return (
    <SegmentedControl
      label={field.label}
      segments={[
        { value: 'off', label: t('off') },
        { value: 'on', label: t('on') },
      ]}
      value={typeof state !== 'boolean' ? '' : state ? 'on' : 'off'}
      onChange={(next) => set(next === 'on')}
      fill
    />
  );
}

/** The control of each kind of field; a new kind does not compile without one. */
const controls = {
  dimension: Quantity,
  structural: Quantity,
  dimensions: List,
  real: Quantity,
  reals: List,
  choice: Choice,
  text: Text,
  toggle: Toggle,
} satisfies {
  [Kind in Field['kind']]: (props: ControlProps<Extract<Field, { kind: Kind }>>) => React.ReactNode;
};

/** The control that fits a field. */
export function FieldControl(props: ControlProps<Field>) {
  const Control = controls[props.field.kind] as (props: ControlProps<Field>) => React.ReactNode;
  return <Control {...props} />;
}

interface NumberControlProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly unit: string | undefined;
  readonly set: (value: number, gesture?: string) => Issue | null;
}

/** A number that takes no expression: that of a design variable. */
export function NumberControl({ label, value, min, max, step, unit, set }: NumberControlProps) {
  return (
    <DraftField
      label={label}
      text={String(value)}
      written={(text) => {
        const read = readQuantity(text);
        return read.ok && typeof read.value === 'number' ? String(read.value) : null;
      }}
      onText={(text, gesture) => {
        const read = readQuantity(text);
        if (!read.ok) return read.issues[0] ?? null;
        if (typeof read.value === 'number') return set(read.value, gesture);
        return issue('field/not-a-number', {}, { value: read.value.expression });
      }}
      number={{ value, min, max, step, onNumber: set }}
      after={unitOf(unit)}
    />
  );
}
