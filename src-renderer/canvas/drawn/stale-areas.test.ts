import { expect, test } from 'vitest';
import type { Rect } from '../../../src-core/scene/geometry.ts';
import type { PlacedWire } from '../picture.ts';
import { staleAreas } from './stale-areas.ts';
import type { View } from './surface.ts';

const view: View = { x: 100, y: 50, zoom: 0.2, width: 1000, height: 600, density: 2 };
const screen: Rect = { x: 0, y: 0, width: 2000, height: 1200 };

const wireAlong = (...points: readonly (readonly [x: number, y: number])[]): PlacedWire => ({
  wire: {
    id: 'e1',
    from: { item: 'a', port: 'out' },
    to: { item: 'b', port: 'in' },
    shape: null,
    skips: false,
    lane: null,
  },
  points: points.map(([x, y]) => ({ x, y })),
});

const holds = (areas: readonly Rect[], x: number, y: number): boolean =>
  areas.some((area) => x > area.x && x < area.x + area.width && y > area.y && y < area.y + area.height);

test('what an item and a wire cover is drawn anew, on whole pixels, and what lies between them is not', () => {
  const node = { x: 100, y: 200, width: 224, height: 70 };
  const wire = wireAlong([1000, 300], [1000, 800], [1600, 800]);
  const areas = staleAreas(view, screen, { nodes: [node], wires: [wire] })!;
  const covered = (x: number, y: number) => holds(areas, (x * 0.2 + 100) * 2, (y * 0.2 + 50) * 2);
  expect([covered(101, 201), covered(323, 269)]).toEqual([true, true]);
  expect([covered(1000, 300), covered(1000, 799), covered(1600, 800)]).toEqual([true, true, true]);
  expect([covered(700, 400), covered(1300, 500)]).toEqual([false, false]);
  for (const area of areas) for (const value of Object.values(area)) expect(value).toBe(Math.round(value));
});

test('what is out of view is not drawn, and what is partly in view ends with it', () => {
  const out = { x: -5000, y: 0, width: 224, height: 70 };
  const across = wireAlong([-5000, 300], [9000, 300]);
  const areas = staleAreas(view, screen, { nodes: [out], wires: [across] })!;
  expect(areas).toHaveLength(1);
  expect(areas[0]).toMatchObject({ x: 0, width: 2000 });
});

test('near, the label of a wire belongs to it', () => {
  const wire = wireAlong([100, 100], [100, 400]);
  const near = { ...view, zoom: 1 };
  const areas = staleAreas(near, screen, { nodes: [], wires: [wire] })!;
  expect(holds(areas, (100 + 150 + 100) * 2, (250 + 50) * 2)).toBe(true);
  expect(holds(staleAreas(view, screen, { nodes: [], wires: [wire] })!, (150 * 0.2 + 100) * 2, 200)).toBe(
    false,
  );
});

test('all is drawn where much of it has changed', () => {
  expect(
    staleAreas(view, screen, { nodes: [{ x: 0, y: 0, width: 4000, height: 2000 }], wires: [] }),
  ).toBeNull();
  expect(staleAreas(view, screen, { nodes: [], wires: [] })).toEqual([]);
});
