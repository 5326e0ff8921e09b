import { expect, test } from 'vitest';
import { binsOf } from './adaptive-bins.ts';
import { adaptiveAvgPool, adaptiveMaxPool } from './adaptive-pooling.ts';

test.each([
  [
    6,
    3,
    [
      [0, 2],
      [2, 4],
      [4, 6],
    ],
  ],
  [
    7,
    3,
    [
      [0, 3],
      [2, 5],
      [4, 7],
    ],
  ],
  [
    10,
    7,
    [
      [0, 2],
      [1, 3],
      [2, 5],
      [4, 6],
      [5, 8],
      [7, 9],
      [8, 10],
    ],
  ],
  [
    2,
    5,
    [
      [0, 1],
      [0, 1],
      [0, 2],
      [1, 2],
      [1, 2],
    ],
  ],
  [5, 1, [[0, 5]]],
])('%i rows in %i bins', (size, count, bins) => {
  expect(binsOf(size, count).map(({ first, end }) => [first, end])).toEqual(bins);
});

test('bins cover every row, in order, and none is empty', () => {
  for (let size = 1; size <= 40; size++) {
    for (let count = 1; count <= 40; count++) {
      const bins = binsOf(size, count);
      expect(bins[0]!.first).toBe(0);
      expect(bins.at(-1)!.end).toBe(size);
      for (const [i, { first, end }] of bins.entries()) {
        expect(end).toBeGreaterThan(first);
        if (i > 0) expect(first).toBeLessThanOrEqual(bins[i - 1]!.end);
      }
    }
  }
});

test('values of uneven bins', () => {
  const x = { shape: [1, 1, 1, 5], data: Float32Array.of(1, 5, 3, 2, 10) };
  const values = { rows: 1n, columns: 3n, like: false };
  const [mean] = adaptiveAvgPool.evaluate(values, [x], {}, [[1, 1, 1, 3]]);
  const [most] = adaptiveMaxPool.evaluate(values, [x], {}, [[1, 1, 1, 3]]);
  // Bins 0-2, 1-4 and 3-5.
  expect([...mean!.data]).toEqual([3, 10 / 3, 6].map(Math.fround));
  expect([...most!.data]).toEqual([5, 5, 10]);
});

test('bins slide evenly where the size divides, and only then', () => {
  const values = { rows: 2n, columns: 1n, like: false };
  const [rows, columns] = adaptiveAvgPool.windows!(values, [[1n, 1n, 6n, 5n]])!;
  expect(rows).toMatchObject({ kernel: 3n, stride: 3 });
  expect(columns).toMatchObject({ kernel: 5n, stride: 1 });
  expect(adaptiveAvgPool.windows!(values, [[1n, 1n, 7n, 5n]])).toBeNull();
});
