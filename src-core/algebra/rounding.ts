import { constantOf, div, mul, NotSymbolic, neg, sub, symbolsOf } from './expression.ts';
import { floorOf } from './floor-form.ts';
import type { Expr } from './polynomial.ts';
import type { Rational } from './rational.ts';
import { floorQuotient, order, wholePart } from './rational.ts';

/** The greatest integer that is not above a. With free symbols it is a polynomial with floors as opaque atoms. */
export function floor(a: Expr): Expr {
  return typeof a === 'bigint' ? a : floorOf(a);
}

/** The least integer that is not below a, which is -floor(-a): the ceiling of c/2 is c - floor(c/2). */
export function ceil(a: Expr): Expr {
  return typeof a === 'bigint' ? a : neg(floorOf(neg(a)));
}

/** floor(a / b) for a constant b. Zero b is a RangeError; symbolic b throws NotSymbolic. */
export function floorDiv(a: Expr, b: Expr): Expr {
  if (typeof a === 'bigint' && typeof b === 'bigint') return floorQuotient(a, b);
  return floor(div(a, b));
}

/** ceil(a / b) for a constant b. Zero b is a RangeError; symbolic b throws NotSymbolic. */
export function ceilDiv(a: Expr, b: Expr): Expr {
  if (typeof a === 'bigint' && typeof b === 'bigint') return -floorQuotient(-a, b);
  return ceil(div(a, b));
}

/** a - b * floor(a / b) for a constant b: the remainder with the sign of b. Zero b is a RangeError. */
export function mod(a: Expr, b: Expr): Expr {
  if (typeof a === 'bigint' && typeof b === 'bigint') return a - b * floorQuotient(a, b);
  return sub(a, mul(b, floorDiv(a, b)));
}

/** The least of constants; free symbols throw NotSymbolic. */
export function min(first: Expr, ...rest: readonly Expr[]): Expr {
  return extreme('min', first, rest, (challenger, best) => challenger < best);
}

/** The greatest of constants; free symbols throw NotSymbolic. */
export function max(first: Expr, ...rest: readonly Expr[]): Expr {
  return extreme('max', first, rest, (challenger, best) => challenger > best);
}

function extreme(
  operation: string,
  first: Expr,
  rest: readonly Expr[],
  wins: (challenger: bigint, best: bigint) => boolean,
): Expr {
  let best = first;
  if (typeof first !== 'bigint') numberFor(operation, first);
  for (const e of rest) {
    if (typeof e === 'bigint' && typeof best === 'bigint') {
      if (wins(e, best)) best = e;
    } else if (wins(order(numberFor(operation, e), numberFor(operation, best)), 0n)) {
      best = e;
    }
  }
  return best;
}

/** The nearest integer of a constant, and of two the even one (as in Python); free symbols throw NotSymbolic. */
export function round(a: Expr): Expr {
  if (typeof a === 'bigint') return a;
  const value = numberFor('round', a);
  const below = wholePart(value);
  const fromHalfway = order(value, { numerator: 2n * below + 1n, denominator: 2n });
  return fromHalfway < 0n || (fromHalfway === 0n && below % 2n === 0n) ? below : below + 1n;
}

function numberFor(operation: string, e: Expr): Rational {
  const value = constantOf(e);
  if (value === undefined) throw new NotSymbolic(operation, [...symbolsOf(e)]);
  return value;
}
