import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { WireEnd } from './route.ts';
import { corners, longestStretch, roundedPath } from './route.ts';

const coordinate = fc.integer({ min: -2000, max: 2000 });
const end = (side: WireEnd['side']) =>
  fc.record({ x: coordinate, y: coordinate }).map((point): WireEnd => ({ ...point, side }));

test('a wire between ports that face each other is one straight line', () => {
  const points = corners({ x: 100, y: 70, side: 'bottom' }, { x: 100, y: 104, side: 'top' });
  expect(points).toHaveLength(2);
  expect(roundedPath(points)).toBe('M100 70L100 104');
});

test('every stretch of a wire is horizontal or vertical, and it ends where it should', () => {
  const sides = fc.constantFrom<readonly [WireEnd['side'], WireEnd['side']]>(
    ['bottom', 'top'],
    ['right', 'left'],
    ['right', 'top'],
    ['bottom', 'left'],
  );
  const ends = sides.chain(([a, b]) => fc.tuple(end(a), end(b)));
  fc.assert(
    fc.property(ends, fc.option(coordinate), ([from, to], lane) => {
      const points = corners(from, to, lane);
      expect(points[0]).toMatchObject({ x: from.x, y: from.y });
      expect(points.at(-1)).toMatchObject({ x: to.x, y: to.y });
      const straight = points.length === 2;
      points.slice(1).forEach((point, index) => {
        const before = points[index]!;
        if (!straight) expect(Math.min(Math.abs(point.x - before.x), Math.abs(point.y - before.y))).toBe(0);
      });
      expect(longestStretch(points)).toHaveLength(2);
    }),
  );
});
