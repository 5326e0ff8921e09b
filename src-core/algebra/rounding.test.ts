import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Expr } from './expression.ts';
import { add, div, mul, NotSymbolic, neg, rational, sub, symbol } from './expression.ts';
import { toText } from './print.ts';
import { ceil, ceilDiv, floor, floorDiv, max, min, mod, round } from './rounding.ts';

const [H, w, c] = ['H', 'w', 'c'].map((name) => symbol(name)) as [Expr, Expr, Expr];
const ratio = symbol('ratio', { integer: false });

describe('integers', () => {
  test('round towards negative infinity as floating point does', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e6, max: 1e6 }),
        fc.integer({ min: -999, max: 999 }).filter((b) => b !== 0),
        (a, b) => {
          const [x, y] = [BigInt(a), BigInt(b)];
          expect(floorDiv(x, y)).toBe(BigInt(Math.floor(a / b)));
          expect(ceilDiv(x, y)).toBe(BigInt(Math.ceil(a / b)));
          expect(floor(rational(x, y))).toBe(floorDiv(x, y));
          expect(ceil(rational(x, y))).toBe(ceilDiv(x, y));
          expect(mod(x, y)).toBe(sub(x, mul(y, floorDiv(x, y))));
        },
      ),
    );
  });

  test('keep every digit', () => {
    const large = 10n ** 40n + 1n;
    expect(floorDiv(large, 10n)).toBe(10n ** 39n);
    expect(ceilDiv(large, 10n)).toBe(10n ** 39n + 1n);
    expect(mod(large, 10n)).toBe(1n);
  });

  test('cannot be divided by zero', () => {
    for (const operation of [floorDiv, ceilDiv, mod]) {
      expect(() => operation(1n, 0n)).toThrow(RangeError);
      expect(() => operation(w, 0n)).toThrow(RangeError);
    }
  });
});

describe('a floor', () => {
  test.each<[string, Expr, string]>([
    ['gives up its integer part', floor(add(w, div(c, 2n), rational(3n, 2n))), 'w + floor((c + 1)/2) + 1'],
    ['keeps coefficients from 0 to below 1', floorDiv(mul(-1n, w), 3n), '-w + floor(2*w/3)'],
    ['rounds its constant to a step', floor(add(div(c, 2n), rational(1n, 3n))), 'floor(c/2)'],
    ['vanishes over integers', floor(add(mul(w, c), 3n)), 'c*w + 3'],
    ['vanishes over a floor', floor(floorDiv(w, 3n)), 'floor(w/3)'],
    ['dissolves an inner floor', floorDiv(add(floorDiv(w, 3n), 1n), 2n), 'floor((w + 3)/6)'],
    ['keeps an inner floor with a factor', floorDiv(mul(2n, floorDiv(w, 5n)), 3n), 'floor(2*floor(w/5)/3)'],
    [
      'keeps two inner floors',
      floorDiv(add(floorDiv(w, 2n), floorDiv(c, 2n)), 3n),
      'floor((floor(c/2) + floor(w/2))/3)',
    ],
    ['keeps a decimal', floor(add(mul(3n, ratio), w, rational(1n, 2n))), 'w + floor((6*ratio + 1)/2)'],
    ['dissolves a floor over a decimal', floorDiv(floor(mul(ratio, w)), 2n), 'floor(ratio*w/2)'],
  ])('%s', (_, e, text) => {
    expect(toText(e)).toBe(text);
  });

  test('of half and the other half make the whole', () => {
    expect(add(floorDiv(c, 2n), ceilDiv(c, 2n))).toEqual(c);
    expect(toText(ceilDiv(c, 2n))).toBe('c - floor(c/2)');
  });

  test('is not needed for a convolution with same padding', () => {
    const k = symbol('k');
    const padding = div(sub(k, 1n), 2n);
    expect(add(floor(sub(add(H, mul(2n, padding)), k)), 1n)).toEqual(H);
    expect(add(H, mul(2n, padding), neg(k), 1n)).toEqual(H);
  });
});

describe('what needs numbers', () => {
  test('min, max and round take constants', () => {
    expect(min(3n, -2n, 7n)).toBe(-2n);
    expect(max(3n, -2n, 7n)).toBe(7n);
    expect(min(rational(1n, 2n), 1n)).toEqual(rational(1n, 2n));
    expect(max(rational(7n, 2n), 3n, rational(10n, 3n))).toEqual(rational(7n, 2n));
    expect(min(5n)).toBe(5n);
  });

  test.each([
    [1n, 2n, 0n],
    [3n, 2n, 2n],
    [5n, 2n, 2n],
    [-1n, 2n, 0n],
    [-3n, 2n, -2n],
    [7n, 3n, 2n],
    [8n, 3n, 3n],
    [-8n, 3n, -3n],
    [4n, 1n, 4n],
  ])('round takes %i/%i to %i, halves to the even neighbour', (numerator, denominator, rounded) => {
    expect(round(rational(numerator, denominator))).toBe(rounded);
  });

  test('refuse symbols by name', () => {
    const attempts: [string, () => Expr, string[]][] = [
      ['min', () => min(w, 1n), ['w']],
      ['min', () => min(w), ['w']],
      ['max', () => max(1n, 2n, floorDiv(mul(c, w), 2n)), ['c', 'w']],
      ['round', () => round(div(H, 2n)), ['H']],
      ['division', () => floorDiv(H, w), ['w']],
      ['division', () => mod(1n, w), ['w']],
    ];
    for (const [operation, attempt, symbols] of attempts) {
      try {
        attempt();
        expect.unreachable(operation);
      } catch (error) {
        expect(error).toBeInstanceOf(NotSymbolic);
        expect(error).toMatchObject({ operation, symbols });
      }
    }
  });
});
