import { detailAt } from '../detail.ts';
import type { Rect } from '../geometry.ts';
import { boundsOf, grown } from '../lanes.ts';
import type { PlacedWire, Stale } from '../picture.ts';
import { labelPlace } from '../route.ts';
import { overlaps } from '../spatial-index.ts';
import type { View } from './surface.ts';
import { labelReach, margin } from './surface.ts';

/** Where more of the view than this is stale, or in more pieces, it is drawn whole. */
const mostOfView = 1 / 3;
const mostAreas = 48;
/** A line reaches so many pixels of the screen beyond its course, rounded up. */
const lineReach = 2;

/**
 * The parts of the screen to draw anew, in its pixels and clear of each other's borders, for what has changed at rest.
 * @returns null where the whole view must be
 */
export function staleAreas(view: View, stale: Stale): readonly Rect[] | null {
  if (stale === null) return null;
  const { x, y, zoom, width, height, density } = view;
  const scale = zoom * density;
  const screen = { x: 0, y: 0, width: Math.round(width * density), height: Math.round(height * density) };
  const held = [
    ...stale.nodes.map((node) => grown(node, margin)),
    ...stale.wires.flatMap((wire) => areasOf(wire, view)),
  ];
  const areas: Rect[] = [];
  let covered = 0;
  for (const area of held) {
    const left = Math.max(0, Math.floor((area.x + x / zoom) * scale) - lineReach);
    const top = Math.max(0, Math.floor((area.y + y / zoom) * scale) - lineReach);
    const right = Math.ceil((area.x + area.width + x / zoom) * scale) + lineReach;
    const bottom = Math.ceil((area.y + area.height + y / zoom) * scale) + lineReach;
    const part = {
      x: left,
      y: top,
      width: Math.min(screen.width, right) - left,
      height: Math.min(screen.height, bottom) - top,
    };
    if (!overlaps(part, screen) || areas.some((other) => holds(other, part))) continue;
    areas.push(part);
    covered += part.width * part.height;
    if (areas.length > mostAreas || covered > screen.width * screen.height * mostOfView) return null;
  }
  return areas;
}

/** What a wire covers: its stretches, and its label where that is drawn. */
function areasOf({ points }: PlacedWire, { zoom }: View): readonly Rect[] {
  const stretches = points.slice(1).map((to, index) => grown(boundsOf([points[index] ?? to, to]), 1));
  if (detailAt(zoom) !== 'near') return stretches;
  const { x, y } = labelPlace(points, 'right');
  const label = {
    x: x - labelReach.x,
    y: y - labelReach.y,
    width: 2 * labelReach.x,
    height: 2 * labelReach.y,
  };
  return [...stretches, label];
}

const holds = (a: Rect, b: Rect): boolean =>
  b.x >= a.x && b.y >= a.y && b.x + b.width <= a.x + a.width && b.y + b.height <= a.y + a.height;
