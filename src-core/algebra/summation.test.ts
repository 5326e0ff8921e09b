import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rounds } from '../rounds.fixture.ts';
import { substitute } from './evaluate.ts';
import { exponential } from './exponential.ts';
import type { Expr } from './expression.ts';
import { add, mul, NotSymbolic, pow, rational, sub, symbol } from './expression.ts';
import { toLatex, toText } from './print.ts';
import { floorDiv } from './rounding.ts';
import { sumOver } from './summation.ts';

const [s, j, w, k] = ['s', 'j', 'w', 'k'].map((name) => symbol(name)) as [Expr, Expr, Expr, Expr];
const at = (e: Expr, name: string, value: bigint | Expr) => substitute(e, new Map([[name, value]]));
const bases = [rational(1n, 4n), rational(1n, 2n), rational(2n, 3n), 1n, 2n, 3n];

/** Random sums of coefficients times powers of j, powers such as 2^j, and other symbols. */
const terms = fc
  .array(
    fc.tuple(
      fc.bigInt({ min: -9n, max: 9n }),
      fc.bigInt({ min: 1n, max: 5n }),
      fc.nat(3),
      fc.constantFrom(...bases),
      fc.constantFrom(1n, w, mul(k, w), exponential(2n, s)),
    ),
    { maxLength: 4 },
  )
  .map((list) =>
    add(...list.map(([n, d, e, base, rest]) => mul(rational(n, d), pow(j, e), exponential(base, j), rest))),
  );

describe('powers with a symbol as exponent', () => {
  test('are canonical: equal powers are the same expression however they are written', () => {
    const quarter = exponential(rational(1n, 4n), s);
    expect(mul(exponential(rational(1n, 2n), s), exponential(rational(1n, 2n), s))).toEqual(quarter);
    expect(exponential(2n, mul(-2n, s))).toEqual(quarter);
    expect(mul(exponential(2n, s), exponential(rational(1n, 2n), s))).toBe(1n);
    expect(mul(exponential(2n, s), exponential(3n, s))).toEqual(exponential(6n, s));
    expect(sub(exponential(2n, add(s, 3n)), mul(8n, exponential(2n, s)))).toBe(0n);
    expect(exponential(2n, 10n)).toBe(1024n);
  });

  test('are numbers at numbers, negative ones too, and shift with their symbol', () => {
    expect(at(exponential(2n, s), 's', -3n)).toEqual(rational(1n, 8n));
    expect(at(exponential(2n, s), 's', add(j, 1n))).toEqual(mul(2n, exponential(2n, j)));
    expect(() => at(exponential(2n, s), 's', pow(j, 2))).toThrow(NotSymbolic);
    expect(() => at(exponential(2n, s), 's', rational(1n, 2n))).toThrow(RangeError);
    expect(() => exponential(w, s)).toThrow(NotSymbolic);
    expect(() => exponential(-2n, s)).toThrow(RangeError);
    expect(() => exponential(2n, 10n ** 9n)).toThrow(RangeError);
  });

  test('print as text and LaTeX', () => {
    const e = add(mul(rational(3n, 2n), exponential(2n, s), w), exponential(rational(1n, 4n), s), s);
    expect(toText(e)).toBe('3/2*w*2^s + s + 4^(-s)');
    expect(toLatex(e)).toBe('\\frac{3}{2} w \\cdot 2^{s} + s + 4^{-s}');
    expect(toText(exponential(rational(3n, 4n), s))).toBe('(3/4)^s');
  });
});

describe('sums with symbolic bounds', () => {
  test('that everyone knows', () => {
    const n = symbol('n');
    expect(toText(sumOver(j, 'j', 1n, n))).toBe('n^2/2 + n/2');
    expect(toText(sumOver(pow(j, 2), 'j', 1n, n))).toBe('n^3/3 + n^2/2 + n/6');
    expect(toText(sumOver(exponential(2n, j), 'j', 0n, n))).toBe('2*2^n - 1');
    expect(toText(sumOver(w, 'j', 1n, sub(s, 1n)))).toBe('s*w - w');
  });

  test('at every upper bound are the terms added up, and at bounds that meet are empty', () => {
    fc.assert(
      fc.property(
        terms,
        fc.integer({ min: -2, max: 3 }),
        fc.integer({ min: -1, max: 7 }),
        (e, from, length) => {
          const closed = sumOver(e, 'j', BigInt(from), symbol('n'));
          const summands = Array.from({ length: Math.max(length, 0) }, (_, i) =>
            at(e, 'j', BigInt(from + i)),
          );
          const to = from + Math.max(length, 0) - 1;
          expect(at(closed, 'n', BigInt(to))).toEqual(add(...summands));
        },
      ),
      { numRuns: rounds(500) },
    );
  });

  test('are additive in their bounds', () => {
    fc.assert(
      fc.property(terms, (e) => {
        const split = add(sumOver(e, 'j', 1n, s), sumOver(e, 'j', add(s, 1n), symbol('n')));
        expect(split).toEqual(sumOver(e, 'j', 1n, symbol('n')));
      }),
      { numRuns: rounds(200) },
    );
  });

  test('keep a floor that is free of the index, and refuse one that is not', () => {
    expect(sumOver(floorDiv(w, 2n), 'j', 1n, s)).toEqual(mul(s, floorDiv(w, 2n)));
    expect(() => sumOver(floorDiv(j, 2n), 'j', 1n, s)).toThrow(NotSymbolic);
  });
});
