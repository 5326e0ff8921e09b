import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { derivative } from './derivative.ts';
import { substitute } from './evaluate.ts';
import { add, mul, NotSymbolic, pow, rational, sameExpr, sub, symbol } from './expression.ts';
import { floorDiv } from './rounding.ts';
import { exhaustiveSigns, polynomialSigns } from './sign-runs.ts';
import { squareFree, univariate, valueAt } from './univariate.ts';

const x = symbol('x');
const y = symbol('y');

describe('the partial derivative', () => {
  test('of a monomial, of other symbols, of constants', () => {
    expect(derivative(mul(rational(101n, 16n), pow(x, 2), pow(y, 2)), 'x')).toEqual(
      mul(rational(101n, 8n), x, pow(y, 2)),
    );
    expect(derivative(pow(y, 3), 'x')).toBe(0n);
    expect(derivative(7n, 'x')).toBe(0n);
    expect(derivative(mul(3n, x), 'x')).toBe(3n);
  });

  test('product rule, on random polynomials', () => {
    const polynomial = fc
      .array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.nat(3), fc.nat(3)), { maxLength: 5 })
      .map((terms) => add(...terms.map(([c, i, j]) => mul(BigInt(c), pow(x, i), pow(y, j)))));
    fc.assert(
      fc.property(polynomial, polynomial, (a, b) => {
        const left = derivative(mul(a, b), 'x');
        const right = add(mul(derivative(a, 'x'), b), mul(a, derivative(b, 'x')));
        return sameExpr(left, right);
      }),
    );
  });

  test('of a floor over the symbol there is none', () => {
    expect(() => derivative(floorDiv(x, 2n), 'x')).toThrow(NotSymbolic);
    expect(derivative(mul(floorDiv(x, 2n), y), 'y')).toEqual(floorDiv(x, 2n));
  });
});

describe('signs over a range of integers', () => {
  test('agree with every integer, on products of random roots', () => {
    const roots = fc.array(fc.tuple(fc.integer({ min: -40, max: 40 }), fc.integer({ min: 1, max: 4 })), {
      maxLength: 5,
    });
    const free = fc.boolean();
    fc.assert(
      fc.property(roots, free, fc.integer({ min: -5, max: 5 }), (factors, hasComplex, lead) => {
        let p = add(BigInt(lead), 0n);
        for (const [numerator, denominator] of factors)
          p = mul(p, sub(x, rational(BigInt(numerator), BigInt(denominator))));
        if (hasComplex) p = mul(p, add(pow(x, 2), x, 1n));
        const integer = univariate(p, 'x');
        const solved = polynomialSigns(p, 'x', -50n, 50n);
        const tried = exhaustiveSigns((at) => valueAt(integer, at), -50n, 50n);
        expect(solved.runs).toEqual(tried.runs);
      }),
    );
  });

  test('a multiple of the polynomial, never negative', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer(), fc.integer({ min: 1, max: 99 })), { maxLength: 5 }),
        fc.integer(),
        (cs, at) => {
          const p = add(...cs.map(([n, d], i) => mul(rational(BigInt(n), BigInt(d)), pow(x, i))));
          const exact = substitute(p, new Map([['x', BigInt(at)]]));
          const sign = (typeof exact === 'bigint' ? exact : exact.terms[0]!.coefficient.numerator) > 0n;
          const own = valueAt(univariate(p, 'x'), BigInt(at));
          expect(own > 0n).toBe(exact !== 0n && sign);
        },
      ),
    );
  });

  test('multiple roots are made single', () => {
    const p = univariate(mul(pow(sub(x, 2n), 4), add(x, 1n)), 'x');
    expect(squareFree(p)).toHaveLength(3);
    expect(valueAt(squareFree(p), 2n)).toBe(0n);
    expect(valueAt(squareFree(p), -1n)).toBe(0n);
  });

  test('say how they are known', () => {
    expect(polynomialSigns(0n, 'x', 1n, 9n)).toEqual({
      runs: [{ from: 1n, to: 9n, sign: 0 }],
      proof: 'always-equal',
    });
    expect(polynomialSigns(add(pow(x, 2), 1n), 'x', 1n, 9n).proof).toBe('coefficients');
    expect(polynomialSigns(sub(pow(x, 2), 10n), 'x', 1n, 9n)).toEqual({
      runs: [
        { from: 1n, to: 3n, sign: -1 },
        { from: 4n, to: 9n, sign: 1 },
      ],
      proof: 'roots',
    });
    expect(() => polynomialSigns(mul(x, y), 'x', 1n, 9n)).toThrow(NotSymbolic);
  });
});
