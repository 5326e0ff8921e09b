import { expect, test } from 'vitest';
import { resolveValues } from '../language/resolve.ts';
import { pickLevel } from './pick-level.ts';

const square = (side: number): number[] => [10, 20, 10 + side, 20 + side];

/** Which level each box is taken from, where every level has its own number in its region. */
function levelsOf(boxes: readonly number[][]): number[] {
  const count = boxes.length;
  const regions = [2, 3, 4, 5].map((level) => ({
    shape: [count, 1, 1, 1],
    data: new Float32Array(count).fill(level),
  }));
  const list = { shape: [count, 4], data: Float32Array.from(boxes.flat()) };
  const values = resolveValues(pickLevel, {});
  return [...pickLevel.evaluate(values, [list, ...regions], {}, [[count, 1, 1, 1]])[0]!.data];
}

test('a box is taken from level floor(4 + log2(side / 224)), between 2 and 5', () => {
  const sides = [1, 56, 111, 112, 150, 223, 224, 447, 448, 900, 1333];
  const levels = sides.map((side) => Math.min(Math.max(Math.floor(4 + Math.log2(side / 224)), 2), 5));
  expect(levelsOf(sides.map(square))).toEqual(levels);
  expect(levels).toEqual([2, 2, 2, 3, 3, 3, 4, 4, 5, 5, 5]);
});

test('the area counts, whatever the sides are', () => {
  expect(
    levelsOf([
      [0, 0, 1000, 12],
      [0, 0, 1000, 13],
      [5, 5, 5, 5],
    ]),
  ).toEqual([2, 3, 2]);
});
