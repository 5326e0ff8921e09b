/**
 * Exact arithmetic with free symbols: the number type of the whole core.
 *
 * A formula and a number come from the same code: run with integers these functions compute with bigint, run with
 * symbols they build a polynomial over exact fractions whose atoms are symbols, powers such as 2^s, and floors.
 *
 * A general computer-algebra library does not serve here. Such libraries (mathjs, nerdamer, Algebrite, Compute Engine)
 * keep expression trees and simplify them by heuristics: whether two equal counts are recognised as equal depends on how
 * they were built, the printed order follows the construction, numbers fall back to floating point, and integer-valued
 * symbols under a floor are not understood. Here a count is a canonical polynomial: equal polynomials have equal terms,
 * so equality is "the difference is zero", printing is a function of the value, and no simplifier exists.
 */
import {
  constantOf,
  difference,
  fromAtom,
  fromRational,
  negated,
  power,
  product,
  scaled,
  sum,
  sumOf,
} from './arithmetic.ts';
import type { Verdict } from './equality.ts';
import { compareValues } from './equality.ts';
import type { Expr } from './polynomial.ts';
import { symbolAtom } from './polynomial.ts';
import { quotient } from './quotient.ts';
import { inverse, reduce } from './rational.ts';
import { NotSymbolic, symbolsOf } from './symbols.ts';

export { constantOf, fromRational } from './arithmetic.ts';
export type { Expr } from './polynomial.ts';
export type { Rational } from './rational.ts';
export { NotSymbolic, symbolsOf } from './symbols.ts';

const identifier = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * A free symbol. It takes integer values only unless `integer` is false.
 * The name must be an identifier other than `floor`, so that the printed form can be read back; otherwise a RangeError.
 */
export function symbol(name: string, options?: { readonly integer?: boolean }): Expr {
  if (!identifier.test(name) || name === 'floor') throw new RangeError(`${name} cannot name a symbol`);
  return fromAtom(symbolAtom(name, options?.integer ?? true));
}

/** The exact fraction; a zero denominator is a RangeError. */
export function rational(numerator: bigint, denominator: bigint = 1n): Expr {
  return fromRational(reduce(numerator, denominator));
}

/** The sum of all arguments; of none it is 0. */
export function add(a: Expr = 0n, b: Expr = 0n, ...rest: readonly Expr[]): Expr {
  let total: Expr = typeof a === 'bigint' && typeof b === 'bigint' ? a + b : sum(a, b);
  for (let index = 0; index < rest.length; index++) {
    const e = rest[index] as Expr;
    if (typeof total !== 'bigint' || typeof e !== 'bigint') return sumOf([total, ...rest.slice(index)]);
    total += e;
  }
  return total;
}

/** a with the sign changed. */
export function neg(a: Expr): Expr {
  return typeof a === 'bigint' ? -a : negated(a);
}

/** a less b. */
export function sub(a: Expr, b: Expr): Expr {
  return typeof a === 'bigint' && typeof b === 'bigint' ? a - b : difference(a, b);
}

/** The product of all arguments; of none it is 1. */
export function mul(a: Expr = 1n, b: Expr = 1n, ...rest: readonly Expr[]): Expr {
  let total: Expr = typeof a === 'bigint' && typeof b === 'bigint' ? a * b : product(a, b);
  for (const e of rest)
    total = typeof total === 'bigint' && typeof e === 'bigint' ? total * e : product(total, e);
  return total;
}

/**
 * a divided by a constant, exactly, or by a product of symbols that every term of it has.
 * A zero divisor is a RangeError; another divisor with free symbols throws NotSymbolic, as the result would be no polynomial.
 */
export function div(a: Expr, b: Expr): Expr {
  if (typeof a === 'bigint' && typeof b === 'bigint') {
    if (b === 0n) throw new RangeError('division by zero');
    return a % b === 0n ? a / b : rational(a, b);
  }
  const divisor = constantOf(b);
  if (divisor !== undefined) return scaled(a, inverse(divisor));
  const exact = quotient(a, b);
  if (exact === undefined) throw new NotSymbolic('division', [...symbolsOf(b)]);
  return exact;
}

/**
 * a to the power n, an integer.
 * A negative n needs a constant other than zero: symbols throw NotSymbolic, zero and a fractional n are a RangeError.
 */
export function pow(a: Expr, n: number): Expr {
  if (!Number.isSafeInteger(n)) throw new RangeError(`the exponent ${n} is not an integer`);
  if (n < 0) {
    if (!isConstant(a)) throw new NotSymbolic('a negative power', [...symbolsOf(a)]);
    return pow(div(1n, a), -n);
  }
  return power(a, n);
}

/** Whether the value is free of symbols. */
export function isConstant(e: Expr): boolean {
  return typeof e === 'bigint' || e.terms[0]?.degree === 0;
}

/** Whether the value is an integer constant. */
export function isInteger(e: Expr): e is bigint {
  return typeof e === 'bigint';
}

/**
 * How two values relate for all integer values of their symbols: always equal, always different by the same number,
 * or depending on the symbols. Polynomials without floors are decided by their difference. Floors that are written
 * differently, such as H - floor(H/2) and floor((H + 1)/2), are decided class by class of remainders; where
 * that is out of reach (many or non-integer symbols) the verdict is `depends`, never a wrong one.
 */
export function compare(a: Expr, b: Expr): Verdict {
  if (typeof a === 'bigint' && typeof b === 'bigint') return a === b ? 'equal' : 'different';
  return compareValues(a, b);
}

/** Whether two values are equal for all values of their symbols, as `compare` decides it. */
export function sameExpr(a: Expr, b: Expr): boolean {
  return compare(a, b) === 'equal';
}
