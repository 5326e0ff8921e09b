import { expect, test } from 'vitest';
import { logAxis, logTicks, shortText } from './log-axis.ts';

test('ticks are round, inside the axis, and fewer where there is no room', () => {
  expect(logTicks([0.15, 6], 9)).toEqual([0.2, 0.5, 1, 2, 5]);
  expect(logTicks([0.15, 60_000], 9)).toEqual([1, 10, 100, 1000, 10_000]);
});

test('all values have a place inside the range, also one alone', () => {
  const x = logAxis([82e6, 31e9], [50, 800]);
  expect(x(82e6)).toBeGreaterThan(50);
  expect(x(31e9)).toBeLessThan(800);
  const [from = 0, to = 0] = logAxis([5], [0, 100]).domain();
  expect(from).toBeLessThan(5);
  expect(to).toBeGreaterThan(5);
});

test('numbers are short and wear their prefix', () => {
  expect(shortText(4_089_184_256)).toBe('4.09 G');
  expect(shortText(25_557_032)).toBe('25.6 M');
  expect(shortText(12.5)).toBe('12.5');
});
