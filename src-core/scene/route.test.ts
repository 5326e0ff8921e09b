import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { WireEnd } from './route.ts';
import { chipPlace, corners, labelPlace, longestStretch, roundedPath } from './route.ts';

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

test('the time of a wire stands over against its label, and where it has no room a mark lies on the wire', () => {
  const down = corners({ x: 100, y: 70, side: 'bottom' }, { x: 100, y: 104, side: 'top' });
  expect([labelPlace(down, 'right').side, chipPlace(down, 'right', 40)]).toEqual([
    'right',
    { x: 68, y: 87, fits: true },
  ]);
  expect(chipPlace(down, 'left', 40)).toEqual({ x: 132, y: 87, fits: true });
  const along = (length: number) =>
    corners({ x: 0, y: 50, side: 'right' }, { x: length, y: 50, side: 'left' });
  expect(chipPlace(along(100), 'right', 40)).toEqual({ x: 50, y: 63, fits: true });
  expect(chipPlace(along(30), 'right', 40)).toEqual({ x: 15, y: 50, fits: false });
});
