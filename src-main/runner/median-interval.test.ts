import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WordStream } from '../../src-core/lower/random.ts';
import { medianInterval } from './median-interval.ts';
import { medianIndex } from './timing.ts';

/** A stream of numbers in [0, 1). */
function drawing(seed: number): () => number {
  const stream = new WordStream(seed, 'times');
  const word = new Uint32Array(1);
  return () => {
    stream.fill(word);
    return word[0]! / 2 ** 32;
  };
}

const medianOf = (times: readonly number[]): number => times[medianIndex(times)]!;

test('it is what drawing samples comes to', () => {
  const seed = randomInt(2 ** 31);
  const draw = drawing(seed);
  for (const n of [5, 10, 21, 60]) {
    const times = Array.from({ length: n }, (_, index) => 1000 + index);
    const samples = 40_000;
    const medians = Array.from({ length: samples }, () =>
      medianOf(Array.from({ length: n }, () => times[Math.floor(draw() * n)]!)),
    ).sort((a, b) => a - b);
    const [low, high] = medianInterval(times);
    // A drawn share is within 5 standard deviations, 0.0039, of its own.
    const between = (share: number) =>
      [share - 0.004, share + 0.004].map((at) => medians[Math.floor(at * samples)]!) as [number, number];
    for (const [end, share] of [
      [low, 0.025],
      [high, 0.975],
    ] as const) {
      const [least, most] = between(share);
      expect(end, `seed ${seed}, ${n} times`).toBeGreaterThanOrEqual(least);
      expect(end, `seed ${seed}, ${n} times`).toBeLessThanOrEqual(most);
    }
  }
});

test('it covers the true median as often as it says', () => {
  const seed = randomInt(2 ** 31);
  const draw = drawing(seed);
  const trials = 2_000;
  let covered = 0;
  for (let trial = 0; trial < trials; trial++) {
    // Exponential times, whose median is ln 2.
    const [low, high] = medianInterval(Array.from({ length: 40 }, () => -Math.log1p(-draw())));
    if (low <= Math.LN2 && Math.LN2 <= high) covered += 1;
  }
  expect(covered / trials, `seed ${seed}`).toBeGreaterThan(0.92);
  expect(covered / trials, `seed ${seed}`).toBeLessThan(0.985);
});

test('it holds the median, and its ends are times of the runs', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 1, maxLength: 300 }), (times) => {
      const [low, high] = medianInterval(times);
      expect(times).toEqual(expect.arrayContaining([low, high]));
      expect(low).toBeLessThanOrEqual(medianOf(times));
      expect(high).toBeGreaterThanOrEqual(medianOf(times));
    }),
  );
});

test('ten thousand times have one too', () => {
  const [low, high] = medianInterval(Array.from({ length: 10_000 }, (_, index) => index));
  // Half of n less and more 1.96 times half its root.
  expect(low).toBeGreaterThan(4895);
  expect(low).toBeLessThan(4908);
  expect(high).toBeGreaterThan(5090);
  expect(high).toBeLessThan(5105);
});
