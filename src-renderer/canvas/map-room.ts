import type { Rect } from '../../src-core/scene/geometry.ts';

/** The map of the canvas in its corner at the bottom right. */
export const mapSize = { width: 92, height: 128 } as const;
/** Between the map and the edges of the canvas, and between what is shown and the map. */
const margin = 12;

interface Room {
  readonly width: number;
  readonly height: number;
}

interface View {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** What the map takes at the right and at the bottom of the canvas. */
export const mapReach = { right: mapSize.width + 2 * margin, bottom: mapSize.height + 2 * margin } as const;

/** Whether the map lies over any of these in a view of the canvas. */
export function isUnderMap(rects: readonly Rect[], { x, y, zoom }: View, { width, height }: Room): boolean {
  return rects.some(
    (rect) =>
      (rect.x + rect.width) * zoom + x > width - mapReach.right + margin &&
      (rect.y + rect.height) * zoom + y > height - mapReach.bottom + margin,
  );
}
