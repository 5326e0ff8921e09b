import { expect, test } from 'vitest';
import { bySizes, nearestRows, repeatsEvenly, resampleModes, tapsOf } from './resampling.ts';
import { resize } from './resize.ts';

const row = (...values: number[]) => ({ shape: [1, 1, 1, values.length], data: Float32Array.from(values) });
const fields = {
  to: 'size',
  factor: 2n,
  factorWidth: 2n,
  divisor: 1,
  divisorWidth: 1,
  recompute: false,
  rows: 1n,
  like: false,
} as const;
const resized = (mode: 'nearest' | 'bilinear' | 'bilinear-corners', columns: number, ...values: number[]) => {
  const [y] = resize.evaluate({ ...fields, mode, columns: BigInt(columns) }, [row(...values)], {}, [
    [1, 1, 1, columns],
  ]);
  return [...y!.data];
};

// Values of torch.nn.functional.interpolate on [1, 2, 4] and [0, 1, 2, 3].
test('nearest repeats the value at or before each position', () => {
  expect(resized('nearest', 6, 1, 2, 4)).toEqual([1, 1, 2, 2, 4, 4]);
  expect(resized('nearest', 5, 1, 2, 4)).toEqual([1, 1, 2, 2, 4]);
  expect(resized('nearest', 2, 1, 2, 4)).toEqual([1, 2]);
});

test('bilinear blends between pixel centres and holds the edges', () => {
  expect(resized('bilinear', 6, 1, 2, 4)).toEqual([1, 1.25, 1.75, 2.5, 3.5, 4]);
  expect(resized('bilinear', 2, 0, 1, 2, 3)).toEqual([0.5, 2.5]);
  expect(resized('bilinear', 1, 0, 1, 2, 3)).toEqual([1.5]);
});

test('bilinear-corners spans from the first pixel to the last', () => {
  expect(resized('bilinear-corners', 5, 1, 2, 4)).toEqual([1, 1.5, 2, 3, 4]);
  expect(resized('bilinear-corners', 1, 3, 2, 4)).toEqual([3]);
});

test('nearest rounds its step as PyTorch does', () => {
  const rows = (size: number, count: number) => nearestRows('nearest', bySizes(size, count));
  const isEven = (size: number, count: number) => repeatsEvenly(rows(size, count), bySizes(size, count));
  expect(rows(3, 123)[41]).toBe(0);
  expect(isEven(3, 123)).toBe(false);
  expect(isEven(3, 9)).toBe(true);
  expect(isEven(4, 6)).toBe(false);
});

test('taps stay inside the map, and their weights add up to 1', () => {
  for (const mode of resampleModes) {
    for (let size = 1; size <= 12; size++) {
      for (let count = 1; count <= 30; count++) {
        const rows = tapsOf(mode, bySizes(size, count));
        expect(rows).toHaveLength(count);
        for (const taps of rows) {
          expect(taps.every(([row]) => row >= 0 && row < size)).toBe(true);
          expect(taps.reduce((sum, [, weight]) => sum + weight, 0)).toBeCloseTo(1, 12);
          if (!mode.startsWith('bicubic')) {
            expect(taps.every(([, weight]) => weight > 0 && weight <= 1)).toBe(true);
            expect(new Set(taps.map(([row]) => row)).size).toBe(taps.length);
          }
        }
      }
    }
  }
});
