import { expect, test } from 'vitest';
import { basesOf, changeOf, changeText } from './compare-results.ts';
import { resultOf } from './result.fixture.ts';
import type { StoredResult } from './result.ts';

const timed = (median: number, interval: readonly [number, number], changes: Partial<StoredResult> = {}) =>
  resultOf(1, { ms: { ...resultOf(1).ms, median, interval }, ...changes });

const base = timed(2, [1.9, 2.1]);

test('the ratio of two medians has the interval that their own give it', () => {
  // In logarithms the distances of 10% and 10%, and of the base's ends, under one root.
  const change = changeOf(timed(10, [9, 11]), timed(10, [9, 11]))!;
  const low = Math.hypot(Math.log(10 / 9), Math.log(11 / 10));
  const high = Math.hypot(Math.log(11 / 10), Math.log(10 / 9));
  expect(change.ratio).toBe(1);
  expect(change.interval[0]).toBeCloseTo(Math.exp(-low), 12);
  expect(change.interval[1]).toBeCloseTo(Math.exp(high), 12);
  expect(changeText(change)).toBe('1.000 (0.868–1.153)');
});

test('a base without any spread leaves the other its own interval, over it', () => {
  const change = changeOf(timed(2, [2, 2]), timed(3, [2.9, 3.2]))!;
  expect(change.interval.map((end) => Number(end.toFixed(9)))).toEqual([1.45, 1.6]);
});

test('held the other way round, ratio and interval are the reciprocals', () => {
  const [one, other] = [timed(5, [4.7, 5.6]), timed(7, [6.4, 7.1])];
  const [there, back] = [changeOf(one, other)!, changeOf(other, one)!];
  expect(there.ratio * back.ratio).toBeCloseTo(1, 12);
  expect(there.interval[0] * back.interval[1]).toBeCloseTo(1, 12);
  expect([there.verdict, back.verdict]).toEqual(['slower', 'faster']);
});

test('a difference is one where the interval is beyond 1, though the two intervals may overlap a little', () => {
  expect(changeOf(base, timed(2.13, [2.03, 2.23]))!.verdict).toBe('alike');
  expect(changeOf(base, timed(2.17, [2.08, 2.26]))!.verdict).toBe('slower');
  expect(changeOf(base, timed(1.5, [1.4, 1.6]))!.verdict).toBe('faster');
});

test('of fewer than six runs no interval holds the median at 95%, so nothing is said', () => {
  const few = { settings: { ...base.settings, runs: 5 } };
  expect(changeOf(timed(2, [1.9, 2.1], few), timed(4, [3.9, 4.1]))!.verdict).toBe('unknown');
  expect(changeOf(base, timed(4, [3.9, 4.1], few))!.verdict).toBe('unknown');
});

test('what else differs and what speaks against a comparison stands with it', () => {
  const other = timed(2, [1.9, 2.1], {
    graph: 'b'.repeat(64),
    settings: { ...base.settings, threads: 8 },
    busy: ['spin'],
    steady: false,
  });
  expect(changeOf(base, other)).toMatchObject({
    differs: ['design', 'threads'],
    doubts: ['busy', 'unsteady'],
  });
  expect(changeOf(base, base)).toMatchObject({ differs: [], doubts: [] });
});

test('there is no ratio to no time', () => {
  expect(changeOf(timed(0, [0, 0]), base)).toBeNull();
  expect(changeOf(base, timed(0, [0, 0]))).toBeNull();
});

test('results are held against the oldest of their graph, or all against one that was chosen', () => {
  const other = 'b'.repeat(64);
  const [newest, middle, oldest] = [resultOf(3), resultOf(2, { graph: other }), resultOf(1)];
  const all = [newest, middle, oldest];
  expect(all.map(basesOf(all, null))).toEqual([oldest, middle, oldest]);
  expect(all.map(basesOf(all, newest))).toEqual([newest, newest, newest]);
});
