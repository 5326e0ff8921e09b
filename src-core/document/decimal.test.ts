import fc from 'fast-check';
import { expect, test } from 'vitest';
import { constantOf, rational } from '../algebra/expression.ts';
import { exactDecimal, exactNumber } from './decimal.ts';

test('a decimal is the fraction it reads as', () => {
  expect(exactNumber(0.1)).toEqual(rational(1n, 10n));
  expect(exactNumber(-2.5)).toEqual(rational(-5n, 2n));
  expect(exactNumber(20)).toBe(20n);
  expect(exactNumber(-0)).toBe(0n);
  expect(exactNumber(1e21)).toBe(10n ** 21n);
  expect(exactNumber(5e-324)).toEqual(rational(5n, 10n ** 324n));
  expect(exactDecimal('2.50')).toEqual(rational(5n, 2n));
  expect(exactDecimal('.5')).toEqual(rational(1n, 2n));
  expect(exactDecimal('4.0')).toBe(4n);
  expect(exactDecimal('0.000')).toBe(0n);
});

test('what is no decimal number is a programmer error', () => {
  for (const text of ['', '-', '.', '1.', 'e5', 'NaN', 'Infinity', '1e9999', '0x10', ' 1']) {
    expect(() => exactDecimal(text), text).toThrow(RangeError);
  }
  expect(() => exactNumber(Number.NaN)).toThrow(RangeError);
});

test('the nearest double of the fraction is the number itself', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }), (value) => {
      const exact = constantOf(exactNumber(value));
      const [numerator, denominator] = [exact?.numerator ?? 0n, exact?.denominator ?? 0n];
      const scaled = (numerator * 10n ** 340n) / denominator;
      expect(Number(`${scaled}e-340`)).toBe(value + 0);
    }),
  );
});
