import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { substitute } from './evaluate.ts';
import type { Expr } from './expression.ts';
import {
  add,
  compare,
  constantOf,
  div,
  isConstant,
  isInteger,
  mul,
  NotSymbolic,
  neg,
  pow,
  rational,
  sameExpr,
  sub,
  symbol,
  symbolsOf,
} from './expression.ts';
import { toText } from './print.ts';
import { ceilDiv, floor, floorDiv, mod } from './rounding.ts';

const [H, W, k, w] = ['H', 'W', 'k', 'w'].map((name) => symbol(name)) as [Expr, Expr, Expr, Expr];
const ratio = symbol('ratio', { integer: false });

describe('constants', () => {
  test('an integer is always a bigint, however it came about', () => {
    expect(rational(6n, -3n)).toBe(-2n);
    expect(add(rational(1n, 2n), rational(1n, 2n))).toBe(1n);
    expect(mul(rational(2n, 3n), rational(3n, 2n))).toBe(1n);
    expect(sub(add(w, 5n), w)).toBe(5n);
    expect(div(12n, 4n)).toBe(3n);
    expect(div(1n, rational(1n, 7n))).toBe(7n);
    expect(pow(rational(1n, 2n), -3)).toBe(8n);
    expect(add()).toBe(0n);
    expect(mul()).toBe(1n);
    expect(add(1n, 2n, 3n, 4n)).toBe(10n);
    expect(pow(w, 0)).toBe(1n);
  });

  test('a fraction is reduced, its denominator positive', () => {
    expect(constantOf(rational(6n, -4n))).toEqual({ numerator: -3n, denominator: 2n });
    expect(constantOf(div(10n, 4n))).toEqual({ numerator: 5n, denominator: 2n });
    expect(constantOf(7n)).toEqual({ numerator: 7n, denominator: 1n });
    expect(constantOf(w)).toBeUndefined();
    expect([isConstant(7n), isConstant(rational(1n, 2n)), isConstant(w)]).toEqual([true, true, false]);
    expect([isInteger(7n), isInteger(rational(1n, 2n)), isInteger(w)]).toEqual([true, false, false]);
  });

  test('add up as fractions do', () => {
    const parts = fc.tuple(fc.bigInt(-999n, 999n), fc.bigInt(1n, 99n));
    fc.assert(
      fc.property(parts, parts, ([a, b], [c, d]) => {
        expect(add(rational(a, b), rational(c, d))).toEqual(rational(a * d + c * b, b * d));
        expect(mul(rational(a, b), rational(c, d))).toEqual(rational(a * c, b * d));
      }),
    );
  });
});

describe('errors of the programmer', () => {
  test('division by zero', () => {
    for (const attempt of [() => rational(1n, 0n), () => div(w, 0n), () => div(1n, 0n), () => pow(0n, -1)]) {
      expect(attempt).toThrow(RangeError);
    }
  });

  test('division by symbols that every term has', () => {
    expect(div(add(mul(H, H, W), mul(4n, H, W)), mul(2n, H, W))).toEqual(add(div(H, 2n), 2n));
    expect(div(mul(3n, H), H)).toBe(3n);
    expect(floorDiv(mul(H, W), W)).toEqual(H);
    expect(() => div(add(mul(H, W), W), H)).toThrow(new NotSymbolic('division', ['H']));
    expect(() => div(H, mul(H, H))).toThrow(NotSymbolic);
    expect(() => div(mul(H, W), add(H, 1n))).toThrow(NotSymbolic);
  });

  test('division by symbols', () => {
    expect(() => div(1n, mul(H, floorDiv(W, 2n)))).toThrow(new NotSymbolic('division', ['H', 'W']));
    expect(() => pow(w, -1)).toThrow(NotSymbolic);
    expect(new NotSymbolic('round', ['H', 'W']).message).toBe(
      'round needs numbers; it was given the free symbols H, W',
    );
  });

  test('a fractional exponent, and names that cannot be read back', () => {
    expect(() => pow(w, 0.5)).toThrow(RangeError);
    for (const name of ['', '2w', 'a b', 'a-b', 'floor', 'é']) expect(() => symbol(name)).toThrow(RangeError);
  });

  test('an integer symbol bound to a fraction', () => {
    expect(() => substitute(w, new Map([['w', rational(1n, 2n)]]))).toThrow(RangeError);
    expect(substitute(ratio, new Map([['ratio', rational(1n, 2n)]]))).toEqual(rational(1n, 2n));
  });
});

