import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Rect } from './geometry.ts';
import { overlaps, SpatialIndex } from './spatial-index.ts';

const rect = fc.record<Rect>({
  x: fc.integer({ min: -5000, max: 5000 }),
  y: fc.integer({ min: -5000, max: 5000 }),
  width: fc.integer({ min: 0, max: 3000 }),
  height: fc.integer({ min: 0, max: 3000 }),
});

test('what is found in an area is what a look at everything finds, after sets, moves and deletes', () => {
  const step = fc.record({ key: fc.nat({ max: 12 }), rect, isDeleted: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), fc.array(rect, { maxLength: 6 }), (steps, areas) => {
      const index = new SpatialIndex<number>();
      const all = new Map<number, Rect>();
      for (const { key, rect: at, isDeleted } of steps) {
        if (isDeleted) {
          index.delete(key);
          all.delete(key);
        } else {
          index.set(key, at);
          all.set(key, at);
        }
      }
      expect(index.size).toBe(all.size);
      for (const area of areas) {
        const wanted = [...all].filter(([, at]) => overlaps(at, area)).map(([key]) => key);
        expect(index.within(area).sort((a, b) => a - b)).toEqual(wanted.sort((a, b) => a - b));
      }
    }),
  );
});

test('a question looks at what is near, however much lies in one place', () => {
  const index = new SpatialIndex<number>();
  for (let key = 0; key < 500; key += 1) index.set(key, { x: 0, y: 0, width: 224, height: 70 });
  expect(index.within({ x: 100_000, y: 0, width: 2, height: 70 })).toEqual([]);
  expect(index.looked).toBe(0);
});
