import type { DimensionField, Field, Fields, StructuralField } from './field.ts';

/**
 * Numbers that go along one axis of a map. The first field of such a group is that of the rows, and alone it holds for both
 * axes; the others follow it where they are left out.
 */
type NumberField = DimensionField | StructuralField;

/** What the fields of a group go along, in the order of a list that sets them, which is ONNX's. */
const axisWords = ['rows', 'columns'] as const;
const sideWords = ['top', 'left', 'bottom', 'right'] as const;
type AxisWord = (typeof axisWords)[number] | (typeof sideWords)[number];

type PerAxis<Name extends string, F> = { readonly [Key in Name | `${Name}Width`]: F };
type PerSide<Name extends string, F> = {
  readonly [Key in Name | `${Name}${'Width' | 'Bottom' | 'Right'}`]: F;
};

/** Whether a field may be one of a group. */
export const isNumberField = (field: Field | undefined): field is NumberField =>
  field?.kind === 'dimension' || field?.kind === 'structural';

/** A field that follows another. */
function follower<F extends NumberField>(field: F, follows: string, word: string, help: string): F {
  return {
    ...field,
    ...(field.kind === 'dimension' && { symbol: `${field.symbol}_${word.charAt(0)}` }),
    label: `${field.label} ${word}`,
    help,
    follows,
  };
}

/** The fields of a number for rows and columns: `name` sets both unless `nameWidth` sets the columns. */
export function byAxis<const Name extends string, F extends NumberField>(
  name: Name,
  field: F,
): PerAxis<Name, F> {
  const width = follower(
    field,
    name,
    'width',
    `The same along columns; left out, it follows ${field.label}.`,
  );
  return { [name]: field, [`${name}Width`]: width } as PerAxis<Name, F>;
}

/**
 * The fields of a number for the four sides of a map: `name` sets all unless `nameWidth` sets left and right; `nameBottom`
 * and `nameRight` set the far sides, and `name` and `nameWidth` are then the near ones.
 */
export function bySide<const Name extends string, F extends NumberField>(
  name: Name,
  field: F,
): PerSide<Name, F> {
  const { label } = field;
  const far = (word: string, near: string, nearLabel: string) =>
    follower(field, near, word, `The same at the ${word} alone; left out, it follows ${nearLabel}.`);
  return {
    [name]: field,
    [`${name}Width`]: follower(
      field,
      name,
      'width',
      `The same on the left and right; left out, it follows ${label}.`,
    ),
    [`${name}Bottom`]: far('bottom', name, label),
    [`${name}Right`]: far('right', `${name}Width`, `${label} width`),
  } as PerSide<Name, F>;
}

/** The field that a field follows where it is left out; undefined where it follows none. */
export const followedBy = (fields: Fields, name: string): string | undefined => {
  const field = fields[name];
  return isNumberField(field) ? field.follows : undefined;
};

/** Whether a 0 in a file says that the field is left out: where it follows another, and 0 is out of its bounds. */
export function isZeroLeftOut(fields: Fields, name: string): boolean {
  const field = fields[name];
  return isNumberField(field) && field.follows !== undefined && field.min > 0;
}

/** The first field of the group that a field belongs to: itself where it follows none. */
export function rootOf(fields: Fields, name: string): string {
  const followed = followedBy(fields, name);
  return followed === undefined ? name : rootOf(fields, followed);
}

/** The names of a group in the order of its list; the name alone where no other field follows it. */
export function groupOf(fields: Fields, name: string): readonly string[] {
  return Object.keys(fields).filter((other) => rootOf(fields, other) === name);
}

/** The symbol of a size; that of the rows says so (`k_h`) where the columns have one of their own. */
export const symbolOf = (field: DimensionField, isApart: boolean): string =>
  isApart && field.follows === undefined ? `${field.symbol}_h` : field.symbol;

/** What the fields of a group go along, once they are set apart: rows and columns, or the four sides. */
export const axisWordsOf = (count: number): readonly AxisWord[] =>
  count === sideWords.length ? sideWords : axisWords;

/** How many entries a list for a group of so many fields may have: one for each axis, or one for each side. */
export const listLengths = (count: number): readonly number[] =>
  [axisWords.length, sideWords.length].filter((length) => length <= count);
