import { expect, test } from 'vitest';
import type { Rect } from '../geometry.ts';
import type { View } from './surface.ts';
import { standsFor, ZoomedGround } from './zoomed-ground.ts';

const view: View = { x: 40, y: -25, zoom: 0.2, width: 1000, height: 701, density: 1.5 };
const bare: ReadonlySet<string> = new Set();

/** The view after a zoom about the middle. */
const zoomed = (by: number): View => ({
  ...view,
  x: 500 + (view.x - 500) * by,
  y: 350 + (view.y - 350) * by,
  zoom: view.zoom * by,
});

test('a picture stands for a view of nearly its scale that it covers but for a narrow rim', () => {
  for (const by of [0.95, 1, 1.05, 1.2]) expect(standsFor(view, zoomed(by))).toBe(true);
  for (const by of [0.7, 1.3]) expect(standsFor(view, zoomed(by))).toBe(false);
  expect(standsFor(view, { ...view, x: view.x + 200 })).toBe(false);
  expect(standsFor(view, { ...view, width: 1001 })).toBe(false);
});

test('a picture that says less or more than a view does not stand for it', () => {
  expect(standsFor({ ...view, zoom: 0.33 }, { ...view, zoom: 0.35 })).toBe(false);
});

test('bands lie edge to edge over the view they began with, however far it has gone on', () => {
  const ground = new ZoomedGround();
  const held: Rect[] = [];
  let whole: View | null = null;
  let steps = 0;
  while (whole === null) {
    whole = ground.step(zoomed(1 + 0.02 * steps), bare, (goal, band) => {
      expect(goal).toEqual(zoomed(1));
      held.push(band);
    });
    steps += 1;
  }
  expect(whole).toEqual(zoomed(1));
  expect(steps).toBeGreaterThan(1);
  let end = 0;
  for (const { x, y, width, height } of held) {
    expect({ x, y, width }).toEqual({ x: 0, y: end, width: 1500 });
    end += height;
  }
  expect(end).toBe(Math.round(701 * 1.5));
});

test('what is dropped, and what elements cover otherwise, is drawn from its first band', () => {
  const ground = new ZoomedGround();
  const starts: number[] = [];
  const step = (covered: ReadonlySet<string>) => ground.step(view, covered, (_, band) => starts.push(band.y));
  step(bare);
  step(bare);
  ground.drop();
  step(bare);
  step(new Set(['conv']));
  expect([starts[0], starts[2], starts[3]]).toEqual([0, 0, 0]);
  expect(starts[1]).toBeGreaterThan(0);
});
