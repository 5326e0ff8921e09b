import fc from 'fast-check';
import { expect, test } from 'vitest';
import { overlaps } from '../../../src-core/scene/spatial-index.ts';
import type { View } from './surface.ts';
import { areaOfTile, isSharp, placeIn, seenBy, standsFor, tilesOver } from './tiles.ts';

const view: View = { x: 40, y: -25, zoom: 0.2, width: 1000, height: 701, density: 1.5 };

/** The view after a zoom about the middle. */
const zoomed = (by: number): View => ({
  ...view,
  x: 500 + (view.x - 500) * by,
  y: 350 + (view.y - 350) * by,
  zoom: view.zoom * by,
});

test('tiles over an area lie edge to edge and hold all of it', () => {
  const size = fc.integer({ min: 1, max: 3000 });
  const place = fc.integer({ min: -5000, max: 5000 });
  const area = fc.record({ x: place, y: place, width: size, height: size });
  fc.assert(
    fc.property(area, fc.constantFrom(1, 1.25, 2, 3), (held, density) => {
      const tiles = tilesOver(held, density).map((tile) => areaOfTile(tile, density));
      for (const tile of tiles) expect(overlaps(tile, held)).toBe(true);
      const shared = tiles.reduce((sum, tile) => {
        const wide = Math.min(tile.x + tile.width, held.x + held.width) - Math.max(tile.x, held.x);
        const high = Math.min(tile.y + tile.height, held.y + held.height) - Math.max(tile.y, held.y);
        return sum + wide * high;
      }, 0);
      expect(shared).toBe(held.width * held.height);
    }),
  );
});

test('what a view shows of a picture is where the picture is put for that view', () => {
  for (const other of [view, zoomed(1.3), { ...view, x: 300, y: 12 }, { ...zoomed(0.8), x: -77 }]) {
    const { scale, x, y } = placeIn(view, other);
    const seen = seenBy(other, view);
    expect((seen.x / view.density) * scale + x).toBeCloseTo(0, 6);
    expect((seen.y / view.density) * scale + y).toBeCloseTo(0, 6);
    expect((seen.width / view.density) * scale).toBeCloseTo(other.width, 6);
    expect(seenBy(other, view, 50).width).toBeGreaterThan(seen.width);
  }
});

test('a picture is sharp where it is moved by whole pixels, and stands for views of nearly its scale', () => {
  expect(isSharp(view, view)).toBe(true);
  expect(isSharp(view, { ...view, x: view.x + 4, y: view.y - 2 })).toBe(true);
  expect(isSharp(view, { ...view, x: view.x + 0.5 })).toBe(false);
  expect(isSharp(view, zoomed(1.01))).toBe(false);
  for (const by of [0.7, 0.95, 1, 1.05, 1.5]) expect(standsFor(view, zoomed(by))).toBe(true);
  for (const by of [0.6, 1.7]) expect(standsFor(view, zoomed(by))).toBe(false);
  expect(standsFor(view, { ...view, density: 2 })).toBe(false);
});
