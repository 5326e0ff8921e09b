import type { Expr, Rational } from '../algebra/expression.ts';
import { constantOf } from '../algebra/expression.ts';
import { greatestCommonDivisor, inverse, reduce, times, wholePart } from '../algebra/rational.ts';
import { exactNumber } from '../document/decimal.ts';
import type { DecimalVariable, Variable } from '../document/design.ts';

/** An integer that can be varied, with its present value and its bounds. */
export interface Axis {
  readonly name: string;
  readonly value: bigint;
  readonly min: bigint;
  readonly max: bigint;
  /** Of a decimal: the numbers of this axis, its bounds and value included, count so many of these. Absent for integers. */
  readonly step?: Rational;
}

const rationalOf = (value: number): Rational => constantOf(exactNumber(value) as Expr)!;

/** A decimal that says no step is varied in hundredths. */
export const usualStep = 0.01;

/** The largest fraction of which both are multiples. */
const commonStep = (a: Rational, b: Rational): Rational =>
  reduce(
    greatestCommonDivisor(a.numerator * b.denominator, b.numerator * a.denominator),
    a.denominator * b.denominator,
  );

/** The steps are as fine as its present value needs, so that this is one of them. */
function axisOfDecimal({ name, value, min, max, step = usualStep }: DecimalVariable): Axis {
  const present = rationalOf(value);
  const fine = commonStep(rationalOf(step), present);
  const steps = (number: Rational): Rational => times(number, inverse(fine));
  const below = (number: Rational): bigint => wholePart(steps(number));
  const least = steps(rationalOf(min));
  const isWhole = least.denominator === 1n;
  return {
    name,
    value: below(present),
    min: isWhole ? least.numerator : below(rationalOf(min)) + 1n,
    max: below(rationalOf(max)),
    step: fine,
  };
}

/** The axis of a variable; none for a choice and, unless `decimals` are wanted, for a decimal. */
export function axisOfVariable(variable: Variable, decimals: boolean): readonly Axis[] {
  if (variable.kind === 'decimal') return decimals ? [axisOfDecimal(variable)] : [];
  if (variable.kind === 'choice') return [];
  const { name, value, min, max } = variable;
  return [{ name, value: BigInt(value), min: BigInt(min), max: BigInt(max) }];
}

/** What a number of an axis stands for. */
export const axisValue = ({ step }: Axis, number: bigint): Rational =>
  step === undefined
    ? { numerator: number, denominator: 1n }
    : reduce(number * step.numerator, step.denominator);

/** What a number of an axis stands for, as the nearest double: decimals of a document are read back from it exactly. */
export function axisNumber(axis: Axis, number: bigint): number {
  const { numerator, denominator } = axisValue(axis, number);
  return Number(numerator) / Number(denominator);
}

/** As a person writes it: `26`, `0.35`. */
export const axisText = (axis: Axis, number: bigint): string => String(axisNumber(axis, number));

/** The number of an axis that stands for a value; null where it lies between two steps. */
export function axisNumberOf({ step }: Axis, value: Rational): bigint | null {
  const steps = step === undefined ? value : times(value, inverse(step));
  return steps.denominator === 1n ? steps.numerator : null;
}
