import { expect, test } from 'vitest';
import { timesByPath } from './profile-times.ts';

test('the time of an item is the sum of its leaves', () => {
  const times = timesByPath({
    totalMs: 10,
    nodes: [
      { path: 'stem/conv1', ms: 1, kernels: 1 },
      { path: 'stage1/block1/conv', ms: 2, kernels: 2 },
      { path: 'stage1/block2/conv', ms: 4, kernels: 1 },
      { path: 'relu', ms: 0.5, kernels: 1 },
    ],
  });
  expect(times.get('stage1')).toEqual({ ms: 6, kernels: 3, share: 0.6 });
  expect(times.get('stage1/block2')).toEqual({ ms: 4, kernels: 1, share: 0.4 });
  expect(times.get('relu')).toEqual({ ms: 0.5, kernels: 1, share: 0.05 });
  expect(times.has('stage')).toBe(false);
});
