import { expect, test } from 'vitest';
import { resultOf } from '../../src-core/results/result.fixture.ts';
import { resultRows } from './result-rows.ts';

const [a, b, c] = ['a', 'b', 'c'].map((letter) => letter.repeat(64)) as [string, string, string];
const timed = (number: number, graph: string, median: number) =>
  resultOf(number, { graph, ms: { ...resultOf(number).ms, median, interval: [median - 0.1, median + 0.1] } });
const results = [timed(4, a, 3), timed(3, b, 9), timed(2, a, 2.1), timed(1, a, 2)];

test('each graph has its oldest result as the baseline, and results of another design than the open one are told apart', () => {
  const rows = resultRows(results, a, null);
  expect(rows.map(({ isBaseline }) => isBaseline)).toEqual([false, true, false, true]);
  expect(rows.map(({ change }) => change?.ratio ?? null)).toEqual([1.5, null, 1.05, null]);
  expect(rows.map(({ change }) => change?.verdict ?? null)).toEqual(['slower', null, 'alike', null]);
  expect(rows.map(({ isCurrent }) => isCurrent)).toEqual([true, false, true, true]);
  expect(resultRows(results, null, null).map(({ isCurrent }) => isCurrent)).toEqual([null, null, null, null]);
  expect(resultRows(results, c, null).map(({ isCurrent }) => isCurrent)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});

test('any result can be the baseline of all, which then say where they compute something else', () => {
  const rows = resultRows(results, a, results[0]!.id);
  expect(rows.map(({ isBaseline }) => isBaseline)).toEqual([true, false, false, false]);
  expect(rows[2]!.change!.ratio).toBeCloseTo(0.7);
  expect(rows.map(({ change }) => change?.differs ?? null)).toEqual([null, ['design'], [], []]);
  expect(rows.map(({ isChosen }) => isChosen)).toEqual([true, false, false, false]);
});
