import { expect, test } from 'vitest';
import type { Rect } from './geometry.ts';
import { isBlocked, lanes } from './lanes.fixture.ts';
import { wishOf } from './lanes.ts';
import type { WireEnd } from './route.ts';
import { corners } from './route.ts';
import { overlaps } from './spatial-index.ts';

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

test('a lane runs beside what lies in the way, not beside a column that stands apart', () => {
  const column = (x: number): Rect => ({ x, y: 100, width: 224, height: 70 });
  const [own, apart] = [column(0), column(352)];
  const from: WireEnd = { x: 112, y: 70, side: 'bottom' };
  const to: WireEnd = { x: 112, y: 240, side: 'top' };
  const among = (all: readonly Rect[]) => (area: Rect) => all.filter((each) => overlaps(each, area));
  expect(wishOf(from, to, among([own, apart]), 'TB')?.lane).toBe(248);
  expect(wishOf(from, to, among([own, column(272)]), 'TB')?.lane).toBe(520);
});

test('wires of a heap of items look for no more lanes than can be told apart', () => {
  const heap = { x: 0, y: 100, width: 400, height: 70 };
  const from: WireEnd = { x: 200, y: 70, side: 'bottom' };
  const to: WireEnd = { x: 200, y: 240, side: 'top' };
  let asked = 0;
  const obstacles = (area: Rect) => {
    asked += 1;
    return [heap].filter((each) => overlaps(each, area));
  };
  const count = 400;
  const wish = wishOf(from, to, obstacles, 'TB');
  asked = 0;
  const given = lanes(new Array<typeof wish>(count).fill(wish), obstacles, 'TB');
  expect(new Set(given).size).toBe(49);
  expect(asked).toBeLessThan(49 * count);
});
