import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clampToStep, parseNumber } from './number-text.ts';

const anything = { min: -1e9, max: 1e9, integer: false };

test('numbers are read as people write them', () => {
  expect(parseNumber('1,024', anything)).toEqual({ ok: true, value: 1024 });
  expect(parseNumber(' 28 ', anything)).toEqual({ ok: true, value: 28 });
  expect(parseNumber('0.5', anything)).toEqual({ ok: true, value: 0.5 });
  expect(parseNumber('1e3', anything)).toEqual({ ok: true, value: 1000 });
});

test.each(['', 'w', '1e400', 'NaN', 'Infinity', '0x10', '1.2.3', '--1'])('%s is not a number', (text) => {
  expect(parseNumber(text, anything).ok).toBe(false);
});

test('fractions are refused where a whole number is asked for, and bounds hold', () => {
  expect(parseNumber('2.5', { ...anything, integer: true }).ok).toBe(false);
  expect(parseNumber('0', { min: 1, max: 8, integer: true }).ok).toBe(false);
  expect(parseNumber('9', { min: 1, max: 8, integer: true }).ok).toBe(false);
});

test('a step stays inside its bounds and keeps the parity of odd kernels', () => {
  fc.assert(
    fc.property(fc.integer({ min: -100, max: 200 }), (value) => {
      const kernel = clampToStep(value, { min: 1, max: 31, step: 2 });
      expect(kernel % 2).toBe(1);
      expect(kernel).toBeGreaterThanOrEqual(1);
      expect(kernel).toBeLessThanOrEqual(31);
    }),
  );
});
