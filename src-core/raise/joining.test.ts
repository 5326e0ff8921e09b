import { expect, test } from 'vitest';
import { catalogue } from '../catalogue.ts';
import { inputCountsOf, waysToEnter } from './joining.ts';

const open = (...sizes: readonly number[]) =>
  sizes.map((size, value) => ({ value, shape: [1n, 8n, BigInt(size), BigInt(size)] }));

test('a block whose number of inputs is a field says which field gives how many', () => {
  const definition = catalogue.definitionOf('unet-up');
  if (definition?.kind !== 'block') throw new Error('no block');
  expect([...inputCountsOf(definition)].slice(0, 3)).toEqual([
    [2, {}],
    [3, { skips: 2 }],
    [4, { skips: 3 }],
  ]);
});

test('two open tensors enter in either order, the latest ones first', () => {
  expect(waysToEnter(open(32, 16, 8), 2)).toEqual([
    [2, 1],
    [1, 2],
    [2, 0],
    [0, 2],
  ]);
});

test('three enter as one and two of a size, or as three sizes in a row', () => {
  expect(waysToEnter(open(16, 16, 8), 3)).toContainEqual([2, 0, 1]);
  expect(waysToEnter(open(32, 16, 8), 3)).toEqual([
    [0, 1, 2],
    [2, 1, 0],
  ]);
});

test('where nothing is open, nothing enters', () => {
  expect(waysToEnter([], 2)).toEqual([]);
});
