import type { Expr } from '../algebra/expression.ts';
import type { Polynomial } from '../algebra/polynomial.ts';
import { termsOf } from '../algebra/polynomial.ts';

const digitsLimit = 10_000;
const termsLimit = 1000;
/** Characters, roughly, that a polynomial takes when printed. */
const printedLimit = 200_000;

const bound = 10n ** BigInt(digitsLimit);

/** Says whether a value has more than 10,000 digits somewhere, or prints as more than a book's chapter. */
export function isTooBig(e: Expr): boolean {
  return typeof e === 'bigint' ? exceeds(e) : polynomialIsTooBig(e);
}

/** Says whether multiplying two values out would make more terms than one can wait for. */
export function productIsTooBig(a: Expr, b: Expr): boolean {
  return termsOf(a).length * termsOf(b).length > termsLimit;
}

function polynomialIsTooBig({ terms }: Polynomial): boolean {
  let printed = 0;
  for (const { coefficient, factors } of terms) {
    if (exceeds(coefficient.numerator) || exceeds(coefficient.denominator)) return true;
    printed += digits(coefficient.numerator) + digits(coefficient.denominator);
    for (const { atom } of factors) printed += atom.key.length;
    if (printed > printedLimit) return true;
  }
  return false;
}

function exceeds(value: bigint): boolean {
  return value >= bound || value <= -bound;
}

/** Hexadecimal digits, which count in linear time. */
function digits(value: bigint): number {
  return value.toString(16).length;
}
