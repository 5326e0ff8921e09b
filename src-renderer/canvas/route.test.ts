import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Rect } from './geometry.ts';
import { isBlocked, lanes, wishOf } from './lanes.ts';
import type { WireEnd } from './route.ts';
import { corners, longestStretch, roundedPath } from './route.ts';
import { overlaps } from './spatial-index.ts';

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

test('a shortcut past a node gets a lane beside it, and the next one a lane of its own', () => {
  const node = { x: 0, y: 100, width: 400, height: 70 };
  const from: WireEnd = { x: 200, y: 70, side: 'bottom' };
  const to: WireEnd = { x: 200, y: 240, side: 'top' };
  const free: WireEnd = { x: 600, y: 70, side: 'bottom' };
  const obstacles = (area: Rect) => [node].filter((each) => overlaps(each, area));
  const wishes = [wishOf(from, to, obstacles, 'TB'), wishOf(free, { ...to, x: 600 }, obstacles, 'TB')];
  expect(lanes([wishes[0]!, wishes[0]!, wishes[1]!], obstacles, 'TB')).toEqual([424, 448, null]);
  expect(isBlocked(corners(from, to, 424), obstacles)).toBe(false);
});