test('the symbols of an expression are found inside floors too', () => {
  expect([...symbolsOf(add(floorDiv(mul(H, floorDiv(w, 3n)), 5n), k))].sort()).toEqual(['H', 'k', 'w']);
  expect(symbolsOf(7n).size).toBe(0);
});

test('an operation leaves its arguments as they were', () => {
  const sum = add(w, floorDiv(k, 2n));
  const before = structuredClone(sum);
  add(sum, sum, 1n);
  mul(sum, sum);
  neg(sum);
  pow(sum, 3);
  floor(div(sum, 2n));
  expect(sum).toEqual(before);
});

test('atoms are told apart by the whole of their content', () => {
  const real = symbol('w', { integer: false });
  expect(toText(add(floorDiv(w, 2n), floorDiv(pow(w, 2), 2n)))).toBe('floor(w^2/2) + floor(w/2)');
  expect(toText(add(floorDiv(w, 3n), floorDiv(w, 2n)))).toBe('floor(w/3) + floor(w/2)');
  expect(compare(w, real)).toBe('depends');
  expect(compare(floorDiv(w, 2n), floorDiv(real, 2n))).toBe('depends');
});

describe('comparison', () => {
  test('of numbers and of polynomials without floors', () => {
    expect(compare(3n, 3n)).toBe('equal');
    expect(compare(3n, rational(1n, 2n))).toBe('different');
    expect(compare(mul(add(w, 1n), sub(w, 1n)), sub(pow(w, 2), 1n))).toBe('equal');
    expect(compare(w, add(w, 1n))).toBe('different');
    expect(compare(w, 64n)).toBe('depends');
    expect(compare(w, k)).toBe('depends');
    expect(sameExpr(add(w, k), add(k, w))).toBe(true);
    expect(sameExpr(w, k)).toBe(false);
  });

  test.each<[string, Expr, Expr]>([
    ['a half rounded up', ceilDiv(H, 2n), floorDiv(add(H, 1n), 2n)],
    [
      'a pooling in ceil mode and a strided convolution',
      ceilDiv(ceilDiv(H, 2n), 2n),
      floorDiv(add(H, 3n), 4n),
    ],
    ['a floor and the ceiling it mirrors', ceilDiv(w, 7n), floorDiv(add(w, 6n), 7n)],
    ['the parts of a whole', add(...[0n, 1n, 2n, 3n, 4n].map((i) => floorDiv(add(w, i), 5n))), w],
    ['a product of neighbours, which is even', floorDiv(mul(w, add(w, 1n)), 2n), div(mul(w, add(w, 1n)), 2n)],
    [
      'areas',
      mul(ceilDiv(H, 16n), ceilDiv(W, 16n)),
      mul(floorDiv(add(H, 15n), 16n), floorDiv(add(W, 15n), 16n)),
    ],
    ['the two remainders', add(mod(w, 4n), mod(sub(-1n, w), 4n)), 3n],
  ])('finds equal what is written with different floors: %s', (_, a, b) => {
    expect(compare(a, b)).toBe('equal');
    expect(sameExpr(a, b)).toBe(true);
    expect(compare(add(a, rational(1n, 3n)), b)).toBe('different');
    expect(compare(mul(a, k), b)).toBe('depends');
  });

  test('does not guess what it cannot prove', () => {
    expect(compare(floorDiv(H, 2n), ceilDiv(H, 2n))).toBe('depends');
    expect(compare(floor(ratio), floor(mul(2n, ratio)))).toBe('depends');
    expect(compare(ceilDiv(w, 257n), floorDiv(add(w, 256n), 257n))).toBe('depends');
    expect(compare(ceilDiv(w, 256n), floorDiv(add(w, 255n), 256n))).toBe('equal');
    const coincidence = mul(...[0n, 1n, 10n, 47n].map((n) => sub(w, n)), floorDiv(w, 2n));
    expect(compare(coincidence, 0n)).toBe('depends');
  });
});
