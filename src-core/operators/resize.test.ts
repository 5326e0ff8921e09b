import { expect, test } from 'vitest';
import { nearestRows, repeatsEvenly, tapsOf } from './resampling.ts';
import { resize } from './resize.ts';

const row = (...values: number[]) => ({ shape: [1, 1, 1, values.length], data: Float32Array.from(values) });
const fields = { to: 'size', factor: 2n, rows: 1n } as const;
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
  expect(nearestRows(3, 123)[41]).toBe(0);
  expect(repeatsEvenly(3, 123)).toBe(false);
  expect(repeatsEvenly(3, 9)).toBe(true);
  expect(repeatsEvenly(4, 6)).toBe(false);
});

test('taps stay inside the map and weights between 0 and 1', () => {
  for (const mode of ['nearest', 'bilinear', 'bilinear-corners'] as const) {
    for (let size = 1; size <= 12; size++) {
      for (let count = 1; count <= 30; count++) {
        const taps = tapsOf(mode, size, count);
        expect(taps).toHaveLength(count);
        for (const { low, high, weight } of taps) {
          expect(low).toBeGreaterThanOrEqual(0);
          expect(high).toBeLessThan(size);
          expect(weight).toBeGreaterThanOrEqual(0);
          expect(weight).toBeLessThan(1);
        }
      }
    }
  }
});
