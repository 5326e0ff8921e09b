import { compileInteger } from '../algebra/compile.ts';
import { isInteger } from '../algebra/expression.ts';
import type { Result } from '../errors.ts';
import { fail, ok } from '../errors.ts';
import type { Axis } from './axis.ts';
import { formulaLimit, graphLimit, tooMany } from './limits.ts';
import type { CountName, DesignSpace } from './space.ts';

export interface CountFunction {
  /** The count at a legal integer of the axis; null where the design is not sound there. */
  readonly at: (value: bigint) => bigint | null;
  /** False where every value takes a design of its own, which is slower by far. */
  readonly isFormula: boolean;
}

/** The count of a design at one point, with every number known; null where it is not sound there. */
export function countAt(
  space: DesignSpace,
  of: CountName,
  numbers: ReadonlyMap<string, bigint>,
): bigint | null {
  const count = space.count(of, numbers);
  return count.ok && isInteger(count.value) ? count.value : null;
}

/**
 * A count as a function of one axis, the others fixed: by its exact formula, floors included, where the axis can stay a
 * symbol; else by a design of its own at each value. Issues: space/too-many, those of the design.
 */
export function functionOf(
  space: DesignSpace,
  of: CountName,
  axis: Axis,
  fixed: ReadonlyMap<string, bigint>,
): Result<CountFunction> {
  const formula = space.count(of, fixed, axis.name);
  if (!formula.ok) return formula;
  const isFormula = space.keepsGraph(fixed, axis.name);
  const excess = tooMany(axis.name, axis, isFormula ? formulaLimit : graphLimit);
  if (excess !== null) return fail(excess);
  if (isFormula) {
    return ok({ at: compileInteger(formula.value, axis.name), isFormula: true });
  }
  return ok({ at: (value) => countAt(space, of, new Map([...fixed, [axis.name, value]])), isFormula: false });
}
