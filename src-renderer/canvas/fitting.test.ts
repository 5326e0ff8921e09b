import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Rect } from '../../src-core/scene/geometry.ts';
import { overlaps } from '../../src-core/scene/spatial-index.ts';
import { fittedView } from './fitting.ts';

const freeOf =
  (areas: readonly Rect[]) =>
  (area: Rect): boolean =>
    !areas.some((other) => overlaps(other, area));

const item = fc.record({
  x: fc.integer({ min: -2000, max: 2000 }),
  y: fc.integer({ min: -2000, max: 2000 }),
  width: fc.integer({ min: 40, max: 400 }),
  height: fc.integer({ min: 20, max: 120 }),
});

const boundsOf = (items: readonly Rect[]): Rect => {
  const [left, top] = [Math.min(...items.map(({ x }) => x)), Math.min(...items.map(({ y }) => y))];
  return {
    x: left,
    y: top,
    width: Math.max(...items.map(({ x, width }) => x + width)) - left,
    height: Math.max(...items.map(({ y, height }) => y + height)) - top,
  };
};

test('what is fitted is whole, and nothing lies over it', () => {
  const width = fc.integer({ min: 640, max: 1600 });
  const height = fc.integer({ min: 420, max: 900 });
  fc.assert(
    fc.property(fc.array(item, { minLength: 1, maxLength: 30 }), width, height, (items, wide, high) => {
      const corners = [
        { x: 12, y: high - 40, width: 200, height: 28 },
        { x: wide - 106, y: high - 142, width: 94, height: 130 },
      ];
      const room = { width: wide, height: high, top: 48, right: 0, corners };
      const { x, y, zoom } = fittedView(boundsOf(items), room, { least: 0.001, most: 1 }, freeOf(items));
      for (const each of items) {
        const drawn = {
          x: each.x * zoom + x,
          y: each.y * zoom + y,
          width: each.width * zoom,
          height: each.height * zoom,
        };
        expect(drawn.x).toBeGreaterThanOrEqual(0);
        expect(drawn.y).toBeGreaterThanOrEqual(48 - 1e-6);
        expect(drawn.x + drawn.width).toBeLessThanOrEqual(wide);
        expect(drawn.y + drawn.height).toBeLessThanOrEqual(high);
        for (const over of corners) {
          const isBeside =
            drawn.x + drawn.width <= over.x + 1e-6 ||
            over.x + over.width <= drawn.x + 1e-6 ||
            drawn.y + drawn.height <= over.y + 1e-6 ||
            over.y + over.height <= drawn.y + 1e-6;
          expect(isBeside).toBe(true);
        }
      }
    }),
    { verbose: true },
  );
});

test('a level that has no room begins at its beginning, where it can be read', () => {
  const area = { x: 100, y: 40, width: 4000, height: 9000 };
  const room = { width: 1000, height: 600, top: 48, right: 0, corners: [] };
  const { x, y, zoom } = fittedView(area, room, { least: 0.8, most: 1 }, freeOf([area]));
  expect(zoom).toBe(0.8);
  expect(x + area.x * zoom).toBe(60);
  expect(y + area.y * zoom).toBe(48);
});
