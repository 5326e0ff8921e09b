import type { Expr } from '../algebra/expression.ts';

interface FieldBase {
  readonly label: string;
  /** One sentence for the tooltip and the generated docs. */
  readonly help: string;
  /** A short unit shown inside the control, such as `ch` or `px`. */
  readonly unit?: string;
  /** False where a surrounding block sets the field and a person never does. */
  readonly shown?: boolean;
}

/** The option of another field under which alone a number counts. */
interface Heeded {
  readonly choice: string;
  readonly option: string;
}

/** A number that may take its value from another field of the item. */
interface NumberFieldBase extends FieldBase {
  /**
   * An earlier field whose value holds where this one is left out, as columns follow rows. Made by `byAxis` and `bySide`.
   */
  readonly follows?: string;
  /** Where it counts under one option alone, as a pad does under custom padding. */
  readonly heeded?: Heeded;
}

/** A size that may stay a symbol in a formula. */
export interface DimensionField extends NumberFieldBase {
  readonly kind: 'dimension';
  readonly symbol: string;
  readonly min: number;
  readonly max: number;
  readonly default: number;
  readonly odd?: boolean;
}

/** An integer that changes the graph: always a number, never a symbol. */
export interface StructuralField extends NumberFieldBase {
  readonly kind: 'structural';
  readonly min: number;
  readonly max: number;
  readonly default: number;
}

/** A list of sizes, each of which may stay a symbol; its length changes the graph. */
export interface DimensionsField extends FieldBase {
  readonly kind: 'dimensions';
  readonly min: number;
  readonly max: number;
  readonly minLength: number;
  readonly maxLength: number;
  readonly default: readonly number[];
}

export interface ToggleField extends FieldBase {
  readonly kind: 'toggle';
  readonly default: boolean;
}

export interface ChoiceField<Option extends string = string> extends FieldBase {
  readonly kind: 'choice';
  readonly options: readonly Option[];
  readonly default: Option;
  /** Options that tell of what an export took away: taken for granted only where others of a network say so. */
  readonly past?: readonly Option[];
}

/** A short text that the definition reads itself, such as an equation. */
export interface TextField extends FieldBase {
  readonly kind: 'text';
  readonly maxLength: number;
  readonly default: string;
  /** Whether a text is one that the definition can read; absent where its shape says so, or any will do. */
  readonly isReadable?: (text: string) => boolean;
}

/** A number that need not be whole, such as a slope. It is in no size, so counts and formulas do not depend on it. */
export interface RealField extends FieldBase {
  readonly kind: 'real';
  readonly min: number;
  readonly max: number;
  readonly default: number;
}

/** A list of numbers that need not be whole. */
export interface RealsField extends FieldBase {
  readonly kind: 'reals';
  readonly min: number;
  readonly max: number;
  readonly minLength: number;
  readonly maxLength: number;
  readonly default: readonly number[];
}

export type Field =
  | DimensionField
  | StructuralField
  | DimensionsField
  | RealField
  | RealsField
  | ToggleField
  | ChoiceField
  | TextField;
export type Fields = Readonly<Record<string, Field>>;

/** The resolved value of a field: dimensions are exact expressions, structural fields plain integers. */
type ValueOf<F extends Field> = F extends DimensionField
  ? Expr
  : F extends StructuralField
    ? number
    : F extends DimensionsField
      ? readonly Expr[]
      : F extends RealField
        ? number
        : F extends RealsField
          ? readonly number[]
          : F extends ToggleField
            ? boolean
            : F extends ChoiceField<infer Option>
              ? Option
              : F extends TextField
                ? string
                : never;
export type Values<F extends Fields = Fields> = { readonly [Name in keyof F]: ValueOf<F[Name]> };
export type Value = Expr | number | readonly Expr[] | readonly number[] | boolean | string;

/**
 * What a caller gives: any subset of the values; the rest are defaults. Integers may be written as numbers, numbers that need
 * not be whole as decimal text.
 */
type GivenOf<F extends Field> = F extends DimensionField
  ? Expr | number
  : F extends DimensionsField
    ? readonly (Expr | number)[]
    : F extends RealField
      ? number | string
      : ValueOf<F>;
export type Given<F extends Fields = Fields> = { readonly [Name in keyof F]?: GivenOf<F[Name]> };

type Options<F extends Field> = Omit<F, 'kind'>;
export const dimension = (options: Options<DimensionField>): DimensionField => ({
  kind: 'dimension',
  ...options,
});
export const structural = (options: Options<StructuralField>): StructuralField => ({
  kind: 'structural',
  ...options,
});
export const dimensions = (options: Options<DimensionsField>): DimensionsField => ({
  kind: 'dimensions',
  ...options,
});
export const real = (options: Options<RealField>): RealField => ({ kind: 'real', ...options });
export const reals = (options: Options<RealsField>): RealsField => ({ kind: 'reals', ...options });
export const toggle = (options: Options<ToggleField>): ToggleField => ({ kind: 'toggle', ...options });
export const text = (options: Options<TextField>): TextField => ({ kind: 'text', ...options });
export const choice = <const Option extends string>(
  options: Options<ChoiceField<Option>>,
): ChoiceField<Option> => ({
  kind: 'choice',
  ...options,
});

/** Converts a plain integer to the core's number type; expressions pass through. */
export const exact = (value: Expr | number): Expr => (typeof value === 'number' ? BigInt(value) : value);

/** The default of a field as a resolved value. */
export function defaultValue(field: Field): Value {
  switch (field.kind) {
    case 'dimension':
      return BigInt(field.default);
    case 'dimensions':
      return field.default.map(BigInt);
    default:
      return field.default;
  }
}
