import type { Viewport } from '@xyflow/react';
import type { Rect } from '../../src-core/scene/geometry.ts';

/** A canvas in pixels, with what lies over it. */
export interface FitRoom {
  readonly width: number;
  readonly height: number;
  /** How far down the bars at the upper edge reach. */
  readonly top: number;
  /** How far in from the right edge something lies over all of its height. */
  readonly right: number;
  /** What lies over the lower corners, in pixels of the canvas. */
  readonly corners: readonly Rect[];
}

export interface ZoomRange {
  /** A level that is only whole from farther away is shown from its beginning instead. */
  readonly least: number;
  readonly most: number;
}

/** Pixels that stay free around what is shown. */
const margin = 20;
const side = 0.06;

type Insets = { readonly left: number; readonly right: number; readonly bottom: number };

/** The view that shows an area whole and centred between insets. */
function viewIn(area: Rect, room: FitRoom, insets: Insets, { least, most }: ZoomRange): Viewport {
  const width = Math.max(1, room.width - insets.left - insets.right);
  const height = Math.max(1, room.height - room.top - insets.bottom);
  const zoom = Math.max(least, Math.min(most, width / area.width, height / area.height));
  // what is larger than its room begins at its edge
  const along = (from: number, size: number, given: number): number =>
    from + Math.max(0, (given - size * zoom) / 2);
  return {
    x: along(insets.left, area.width, width) - area.x * zoom,
    y: along(room.top, area.height, height) - area.y * zoom,
    zoom,
  };
}

/** What a rectangle of the canvas shows of the level. */
const under = ({ x, y, width, height }: Rect, view: Viewport): Rect => ({
  x: (x - view.x) / view.zoom,
  y: (y - view.y) / view.zoom,
  width: width / view.zoom,
  height: height / view.zoom,
});

/** Insets that keep clear of none, some or all of what lies over the corners, beside or above it. */
function choices(room: FitRoom): readonly Insets[] {
  const base: Insets = {
    left: room.width * side,
    right: Math.max(room.width * side, room.right),
    bottom: margin,
  };
  let found: readonly Insets[] = [base];
  for (const corner of room.corners) {
    const isLeft = corner.x + corner.width / 2 < room.width / 2;
    const above = room.height - corner.y + margin / 2;
    found = found.flatMap((insets) => [
      insets,
      isLeft
        ? { ...insets, left: Math.max(insets.left, corner.x + corner.width + margin) }
        : { ...insets, right: Math.max(insets.right, room.width - corner.x + margin) },
      { ...insets, bottom: Math.max(insets.bottom, above) },
    ]);
  }
  return found;
}

/**
 * The view that shows a level as large as it gets with nothing over its items.
 * @param area what is to be shown, in canvas coordinates
 * @param isFree whether no item shares a rectangle with what it is asked of
 */
export function fittedView(
  area: Rect,
  room: FitRoom,
  zooms: ZoomRange,
  isFree: (area: Rect) => boolean,
): Viewport {
  const views = choices(room).map((insets) => viewIn(area, room, insets, zooms));
  const free = views.filter((view) => room.corners.every((corner) => isFree(under(corner, view))));
  const [first] = [...(free.length > 0 ? free : views)].sort((a, b) => b.zoom - a.zoom);
  return first as Viewport;
}
