import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Box } from './place-labels.ts';
import { overlap, placeLabels } from './place-labels.ts';

const bounds: Box = { left: 0, top: 0, width: 560, height: 360 };
const marks = fc.array(
  fc.record({
    x: fc.integer({ min: 10, max: 550 }),
    y: fc.integer({ min: 10, max: 350 }),
    radius: fc.constant(6),
    width: fc.integer({ min: 20, max: 140 }),
    height: fc.constant(16),
  }),
  { maxLength: 24 },
);

test('no name lies over another, over a mark, over an obstacle or outside', () => {
  const obstacle: Box = { left: 200, top: 100, width: 80, height: 16 };
  fc.assert(
    fc.property(marks, (all) => {
      const places = placeLabels(all, bounds, [obstacle]).filter((place) => place !== null);
      for (const [i, place] of places.entries()) {
        for (const other of places.slice(i + 1)) expect(overlap(place, other)).toBe(0);
        for (const { x, y, radius } of all) {
          const disc = { left: x - radius, top: y - radius, width: 2 * radius, height: 2 * radius };
          expect(overlap(place, disc)).toBe(0);
        }
        expect(overlap(place, obstacle)).toBe(0);
        expect(place.left).toBeGreaterThanOrEqual(0);
        expect(place.left + place.width).toBeLessThanOrEqual(560);
      }
    }),
  );
});

test('five networks close to one another all keep their names', () => {
  const near = [
    [458, 580, 90],
    [481, 575, 95],
    [474, 522, 80],
    [540, 471, 100],
    [282, 554, 120],
  ].map(([x, y, width]) => ({ x: x! - 85, y: y! - 403, radius: 6, width: width!, height: 16 }));
  expect(placeLabels(near, bounds).every((place) => place !== null)).toBe(true);
});
