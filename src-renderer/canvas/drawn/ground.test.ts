import { expect, test } from 'vitest';
import type { Rect } from '../../../src-core/scene/geometry.ts';
import { boundsOfAreas } from '../../../src-core/scene/lanes.ts';
import { overlaps } from '../../../src-core/scene/spatial-index.ts';
import type { Stale } from '../picture.ts';
import type { Layer } from './ground.ts';
import { Ground } from './ground.ts';
import type { View } from './surface.ts';
import type { Tile } from './tiles.ts';
import { areaOfTile, keyOf, seenBy, tilesOver } from './tiles.ts';

const nothing: Stale = { nodes: [], wires: [] };
const view: View = { x: 40, y: -25, zoom: 0.2, width: 1000, height: 700, density: 1 };

/** A layer that notes what is drawn instead of drawing it. */
class Noted implements Layer {
  view: View | null = null;
  isHidden = false;
  shownAs: View | null = null;
  drawn = 0;
  redrawn: readonly Rect[] = [];
  readonly tiles = new Map<string, Tile>();

  begin(next: View): void {
    this.clear();
    this.view = next;
  }
  clear(): void {
    this.tiles.clear();
    this.view = null;
  }
  missing(area: Rect): readonly Tile[] {
    return tilesOver(area, view.density).filter((tile) => !this.tiles.has(keyOf(tile)));
  }
  /** Of each of its tiles. */
  readonly pieces: number;

  constructor(pieces: number) {
    this.pieces = pieces;
  }

  draw(tile: Tile): number {
    this.drawn += 1;
    this.tiles.set(keyOf(tile), tile);
    return this.pieces;
  }
  redraw(areas: readonly Rect[]): void {
    this.redrawn = areas;
  }
  get extent(): Rect {
    const areas = [...this.tiles.values()].map((tile) => areaOfTile(tile, view.density));
    return boundsOfAreas(areas);
  }
  forgetBeyond(area: Rect): void {
    for (const [key, tile] of this.tiles)
      if (!overlaps(areaOfTile(tile, view.density), area)) this.tiles.delete(key);
  }
  showAs(next: View): void {
    this.shownAs = next;
  }
  /** True where all of a view is drawn. */
  holds(next: View): boolean {
    return this.view !== null && this.missing(seenBy(next, this.view)).length === 0;
  }
}

function grounded(pieces = 10) {
  const layers = [new Noted(pieces), new Noted(pieces)] as const;
  const ground = new Ground(...layers);
  const shown = () => layers.find(({ isHidden }) => !isHidden)!;
  const drawn = () => layers[0].drawn + layers[1].drawn;
  ground.show(view, nothing, false);
  return { ground, shown, drawn };
}

/** The view after a zoom about the middle. */
const zoomed = (by: number): View => ({
  ...view,
  x: 500 + (view.x - 500) * by,
  y: 350 + (view.y - 350) * by,
  zoom: view.zoom * by,
});

test('a pan shows no gap, draws no more than two tiles a step, and keeps few', () => {
  const { ground, shown, drawn } = grounded();
  const whole = shown().tiles.size;
  let worst = 0;
  for (let step = 1; step <= 400; step += 1) {
    const before = drawn();
    const next = { ...view, x: view.x - 6 * step, y: view.y - 3 * step };
    ground.show(next, nothing, false);
    worst = Math.max(worst, drawn() - before);
    expect(shown().holds(next)).toBe(true);
    expect(shown().shownAs).toEqual(next);
    expect(ground.isBehind).toBe(false);
  }
  expect(worst).toBeLessThanOrEqual(2);
  expect(shown().tiles.size).toBeLessThan(4 * whole);
  expect(drawn()).toBeLessThan(8 * whole);
});

test('a zoom in small steps draws one tile a step, and is sharp once it has stood still', () => {
  const { ground, shown, drawn } = grounded();
  let by = 1;
  for (let step = 0; step < 12; step += 1) {
    const before = drawn();
    by *= 1.03;
    ground.show(zoomed(by), nothing, false);
    expect(drawn() - before).toBeLessThanOrEqual(1);
    expect(ground.isBehind).toBe(true);
  }
  for (let frames = 0; ground.isBehind; frames += 1) {
    expect(frames).toBeLessThan(20);
    ground.show(zoomed(by), nothing, true);
  }
  expect(shown().view).toEqual(zoomed(by));
  expect(shown().holds(zoomed(by))).toBe(true);
});

test('a jump to another scale, and what may have changed anywhere, draws all that is in view at once', () => {
  const { ground, shown, drawn } = grounded();
  ground.show(zoomed(4), nothing, false);
  expect([shown().view, shown().holds(zoomed(4)), ground.isBehind]).toEqual([zoomed(4), true, false]);
  const before = drawn();
  ground.show(zoomed(4), null, true);
  expect(drawn() - before).toBe(shown().tiles.size);
});

test('what has changed at rest is drawn anew in what is shown, and in what is drawn out of sight', () => {
  const { ground, shown } = grounded();
  const first = shown();
  const node = { x: 500, y: 300, width: 224, height: 70 };
  ground.show(zoomed(1.4), nothing, false);
  ground.show(zoomed(1.4), nothing, true);
  ground.show(zoomed(1.4), { nodes: [node], wires: [] }, true);
  expect(first.redrawn).toHaveLength(1);
  ground.show(zoomed(1.4), { nodes: [{ x: -5000, y: -5000, width: 9e4, height: 9e4 }], wires: [] }, true);
  expect(first.redrawn).toEqual([first.extent]);
});

test('a step draws no more than a tile beyond 3,000 pieces, and the next ones go on until nothing is blank', () => {
  const { ground, shown, drawn } = grounded(2000);
  const perStep = [drawn()];
  expect([ground.isPatchy, shown().holds(view)]).toEqual([true, false]);
  while (ground.isPatchy) {
    const before = drawn();
    ground.show(view, nothing, true);
    perStep.push(drawn() - before);
  }
  expect(shown().holds(view)).toBe(true);
  expect(perStep.slice(0, -1).every((count) => count === 2)).toBe(true);
  expect(perStep.at(-1)).toBeLessThanOrEqual(2);
});
