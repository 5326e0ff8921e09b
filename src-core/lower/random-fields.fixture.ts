import fc from 'fast-check';
import type { FieldValue } from '../document/design.ts';
import { rootOf } from '../language/axes.ts';
import type { Definition } from '../language/definition.ts';
import type {
  DimensionField,
  DimensionsField,
  Field,
  RealField,
  RealsField,
  StructuralField,
} from '../language/field.ts';

/** For tests only: values of fields inside and outside the bounds that their definitions declare. */

export type FieldValues = Readonly<Record<string, FieldValue>>;

/** How far above its least value a size goes: far enough for every case, near enough to stay quick. */
const reach = 6;

type Sized = DimensionField | DimensionsField | StructuralField;

const isOdd = (field: Field): boolean => field.kind === 'dimension' && field.odd === true;

/** Whole numbers inside the bounds, up to a few above the least or up to the largest. */
function sizesOf(field: Sized, isSmall: boolean): fc.Arbitrary<number> {
  const max = isSmall ? Math.min(field.max, field.min + reach) : field.max;
  const inside = fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: field.min, max }) },
    ...(isSmall ? [] : [{ weight: 1, arbitrary: fc.constantFrom(field.min, field.max) }]),
  );
  return isOdd(field) ? inside.map((size) => (size % 2 === 0 ? Math.max(size - 1, 1) : size)) : inside;
}

const anyReal = ({ min, max }: RealField): fc.Arbitrary<number> =>
  fc.oneof(fc.double({ min, max, noNaN: true }), fc.constantFrom(min, max));

/** Numbers of a usual size, tenths from -2 to 2 as far as the bounds have them. */
const nearOne = ({ min, max }: RealField | RealsField): fc.Arbitrary<number> =>
  fc.integer({ min: -20, max: 20 }).map((tenths) => Math.min(max, Math.max(min, tenths / 10)));

/** Values inside the bounds: its default now and then; sizes and lists near the least where `isSmall`, else anywhere. */
export function insideOf(field: Field, isSmall: boolean): fc.Arbitrary<FieldValue> {
  switch (field.kind) {
    case 'toggle':
      return fc.boolean();
    case 'choice':
      return fc.constantFrom(...field.options);
    case 'text':
      return fc.oneof(fc.constant(field.default), fc.string({ maxLength: field.maxLength }));
    case 'dimensions': {
      const { minLength, maxLength } = field;
      const most = isSmall ? Math.min(maxLength, minLength + 3) : maxLength;
      return fc.array(sizesOf(field, isSmall), { minLength, maxLength: most });
    }
    case 'real':
      return isSmall ? nearOne(field) : anyReal(field);
    case 'reals': {
      const { minLength, maxLength } = field;
      const most = isSmall ? Math.min(maxLength, minLength + 3) : maxLength;
      return fc.array(nearOne(field), { minLength, maxLength: most });
    }
    default:
      return fc.oneof(
        { weight: 4, arbitrary: sizesOf(field, isSmall) },
        { weight: 1, arbitrary: fc.constant(field.default) },
      );
  }
}

/** Values for all fields, but for those that follow others now and then, which are then left out. */
export function fieldsInside({ fields }: Definition, isSmall: boolean): fc.Arbitrary<FieldValues> {
  const names = Object.keys(fields);
  const arbitraries = Object.fromEntries(names.map((name) => [name, insideOf(fields[name]!, isSmall)]));
  const requiredKeys = names.filter((name) => rootOf(fields, name) === name);
  return fc.record(arbitraries, { requiredKeys }) as fc.Arbitrary<FieldValues>;
}

/** What is no whole number at all. */
const noSize: fc.Arbitrary<FieldValue> = fc.oneof(
  fc.boolean(),
  fc.constantFrom<FieldValue>('', 'wide', '3', [], [3]),
  fc.constantFrom<FieldValue>({ expression: '1/2' }, { expression: 'nobody' }, { expression: '' }),
  fc.integer({ min: -1000, max: 1000 }).map((whole) => whole + 0.5),
);

/** Whole numbers beyond the bounds, right beside them or far away; even ones where odd is wanted. */
function beyond(field: Sized): fc.Arbitrary<number> {
  const { min, max } = field;
  const evens = isOdd(field) ? [fc.integer({ min: Math.ceil(min / 2), max: Math.floor(max / 2) })] : [];
  return fc.oneof(
    fc.constantFrom(min - 1, max + 1, min - 2, max + 2, -1e12, 1e12, 1e30, -1e30),
    fc.integer({ min: max + 1, max: max + 100_000 }),
    ...evens.map((half) => half.map((size) => 2 * size)),
  );
}

const noReal = ({ min, max }: RealField | RealsField): fc.Arbitrary<FieldValue> =>
  fc.oneof(
    fc.boolean(),
    fc.constantFrom<FieldValue>('', 'wide', '-', [], [3], { expression: 'sqrt(0-2)' }, { expression: '' }),
    fc.constantFrom(min - Math.abs(min) - 1, max + Math.abs(max) + 1),
  );

/** Values that the field must refuse. */
export function outsideOf(field: Field): fc.Arbitrary<FieldValue> {
  switch (field.kind) {
    case 'toggle':
      return fc.constantFrom<FieldValue>(0, 1, 'true', '', [], { expression: 'nobody' });
    case 'choice':
      return fc.oneof(
        fc.string().filter((option) => !field.options.includes(option)),
        fc.constantFrom<FieldValue>(0, 1, true, [], { expression: '1' }),
      );
    case 'text':
      return fc.oneof(
        fc.string({ minLength: field.maxLength + 1, maxLength: field.maxLength + 9 }),
        fc.constantFrom<FieldValue>(3, true, [], { expression: '1' }),
      );
    case 'dimensions': {
      const { minLength, maxLength, default: entries } = field;
      const entry = entries[0] ?? field.min;
      const wrongAt = (value: FieldValue): FieldValue => [value as number, ...entries.slice(1)];
      const wrongLengths = [
        ...(minLength > 0 ? [fc.integer({ min: 0, max: minLength - 1 })] : []),
        fc.integer({ min: maxLength + 1, max: maxLength + 8 }),
      ];
      return fc.oneof(
        fc.oneof(...wrongLengths).map((length) => Array.from({ length }, () => entry)),
        ...(maxLength > 0 ? [fc.oneof(beyond(field), noSize).map(wrongAt)] : []),
        fc.oneof(fc.constant(3), fc.boolean(), fc.constant('3, 4'), fc.constant({ expression: '3' })),
      );
    }
    case 'real':
      return noReal(field);
    case 'reals': {
      const { minLength, maxLength, default: entries } = field;
      const longer = fc.integer({ min: maxLength + 1, max: maxLength + 8 });
      return fc.oneof(
        longer.map((length) => Array.from({ length }, () => 0)),
        ...(minLength > 0 ? [fc.constant([])] : []),
        noReal(field).map((value): FieldValue => [value as number, ...entries.slice(1)]),
        fc.constantFrom<FieldValue>(3, true, '3, 4', { expression: '3' }),
      );
    }
    default:
      // A field that follows another takes 0 for left out.
      return fc.oneof(beyond(field), noSize).filter((value) => value !== 0 || field.follows === undefined);
  }
}

/**
 * Random designs of more operators than this are not compared: without norms, the last bits of each are carried through all
 * that follow, so that two right runtimes part. Deep networks are compared where they are ready made.
 */
export const mostOperators = 200;
