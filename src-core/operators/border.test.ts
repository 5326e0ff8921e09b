import { expect, test } from 'vitest';
import { expand } from '../language/expand.ts';
import type { Given } from '../language/field.ts';
import { borderedPositions } from './border.ts';
import { conv2d } from './convolution.ts';
import { pad } from './pad.ts';

test('each border goes on as PyTorch has it', () => {
  expect(borderedPositions('constant', 3, [2, 1])).toEqual([-1, -1, 0, 1, 2, -1]);
  expect(borderedPositions('reflect', 3, [2, 2])).toEqual([2, 1, 0, 1, 2, 1, 0]);
  expect(borderedPositions('replicate', 2, [1, 3])).toEqual([0, 0, 1, 1, 1, 1]);
  expect(borderedPositions('circular', 3, [3, 1])).toEqual([0, 1, 2, 0, 1, 2, 0]);
});

const map = [[1n, 2n, 4n, 9n]];
const tooWide = (border: string, pad: number, most: number) =>
  expect.objectContaining({
    issue: expect.objectContaining({
      code: 'shape/border',
      data: { border, pad, most: String(most), size: '4' },
    }),
  });

test('a border that the map cannot fill is refused', () => {
  const padded = (fields: Given) => () => expand(pad, fields, map);
  expect(padded({ top: 3, mode: 'reflect' })).not.toThrow();
  expect(padded({ top: 4, mode: 'reflect' })).toThrow(tooWide('reflect', 4, 3));
  expect(padded({ top: 4, bottom: 4, mode: 'circular' })).not.toThrow();
  expect(padded({ bottom: 5, mode: 'circular' })).toThrow(tooWide('circular', 5, 4));
  expect(padded({ bottom: 50, mode: 'replicate' })).not.toThrow();
  const convolved = () => expand(conv2d, { kernel: 9, paddingMode: 'reflect' }, map);
  expect(convolved).toThrow(tooWide('reflect', 4, 3));
});
