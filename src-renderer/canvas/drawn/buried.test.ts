import { expect, it } from 'vitest';
import { withoutBuried } from './buried.ts';

const at = (x: number, name: number) => ({ x, y: 0, width: 10, height: 10, name });

it('draws the last of those that lie in one place, in their order', () => {
  const heap = Array.from({ length: 10_000 }, (_, index) => at(index % 3, index));
  expect(withoutBuried(heap)).toEqual(
    [at(0, 9999), at(1, 9997), at(2, 9998)].toSorted((a, b) => a.name - b.name),
  );
});

it('draws all of an area where items lie as people lay them', () => {
  const pair = [at(0, 1), at(0, 2)];
  expect(withoutBuried(pair)).toBe(pair);
});
