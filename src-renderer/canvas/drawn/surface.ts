import { detailAt } from '../detail.ts';
import type { Rect } from '../geometry.ts';
import { boundsOf } from '../lanes.ts';
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

/** True where what is drawn for one view only has to be shifted to be drawn for the other. */
export const sameScale = (a: View, b: View): boolean =>
  a.zoom === b.zoom && a.width === b.width && a.height === b.height && a.density === b.density;

export const sameView = (a: View, b: View): boolean => sameScale(a, b) && a.x === b.x && a.y === b.y;

/** What is drawn reaches so many canvas pixels beyond its place. */
export const margin = 24;
/** The label of a wire reaches so many canvas pixels beyond the wire. */
export const labelReach = { x: 216, y: 24 } as const;

/** How many canvas pixels a wire reaches beyond its course at a zoom, with its label where that is drawn. */
export const wireMargin = ({ zoom }: View): number => (detailAt(zoom) === 'near' ? labelReach.x : margin);

/** The part of the level that a view shows, in canvas pixels. */
export const areaOf = ({ x, y, zoom, width, height }: View): Rect => ({
  x: -x / zoom,
  y: -y / zoom,
  width: width / zoom,
  height: height / zoom,
});

/** Boxes begin and end on multiples of this, so that a canvas seldom changes its size. */
const boxStep = 64;

/**
 * The part of the screen, in its pixels, that holds some nodes and wires, as far as it is in view: a canvas costs what it
 * covers, not what is drawn on it. Null where nothing of them is in view.
 */
export function boxOf(view: View, nodes: readonly Rect[], wires: readonly PlacedWire[]): Rect | null {
  const { x, y, zoom, width, height, density } = view;
  const corner = (node: Rect) => ({ x: node.x + node.width, y: node.y + node.height });
  const held = boundsOf([
    ...nodes.flatMap((node) => [node, corner(node)]),
    ...wires.flatMap(({ points }) => points),
  ]);
  const pixels = (at: number, by: number) => (at * zoom + by) * density;
  const low = (at: number) => Math.max(0, boxStep * Math.floor((at - margin * density) / boxStep));
  const high = (at: number, most: number) =>
    Math.min(Math.round(most * density), boxStep * Math.ceil((at + margin * density) / boxStep));
  const [left, top] = [low(pixels(held.x, x)), low(pixels(held.y, y))];
  const end = corner(held);
  const [right, bottom] = [high(pixels(end.x, x), width), high(pixels(end.y, y), height)];
  if (!(right > left && bottom > top)) return null;
  // a label beside a wire may reach farther than any margin
  return detailAt(zoom) === 'near'
    ? { x: 0, y: 0, width: Math.round(width * density), height: Math.round(height * density) }
    : { x: left, y: top, width: right - left, height: bottom - top };
}

/** The context of a canvas in canvas pixels, cleared and clipped to a strip of it, or covering no more than a box. */
export function prepared(
  canvas: HTMLCanvasElement,
  { x, y, zoom, width, height, density }: View,
  strip: Rect | null,
  box: Rect = { x: 0, y: 0, width: Math.round(width * density), height: Math.round(height * density) },
): CanvasRenderingContext2D | null {
  const { width: wide, height: high } = box;
  canvas.style.left = `${box.x / density}px`;
  canvas.style.top = `${box.y / density}px`;
  canvas.style.width = `${wide / density}px`;
  canvas.style.height = `${high / density}px`;
  if (canvas.width !== wide || canvas.height !== high) {
    canvas.width = wide;
    canvas.height = high;
  }
  const context = canvas.getContext('2d');
  if (context === null) return null;
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  if (strip === null) context.clearRect(0, 0, wide, high);
  else {
    context.beginPath();
    context.rect(strip.x, strip.y, strip.width, strip.height);
    context.clip();
    context.clearRect(strip.x, strip.y, strip.width, strip.height);
  }
  context.setTransform(zoom * density, 0, 0, zoom * density, x * density - box.x, y * density - box.y);
  context.textBaseline = 'alphabetic';
  context.textAlign = 'left';
  return context;
}
