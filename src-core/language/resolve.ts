import type { Expr } from '../algebra/expression.ts';
import { isInteger } from '../algebra/expression.ts';
import { toText } from '../algebra/print.ts';
import { decimalNumber } from '../document/decimal.ts';
import { shortened } from '../document/in-sentence.ts';
import { nearestText } from '../document/nearest-names.ts';
import { followedBy } from './axes.ts';
import type { Definition } from './definition.ts';
import type {
  DimensionField,
  DimensionsField,
  Field,
  Fields,
  Given,
  RealField,
  RealsField,
  StructuralField,
  Value,
  Values,
} from './field.ts';
import { defaultValue, exact } from './field.ts';
import { refuse } from './refusal.ts';

function checkRange(
  name: string,
  field: DimensionField | DimensionsField | StructuralField,
  value: bigint,
): void {
  if (value < BigInt(field.min) || value > BigInt(field.max)) {
    refuse('field/out-of-range', { field: name }, { min: field.min, max: field.max, value: String(value) });
  }
}

function checkDimension(name: string, field: DimensionField | DimensionsField, value: Expr): void {
  if (isInteger(value)) {
    checkRange(name, field, value);
    if (field.kind === 'dimension' && field.odd === true && value % 2n === 0n) {
      refuse('field/not-odd', { field: name }, { value: String(value) });
    }
  }
}

function checkReal(name: string, { min, max }: RealField | RealsField, value: unknown): void {
  const text = String(value);
  if (typeof value !== 'number' || !Number.isFinite(value))
    refuse('field/not-a-number', { field: name }, { value: text });
  if (value < min || value > max) refuse('field/out-of-range', { field: name }, { min, max, value: text });
}

function checkLength(
  name: string,
  { minLength, maxLength }: DimensionsField | RealsField,
  count: number,
): void {
  if (count < minLength || count > maxLength)
    refuse('field/list-length', { field: name }, { min: minLength, max: maxLength, count });
}

/** Raises a Refusal on the field when a value breaks its bounds; symbols are taken to lie inside them. */
export function checkValue(name: string, field: Field, value: Value): void {
  switch (field.kind) {
    case 'dimension':
      checkDimension(name, field, value as Expr);
      return;
    case 'structural':
      if (!Number.isSafeInteger(value))
        refuse('field/not-an-integer', { field: name }, { value: String(value) });
      checkRange(name, field, BigInt(value as number));
      return;
    case 'dimensions': {
      const entries = value as readonly Expr[];
      checkLength(name, field, entries.length);
      for (const entry of entries) checkDimension(name, field, entry);
      return;
    }
    case 'real':
      checkReal(name, field, value);
      return;
    case 'reals': {
      const entries = value as readonly number[];
      checkLength(name, field, entries.length);
      for (const entry of entries) checkReal(name, field, entry);
      return;
    }
    case 'choice':
      if (!field.options.includes(value as string)) {
        refuse(
          'field/not-an-option',
          { field: name },
          { value: shortened(String(value)), nearest: nearestText(String(value), field.options) },
        );
      }
      return;
    case 'text':
      if (typeof value !== 'string' || value.length > field.maxLength)
        refuse('field/not-text', { field: name }, { most: field.maxLength, value: shortened(String(value)) });
      if (field.isReadable?.(value) === false) refuse('field/unreadable', { field: name });
      return;
    case 'toggle':
      if (typeof value !== 'boolean') refuse('field/not-a-toggle', { field: name }, { value: String(value) });
  }
}

function wholeOf(name: string, value: Expr | number): Expr {
  if (typeof value === 'number' && !Number.isSafeInteger(value))
    refuse('field/not-an-integer', { field: name }, { value: String(value) });
  return exact(value);
}

/** Completes given values with defaults and checks every one; raises a Refusal on the field that does not fit. */
export function resolveValues<F extends Fields>(definition: Definition<F>, given: Given<F>): Values<F> {
  const values: Record<string, Value> = {};
  for (const [name, field] of Object.entries(definition.fields)) {
    const raw = (given as Record<string, Value | undefined>)[name];
    let value: Value;
    // Fields that are followed come before those that follow them.
    const followed = followedBy(definition.fields, name);
    if (raw === undefined) value = followed === undefined ? defaultValue(field) : values[followed]!;
    else if (field.kind === 'dimension') value = wholeOf(name, raw as Expr | number);
    else if (field.kind === 'dimensions')
      value = (raw as readonly (Expr | number)[]).map((entry) => wholeOf(name, entry));
    else if (field.kind === 'real' && typeof raw === 'string') value = decimalNumber(raw) ?? raw;
    else value = raw;
    checkValue(name, field, value);
    values[name] = value;
  }
  return values as Values<F>;
}

/** A deterministic text of resolved values, for memo keys and labels. */
export function valueText(value: Value): string {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'object')
    return 'length' in value ? `[${value.map(valueText).join(',')}]` : toText(value);
  return String(value);
}
