import { expect, test } from 'vitest';
import { isSteady, mostSeconds, Rounds, steadyRule } from './steady.ts';

/** Makes runs of given times until the rounds end. */
function ran(asked: number | undefined, timeOf: (run: number) => number, most?: number) {
  const times: number[] = [];
  let clock = 0;
  const rounds = new Rounds(asked, [times], { ...(most !== undefined && { most }), now: () => clock });
  while (rounds.another()) {
    const time = timeOf(rounds.done);
    clock += time;
    times.push(time);
  }
  return { runs: times.length, clock, times };
}

test('runs that take alike end as soon as they are enough', () => {
  expect(ran(undefined, () => 5).runs).toBe(steadyRule.least);
});

test('runs that scatter go on until the interval is narrow', () => {
  const { runs, times } = ran(undefined, (run) => 10 + (run % 7) * 0.2);
  expect(runs).toBeGreaterThan(steadyRule.least);
  expect(isSteady(times)).toBe(true);
  expect(isSteady(times.slice(0, steadyRule.least))).toBe(false);
});

test('runs that never come to rest end in time, and are not steady', () => {
  const { clock, times, runs } = ran(undefined, (run) => (run % 2 === 0 ? 10 : 40));
  expect(clock).toBeGreaterThanOrEqual(steadyRule.seconds * 1000);
  expect(clock).toBeLessThan(steadyRule.seconds * 1000 + 50);
  expect(runs).toBeLessThan(steadyRule.most);
  expect(isSteady(times)).toBe(false);
});

test('how long runs may scatter can be said, as a number of seconds that somebody would wait', () => {
  expect(['2', '0.5', '3600'].map(mostSeconds)).toEqual([2, 0.5, 3600]);
  expect(['', '0', '-1', 'soon', '1e9', 'Infinity'].map(mostSeconds)).toEqual([10, 10, 10, 10, 10, 10]);
  expect(mostSeconds(undefined)).toBe(10);
});

test('one run is made however long it takes, and no more than the bound where they take nothing', () => {
  expect(ran(undefined, () => 60_000).runs).toBe(1);
  expect(ran(undefined, (run) => (run % 2) * 1e-3, 40).runs).toBe(40);
});

test('a number that is asked for is made, steady or not', () => {
  expect(ran(7, (run) => run ** 3).runs).toBe(7);
  expect(ran(200, () => 1_000).runs).toBe(200);
  expect(ran(0, () => 1).runs).toBe(1);
});

test('the number of runs that is told beforehand follows the time they take', () => {
  let clock = 0;
  const rounds = new Rounds(undefined, [[]], { now: () => clock });
  rounds.another();
  clock += 100;
  expect(rounds.total).toBe(100);
});
