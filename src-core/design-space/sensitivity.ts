import { derivative } from '../algebra/derivative.ts';
import { substitute } from '../algebra/evaluate.ts';
import type { Expr, Rational } from '../algebra/expression.ts';
import { constantOf } from '../algebra/expression.ts';
import { inverse, times } from '../algebra/rational.ts';
import type { Formula } from '../analysis/formulas/formula.ts';
import { formulaOf } from '../analysis/formulas/formula.ts';
import type { Axis } from './axis.ts';
import { countAt } from './function-of.ts';
import type { Range } from './limits.ts';
import type { CountName, DesignSpace } from './space.ts';

/** How a count answers to one axis, the others at their present values. */
export interface Sensitivity {
  readonly axis: Axis;
  /** The count in the axis alone; null where the graph depends on the axis, so that no formula keeps it as a symbol. */
  readonly formula: Formula | null;
  /** The partial derivative of the closed form: how much more of the count one more of the axis costs. */
  readonly slope: Expr | null;
  readonly slopeNow: Rational | null;
  /** Percent more of the count for one percent more of the axis, at the present value: x / f · ∂f / ∂x of the closed form. */
  readonly elasticity: Rational | null;
  /** The count at one less, now and at one more; null where that is out of bounds or not sound. */
  readonly steps: readonly [less: bigint | null, now: bigint | null, more: bigint | null];
}

function numberAt(e: Expr, { name, value }: Axis): Rational | null {
  return constantOf(substitute(e, new Map([[name, value]]))) ?? null;
}

function elasticityOf(form: Rational | null, slope: Rational | null, { value }: Axis): Rational | null {
  if (form === null || slope === null || form.numerator === 0n) return null;
  return times(times(slope, inverse(form)), { numerator: value, denominator: 1n });
}

/** The sensitivity of a count to one axis. */
export function sensitivity(space: DesignSpace, of: CountName, axis: Axis): Sensitivity {
  const at = (value: bigint): bigint | null =>
    value < axis.min || value > axis.max ? null : countAt(space, of, new Map([[axis.name, value]]));
  const steps = [at(axis.value - 1n), at(axis.value), at(axis.value + 1n)] as const;
  const count = space.count(of, new Map(), axis.name);
  if (!count.ok || !space.keepsGraph(new Map(), axis.name)) {
    return { axis, formula: null, slope: null, slopeNow: null, elasticity: null, steps };
  }
  const formula = formulaOf(count.value);
  const slope = derivative(formula.form, axis.name);
  const slopeNow = numberAt(slope, axis);
  const elasticity = elasticityOf(numberAt(formula.form, axis), slopeNow, axis);
  return { axis, formula, slope, slopeNow, elasticity, steps };
}

/** A point of a plot: the count at a legal value of the axis. */
export interface SpacePoint {
  readonly value: bigint;
  readonly count: bigint;
}

/** At most so many integers of a range, in steps or (`factors`) in factors, both ends and the axis's present value among them. */
export function valuesOver(
  axis: Axis,
  { min, max }: Range,
  most: number,
  spread: 'even' | 'factors',
): readonly bigint[] {
  const values = new Set<bigint>([min, axis.value, max].filter((value) => value >= min && value <= max));
  if (max - min < BigInt(most)) {
    for (let value = min; value <= max; value++) values.add(value);
  } else {
    const [low, high] = [Number(min), Number(max)];
    for (let index = 1; index < most - 1; index++) {
      const part = index / (most - 1);
      const value = spread === 'even' ? low + (high - low) * part : low * (high / low) ** part;
      values.add(BigInt(Math.round(value)));
    }
  }
  return [...values].sort((a, b) => Number(a - b));
}
