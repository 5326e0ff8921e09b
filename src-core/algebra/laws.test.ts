import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rounds } from '../rounds.fixture.ts';
import { substitute } from './evaluate.ts';
import { exponential } from './exponential.ts';
import type { Expr, Rational } from './expression.ts';
import { add, constantOf, div, mul, neg, pow, rational, sub, symbol } from './expression.ts';
import { toText } from './print.ts';
import { ceil, floor, floorDiv, mod } from './rounding.ts';

const integerNames = ['H', 'W', 'k', 'w'];
const symbols = [
  ...integerNames.map((name) => symbol(name)),
  symbol('r', { integer: false }),
  exponential(2n, symbol('k')),
  exponential(rational(2n, 3n), sub(symbol('w'), symbol('k'))),
];
const integers = fc.bigInt({ min: -12n, max: 12n });
const divisors = fc.constantFrom(2n, 2n, 3n, 4n, 6n, -3n);

const expressions = fc.letrec<{ e: Expr; leaf: Expr; node: Expr }>((tie) => ({
  e: fc.oneof({ maxDepth: 4 }, { weight: 1, arbitrary: tie('leaf') }, { weight: 3, arbitrary: tie('node') }),
  leaf: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...symbols) },
    { weight: 1, arbitrary: fc.tuple(integers, divisors).map(([n, d]) => rational(n, d)) },
  ),
  node: fc.oneof(
    fc.tuple(tie('e'), tie('e')).map(([a, b]) => add(a, b)),
    fc.tuple(tie('e'), tie('e')).map(([a, b]) => mul(a, b)),
    fc.tuple(tie('e'), divisors).map(([a, d]) => floorDiv(a, d)),
    fc.tuple(tie('e'), divisors).map(([a, d]) => ceil(div(a, d))),
  ),
})).e;

/** Polynomials with whole coefficients over integer symbols: integers, whatever the values. */
const polynomials = fc
  .array(fc.tuple(integers, fc.subarray(integerNames)), { maxLength: 4 })
  .map((terms) => add(...terms.map(([n, names]) => mul(n, ...names.map((name) => symbol(name))))));

const points = fc
  .tuple(...integerNames.map(() => fc.bigInt({ min: -300n, max: 300n })), fc.tuple(integers, divisors))
  .map((values) => {
    const at = new Map<string, Expr>(integerNames.map((name, index) => [name, values[index] as bigint]));
    return at.set('r', rational(...(values.at(-1) as [bigint, bigint])));
  });

function valueAt(e: Expr, at: ReadonlyMap<string, Expr>): Rational {
  const value = constantOf(substitute(e, at));
  if (value === undefined) throw new Error(`${toText(e)} keeps symbols`);
  return value;
}

const termsOf = (e: Expr): number => (typeof e === 'bigint' ? 1 : e.terms.length);

describe('the algebra of any formulas', () => {
  test('is a commutative ring', () => {
    fc.assert(
      fc.property(expressions, expressions, expressions, (a, b, c) => {
        // A product of more terms than are multiplied out is refused, which is no law of a ring.
        fc.pre(termsOf(a) ** 3 <= 5_000 && termsOf(a) * termsOf(b) * termsOf(c) <= 5_000);
        expect(add(a, b)).toEqual(add(b, a));
        expect(mul(a, b)).toEqual(mul(b, a));
        expect(add(add(a, b), c)).toEqual(add(a, add(b, c)));
        expect(add(a, b, c)).toEqual(add(c, add(b, a)));
        expect(mul(mul(a, b), c)).toEqual(mul(a, mul(b, c)));
        expect(mul(a, add(b, c))).toEqual(add(mul(a, b), mul(a, c)));
        expect(add(a, 0n)).toEqual(a);
        expect(mul(a, 1n)).toEqual(a);
        expect(mul(a, 0n)).toBe(0n);
        expect(sub(a, a)).toBe(0n);
        expect(add(a, neg(a))).toBe(0n);
        expect(sub(a, b)).toEqual(neg(sub(b, a)));
        expect(pow(a, 3)).toEqual(mul(a, a, a));
        expect(mul(div(a, 7n), 7n)).toEqual(a);
      }),
      { numRuns: rounds(200) },
    );
  });

  test('prints a sum and a product alike in whatever order they were built', () => {
    const shuffled = fc
      .array(expressions, { minLength: 2, maxLength: 5 })
      .chain((terms) =>
        fc.tuple(fc.constant(terms), fc.shuffledSubarray(terms, { minLength: terms.length })),
      );
    fc.assert(
      fc.property(shuffled, ([one, other]) => {
        expect(toText(add(...one))).toBe(toText(add(...other)));
        const onward = one.reduce((total, e) => add(total, e), 0n as Expr);
        expect(toText(onward)).toBe(toText(add(...other)));
        expect(toText(mul(...one.slice(0, 2)))).toBe(toText(mul(...one.slice(0, 2).reverse())));
      }),
      { numRuns: rounds(200) },
    );
  });

  test('rounds by the laws of floor, ceil and mod', () => {
    fc.assert(
      fc.property(expressions, expressions, polynomials, divisors, points, (a, b, polynomial, d, at) => {
        const whole = floor(b);
        expect(valueAt(floor(add(a, whole)), at)).toEqual(valueAt(add(floor(a), whole), at));
        expect(floor(add(a, polynomial))).toEqual(add(floor(a), polynomial));
        expect(floor(whole)).toEqual(whole);
        expect(ceil(a)).toEqual(neg(floor(neg(a))));
        expect(add(mul(d, floorDiv(a, d)), mod(a, d))).toEqual(a);
        const above = valueAt(sub(a, floor(a)), at);
        expect(above.numerator >= 0n && above.numerator < above.denominator).toBe(true);
        const { numerator: rest, denominator: unit } = valueAt(mod(a, d), at);
        expect(d > 0n ? rest >= 0n && rest < d * unit : rest <= 0n && rest > d * unit).toBe(true);
      }),
      { numRuns: rounds(500) },
    );
  });
});
