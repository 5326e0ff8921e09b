import { expect, test } from 'vitest';
import { walkedPoint } from './walked-point.ts';

test('arrow keys walk the points and stop at the ends, other keys are left to others', () => {
  const walk = (keys: readonly string[], from: number) => keys.map((key) => walkedPoint(key, from, 5));
  expect(walk(['ArrowRight', 'ArrowUp', 'ArrowLeft', 'ArrowDown'], 2)).toEqual([3, 3, 1, 1]);
  expect(walk(['Home', 'End'], 2)).toEqual([0, 4]);
  expect(walk(['ArrowLeft', 'ArrowDown'], 0)).toEqual([0, 0]);
  expect(walk(['ArrowRight', 'ArrowUp'], 4)).toEqual([4, 4]);
  expect(walk(['Enter', 'a', 'Tab'], 2)).toEqual([null, null, null]);
});
