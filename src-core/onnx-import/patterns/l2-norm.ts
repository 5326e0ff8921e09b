import { maximum, quotient } from '../../operators/arithmetic.ts';
import { squareRoot } from '../../operators/function-of-one.ts';
import { l2Norm } from '../../operators/l2-norm.ts';
import { reduceSum } from '../../operators/reduce.ts';
import { decimal } from '../decimal.ts';
import type { Computed } from '../value.ts';
import type { Pattern } from './look.ts';
import { eitherWay, inputsOf, isSame, numberOf, squaredFrom } from './look.ts';

/** What a value is the length of along one axis, which stays, and which axis that is; null of anything else. */
function lengthOf(value: Computed): { readonly x: Computed; readonly axis: number } | null {
  const [sum] = inputsOf(value, squareRoot) ?? [];
  const [squares] = (sum && inputsOf(sum, reduceSum)) ?? [];
  const x = squares === undefined ? null : squaredFrom(squares);
  if (x === null || sum!.shape.length !== x.shape.length) return null;
  const gone = x.shape.flatMap((size, axis) => (sum!.shape[axis] === size ? [] : [axis]));
  return gone.length === 1 ? { x, axis: gone[0]! } : null;
}

/** What is divided by its own length, or by a least one. */
export const l2NormPattern: Pattern = (made, draft) => {
  const [x, divisor] = inputsOf(made, quotient) ?? [];
  const found = eitherWay((divisor && inputsOf(divisor, maximum)) ?? null, (length, least) => {
    const [long, epsilon] = [lengthOf(length), numberOf(least)];
    return long !== null && epsilon !== null && isSame(long.x, x) ? { axis: long.axis, epsilon } : null;
  });
  const isLast = found?.axis === made.shape.length - 1;
  if (found === null || !(isLast || found.axis === 1)) return null;
  const given = { ...(found.axis === 1 ? {} : { axis: 'last' }), epsilon: decimal(found.epsilon) };
  return draft.add(l2Norm, given, [x!], made.item)?.[0] ?? null;
};
