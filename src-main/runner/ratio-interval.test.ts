import { randomInt } from 'node:crypto';
import { expect, test } from 'vitest';
import { WordStream } from '../../src-core/lower/random.ts';
import { changeOf } from '../../src-core/results/compare-results.ts';
import { resultOf } from '../../src-core/results/result.fixture.ts';
import { medianInterval } from './median-interval.ts';
import { medianIndex } from './timing.ts';

const seed = Number(process.env.BLOCKWRIGHT_SEED ?? randomInt(2 ** 31));

/** A stream of numbers in [0, 1). */
function drawing(): () => number {
  const stream = new WordStream(seed, 'times');
  const word = new Uint32Array(1);
  return () => {
    stream.fill(word);
    return word[0]! / 2 ** 32;
  };
}

/** Of times as machines give them: a floor, a long tail, and now and then something else in the way. Its true median is `ms`. */
function timeOf(ms: number, draw: () => number): number {
  const tail = 0.02 * (-Math.log(1 - draw()) / Math.LN2 - 1);
  return ms * (1 + (draw() < 0.04 ? Math.max(tail, 0) * 8 : tail));
}

test(`it holds the true ratio about nineteen times in twenty, and calls few equal times different (seed ${seed})`, () => {
  const draw = drawing();
  const trials = 2000;
  for (const [n, ratio] of [
    [6, 1],
    [10, 1],
    [30, 1],
    [30, 1.02],
    [100, 0.99],
  ] as const) {
    const measured = (ms: number) => {
      const times = Array.from({ length: n }, () => timeOf(ms, draw)).sort((a, b) => a - b);
      return resultOf(1, {
        ms: { ...resultOf(1).ms, median: times[medianIndex(times)]!, interval: medianInterval(times) },
      });
    };
    let [held, different] = [0, 0];
    for (let trial = 0; trial < trials; trial++) {
      const { interval, verdict } = changeOf(measured(10), measured(10 * ratio))!;
      if (interval[0] <= ratio && ratio <= interval[1]) held++;
      if (verdict !== 'alike') different++;
    }
    // The share of 2,000 is within four standard deviations, 0.02, of its own.
    expect(held / trials, `${n} runs, ratio ${ratio}`).toBeGreaterThan(0.93);
    if (ratio === 1) expect(different / trials, `${n} runs`).toBeLessThan(0.07);
    else expect(different / trials, `${n} runs, ratio ${ratio}`).toBeGreaterThan(0.3);
  }
});
