import { expect, test } from 'vitest';
import { largestDifference } from './difference.ts';

const f = (...values: number[]): Float32Array => Float32Array.from(values);

test('is relative to the largest value expected', () => {
  expect(largestDifference(f(1, -8), f(1, -10))).toBeCloseTo(0.2);
});

test('is absolute where nothing but zero is expected', () => {
  expect(largestDifference(f(0.5, 0), f(0, 0))).toBe(0.5);
});

test('a value that is no number is not taken for a small difference', () => {
  expect(largestDifference(f(Number.NaN, 1), f(1, 1))).toBeNaN();
});

test('tensors of different sizes cannot be compared', () => {
  expect(() => largestDifference(f(1), f(1, 2))).toThrow(RangeError);
});
