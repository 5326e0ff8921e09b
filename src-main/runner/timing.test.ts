import fc from 'fast-check';
import { expect, test } from 'vitest';
import { medianIndex, timingOf } from './timing.ts';

test('the median of an odd number of runs is the middle one', () => {
  expect(medianIndex([30, 10, 20])).toBe(2);
});

test('the median of an even number of runs is the lower of the two in the middle', () => {
  expect(medianIndex([40, 10, 30, 20])).toBe(3);
});

test('nearest rank: of ten runs the ninth is the p90', () => {
  const times = [10, 9, 8, 7, 6, 5, 4, 3, 2, 1].map((ms) => ms * 1000);
  expect(timingOf(times)).toEqual({ min: 1, median: 5, p90: 9, p99: 10, interval: [2, 8] });
});

test('every figure is the time of one of the runs, and they are in order', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 1, maxLength: 50 }), (times) => {
      const { min, median, p90, p99, interval } = timingOf(times);
      const figures = [min, median, p90, p99, ...interval];
      expect(times.map((time) => time / 1000)).toEqual(expect.arrayContaining(figures));
      expect(p90).toBeLessThanOrEqual(p99);
      expect(min).toBeLessThanOrEqual(median);
      expect(median).toBeLessThanOrEqual(p90);
      expect(times[medianIndex(times)]! / 1000).toBe(median);
    }),
  );
});
