/** An exact fraction: reduced, with a positive denominator. Two equal fractions have equal fields. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export const zero: Rational = { numerator: 0n, denominator: 1n };
export const one: Rational = { numerator: 1n, denominator: 1n };

/** The greatest common divisor, never negative; gcd(0, 0) is 0. */
export function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a;
  let y = b < 0n ? -b : b;
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** The least common multiple of two positive integers. */
export function leastCommonMultiple(a: bigint, b: bigint): bigint {
  return a === b ? a : (a / greatestCommonDivisor(a, b)) * b;
}

/** The quotient rounded towards negative infinity (bigint division alone rounds towards zero). */
export function floorQuotient(a: bigint, b: bigint): bigint {
  if (b === 0n) throw new RangeError('division by zero');
  const quotient = a / b;
  return a < 0n !== b < 0n && quotient * b !== a ? quotient - 1n : quotient;
}

/** The fraction in lowest terms; a zero denominator is a RangeError. */
export function reduce(numerator: bigint, denominator: bigint): Rational {
  if (denominator === 0n) throw new RangeError('division by zero');
  if (denominator === 1n) return { numerator, denominator };
  const divisor = greatestCommonDivisor(numerator, denominator) * (denominator < 0n ? -1n : 1n);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

export function isZero(a: Rational): boolean {
  return a.numerator === 0n;
}

export function isWhole(a: Rational): boolean {
  return a.denominator === 1n;
}

export function sameRational(a: Rational, b: Rational): boolean {
  return a.numerator === b.numerator && a.denominator === b.denominator;
}

export function plus(a: Rational, b: Rational): Rational {
  if (a.denominator === 1n && b.denominator === 1n) {
    return { numerator: a.numerator + b.numerator, denominator: 1n };
  }
  return reduce(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

export function negative(a: Rational): Rational {
  return { numerator: -a.numerator, denominator: a.denominator };
}

export function times(a: Rational, b: Rational): Rational {
  if (a.denominator === 1n && b.denominator === 1n) {
    return { numerator: a.numerator * b.numerator, denominator: 1n };
  }
  return reduce(a.numerator * b.numerator, a.denominator * b.denominator);
}

/** The reciprocal; of zero it is a RangeError. */
export function inverse(a: Rational): Rational {
  return reduce(a.denominator, a.numerator);
}

/** The greatest integer that is not above the fraction. */
export function wholePart(a: Rational): bigint {
  return a.denominator === 1n ? a.numerator : floorQuotient(a.numerator, a.denominator);
}

/** Negative, zero or positive, as a is below, equal to or above b. */
export function order(a: Rational, b: Rational): bigint {
  return a.numerator * b.denominator - b.numerator * a.denominator;
}

const doubleBits = 1000;

/** The double nearest to the fraction, to its last bit or two; numbers of any length come to one. */
export function toNumber({ numerator, denominator }: Rational): number {
  const size = numerator < 0n ? -numerator : numerator;
  const bits = (size > denominator ? size : denominator).toString(16).length * 4;
  const excess = BigInt(Math.max(0, bits - doubleBits));
  return Number(numerator >> excess) / Number(denominator >> excess);
}

/** The whole number whose square this is, by Newton's steps from above; null where there is none. */
export function wholeRoot(square: bigint): bigint | null {
  if (square <= 0n) return square === 0n ? 0n : null;
  let root = 1n << BigInt(Math.ceil((square.toString(16).length * 4) / 2));
  for (let next = (root + square / root) / 2n; next < root; next = (root + square / root) / 2n) root = next;
  return root * root === square ? root : null;
}

/** The fraction of which this is the square, itself not negative; null where it is the square of none. */
export function exactRoot({ numerator, denominator }: Rational): Rational | null {
  const [above, below] = [wholeRoot(numerator), wholeRoot(denominator)];
  return above === null || below === null ? null : { numerator: above, denominator: below };
}
