import { constantOf, fromAtom, fromRational, product } from './arithmetic.ts';
import type { Expr, SymbolAtom } from './polynomial.ts';
import { powerAtom, termsOf } from './polynomial.ts';
import type { Rational } from './rational.ts';
import { inverse, isWhole, one, sameRational } from './rational.ts';
import { NotSymbolic, symbolsOf } from './symbols.ts';

/**
 * base^exponent for a positive constant base: exponential(2n, s) is 2^s, exponential(2n, 1 - s) is 2 · (1/2)^s.
 * The exponent is a sum of integer multiples of integer-valued symbols and an integer; anything else, and a base with
 * symbols, throws NotSymbolic. A base that is not positive is a RangeError.
 */
export function exponential(base: Expr, exponent: Expr): Expr {
  const value = constantOf(base);
  if (value === undefined) throw new NotSymbolic('a symbolic power', [...symbolsOf(base)]);
  if (value.numerator <= 0n) throw new RangeError('the base of a symbolic power is positive');
  return exponentialOf(value, exponent);
}

/** The same for a positive fraction. */
export function exponentialOf(base: Rational, exponent: Expr): Expr {
  let result: Expr = 1n;
  for (const { coefficient, factors, degree } of termsOf(exponent)) {
    const atom = factors[0]?.atom;
    const isLinear = degree === 0 || (degree === 1 && atom?.kind === 'symbol' && atom.integer);
    if (degree === 0 && !isWhole(coefficient))
      throw new RangeError('a symbolic power takes integer exponents');
    if (!isLinear || !isWhole(coefficient))
      throw new NotSymbolic('a symbolic power', [...symbolsOf(exponent)]);
    const raised = integerPower(base, coefficient.numerator);
    result = product(result, degree === 0 ? fromRational(raised) : powerOf(raised, atom as SymbolAtom));
  }
  return result;
}

function powerOf(base: Rational, exponent: SymbolAtom): Expr {
  return sameRational(base, one) ? 1n : fromAtom(powerAtom(base, exponent));
}

/** Numbers of more digits than powers up to this have are no counts. */
const exponentLimit = 65_536n;

function integerPower(base: Rational, exponent: bigint): Rational {
  if (exponent > exponentLimit || exponent < -exponentLimit)
    throw new RangeError(`the exponent ${exponent} is beyond ${exponentLimit}`);
  if (exponent < 0n) return integerPower(inverse(base), -exponent);
  return { numerator: base.numerator ** exponent, denominator: base.denominator ** exponent };
}
