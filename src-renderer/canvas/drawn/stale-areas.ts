import type { Rect } from '../../../src-core/scene/geometry.ts';
import { boundsOf, boundsOfAreas, grown } from '../../../src-core/scene/lanes.ts';
import { labelPlace } from '../../../src-core/scene/route.ts';
import { overlaps } from '../../../src-core/scene/spatial-index.ts';
import { showsLabels } from '../detail.ts';
import type { PlacedWire, Stale } from '../picture.ts';
import type { View } from './surface.ts';
import { labelReach, margin } from './surface.ts';

/** Where more of what is drawn than this is stale, or in more pieces, it is drawn whole. */
const mostOfDrawn = 1 / 3;
const mostAreas = 48;
/** Pixels of the screen that are drawn in the time that one more piece takes. */
const costOfArea = 6000;
/** A line reaches so many pixels of the screen beyond its course, rounded up. */
const lineReach = 2;

/**
 * The parts to draw anew of what is drawn for a view, in pixels of its screen, for what has changed at rest; what lies close
 * together is one part.
 * @param drawn all that is drawn, which may reach beyond the view
 * @returns null where all of it must be
 */
export function staleAreas(view: View, drawn: Rect, stale: NonNullable<Stale>): readonly Rect[] | null {
  const { x, y, zoom, density } = view;
  const scale = zoom * density;
  const held = [
    ...stale.nodes.map((node) => grown(node, margin)),
    ...stale.wires.flatMap((wire) => areasOf(wire, view)),
  ];
  const areas: Rect[] = [];
  for (const area of held) {
    const left = Math.max(drawn.x, Math.floor((area.x + x / zoom) * scale) - lineReach);
    const top = Math.max(drawn.y, Math.floor((area.y + y / zoom) * scale) - lineReach);
    const right = Math.ceil((area.x + area.width + x / zoom) * scale) + lineReach;
    const bottom = Math.ceil((area.y + area.height + y / zoom) * scale) + lineReach;
    const part = {
      x: left,
      y: top,
      width: Math.min(drawn.x + drawn.width, right) - left,
      height: Math.min(drawn.y + drawn.height, bottom) - top,
    };
    if (!overlaps(part, drawn)) continue;
    const near = areas.findIndex(
      (other) => sizeOf(boundsOfAreas([other, part])) <= sizeOf(other) + sizeOf(part) + costOfArea,
    );
    const other = areas[near];
    if (other === undefined) areas.push(part);
    else areas[near] = boundsOfAreas([other, part]);
    if (areas.length > mostAreas) return null;
  }
  const covered = areas.reduce((sum, area) => sum + sizeOf(area), 0);
  return covered > sizeOf(drawn) * mostOfDrawn ? null : areas;
}

const sizeOf = ({ width, height }: Rect): number => width * height;

/** What a wire covers: its stretches, and its label where that is drawn. */
function areasOf({ points }: PlacedWire, { zoom }: View): readonly Rect[] {
  const stretches = points.slice(1).map((to, index) => grown(boundsOf([points[index] ?? to, to]), 1));
  if (!showsLabels(zoom)) return stretches;
  const { x, y } = labelPlace(points, 'right');
  const label = {
    x: x - labelReach.x,
    y: y - labelReach.y,
    width: 2 * labelReach.x,
    height: 2 * labelReach.y,
  };
  return [...stretches, label];
}
