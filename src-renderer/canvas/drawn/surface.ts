import type { Rect } from '../../../src-core/scene/geometry.ts';
import { boundsOf, boundsOfAreas } from '../../../src-core/scene/lanes.ts';
import { showsLabels } from '../detail.ts';
import type { PlacedWire } from '../picture.ts';

/** The part of the canvas that is in view, as React Flow keeps it, and the pixels there are. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
  readonly width: number;
  readonly height: number;
  /** Pixels of the screen to one of CSS. */
  readonly density: number;
}

export const sameView = (a: View, b: View): boolean =>
  a.x === b.x &&
  a.y === b.y &&
  a.zoom === b.zoom &&
  a.width === b.width &&
  a.height === b.height &&
  a.density === b.density;

/** What is drawn reaches so many canvas pixels beyond its place. */
export const margin = 24;
/** The label of a wire reaches so many canvas pixels beyond the wire. */
export const labelReach = { x: 216, y: 24 } as const;

/** How many canvas pixels a wire reaches beyond its course at a zoom, with its label where that is drawn. */
export const wireMargin = ({ zoom }: View): number => (showsLabels(zoom) ? labelReach.x : margin);

/** The part of the level that a view shows, in canvas pixels. */
export const areaOf = ({ x, y, zoom, width, height }: View): Rect => ({
  x: -x / zoom,
  y: -y / zoom,
  width: width / zoom,
  height: height / zoom,
});

/** Sides of a box are multiples of this, or where they are shorter this halved, so that a canvas seldom changes its size. */
const boxStep = 256;

function stepped(size: number): number {
  let step = boxStep;
  while (step > 64 && size <= step / 2) step /= 2;
  return step * Math.ceil(size / step);
}

/**
 * The part of the screen, in its pixels, that holds some nodes and wires, as far as it is in view or within a rim of it: a
 * canvas costs what it covers, not what is drawn on it. Null where nothing of them is there.
 * @param rim in pixels of CSS
 */
export function boxOf(
  view: View,
  nodes: readonly Rect[],
  wires: readonly PlacedWire[],
  rim: number,
): { readonly box: Rect; readonly isWhole: boolean } | null {
  const { x, y, zoom, width, height, density } = view;
  const held = boundsOfAreas([...nodes, ...wires.map(({ points }) => boundsOf(points))]);
  const reach = (wires.length === 0 ? margin : wireMargin(view) * Math.max(1, zoom)) * density;
  const pixels = (at: number, by: number) => (at * zoom + by) * density;
  const end = { x: held.x + held.width, y: held.y + held.height };
  const [left, top] = [Math.floor(pixels(held.x, x) - reach), Math.floor(pixels(held.y, y) - reach)];
  const [right, bottom] = [Math.ceil(pixels(end.x, x) + reach), Math.ceil(pixels(end.y, y) + reach)];
  const from = Math.round(-rim * density);
  const [across, down] = [Math.round((width + rim) * density), Math.round((height + rim) * density)];
  const [x0, y0] = [Math.max(from, left), Math.max(from, top)];
  const [wide, high] = [Math.min(across, right) - x0, Math.min(down, bottom) - y0];
  if (!(wide > 0 && high > 0)) return null;
  return {
    box: { x: x0, y: y0, width: stepped(wide), height: stepped(high) },
    isWhole: left >= from && top >= from && right <= across && bottom <= down,
  };
}

/** Lays an element over a box of the screen, given in its pixels. */
export function lay(element: HTMLElement, box: Rect, density: number): void {
  element.style.left = `${box.x / density}px`;
  element.style.top = `${box.y / density}px`;
  element.style.width = `${box.width / density}px`;
  element.style.height = `${box.height / density}px`;
}

/** What a canvas is drawn on with. */
export type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** Lets a context draw in canvas pixels what a view has in a box of its screen, of which it covers the corner. */
export function drawIn(context: Context, { x, y, zoom, density }: View, box: Rect): void {
  context.setTransform(zoom * density, 0, 0, zoom * density, x * density - box.x, y * density - box.y);
  context.textBaseline = 'alphabetic';
  context.textAlign = 'left';
}
