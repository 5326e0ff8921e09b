import type { Rect } from '../../../src-core/scene/geometry.ts';
import type { View } from './surface.ts';

/** A square piece of a picture, by its place among the others. */
export interface Tile {
  readonly column: number;
  readonly row: number;
}

/** Side of a tile in pixels of CSS: small enough to draw within a frame, large enough that there are few. */
const side = 256;

const sizeOf = (density: number): number => Math.round(side * density);

export const keyOf = ({ column, row }: Tile): string => `${column} ${row}`;

/** The pixels that a tile covers of a screen of this density, counted from the corner of the view it was laid for. */
export function areaOfTile({ column, row }: Tile, density: number): Rect {
  const size = sizeOf(density);
  return { x: column * size, y: row * size, width: size, height: size };
}

/** The tiles that share some of an area given in pixels of the screen, row by row. */
export function tilesOver(area: Rect, density: number): readonly Tile[] {
  const size = sizeOf(density);
  const [left, top] = [Math.floor(area.x / size), Math.floor(area.y / size)];
  const [right, bottom] = [Math.ceil((area.x + area.width) / size), Math.ceil((area.y + area.height) / size)];
  const tiles: Tile[] = [];
  for (let row = top; row < bottom; row += 1)
    for (let column = left; column < right; column += 1) tiles.push({ column, row });
  return tiles;
}

/** How a picture drawn for one view is scaled and shifted, in pixels of CSS, to show another. */
export function placeIn(
  drawn: View,
  view: View,
): { readonly scale: number; readonly x: number; readonly y: number } {
  const scale = view.zoom / drawn.zoom;
  return { scale, x: view.x - drawn.x * scale, y: view.y - drawn.y * scale };
}

/** Shows an element drawn for one view as another has it; scaling and shifting are left to the browser's compositor. */
export function placeAs(element: HTMLElement, drawn: View, view: View): void {
  const { scale, x, y } = placeIn(drawn, view);
  const isSame = scale === 1 && x === 0 && y === 0;
  const transform = isSame ? '' : `translate(${x}px, ${y}px) scale(${scale})`;
  if (element.style.transform !== transform) element.style.transform = transform;
}

/** What a view shows, with a rim of so many pixels of CSS, in pixels of the screen of a view that was drawn. */
export function seenBy(view: View, drawn: View, rim = 0): Rect {
  const { scale, x, y } = placeIn(drawn, view);
  const by = drawn.density / scale;
  return {
    x: (-rim - x) * by,
    y: (-rim - y) * by,
    width: (view.width + 2 * rim) * by,
    height: (view.height + 2 * rim) * by,
  };
}

/** True where a picture drawn for one view shows another pixel by pixel. */
export function isSharp(drawn: View, view: View): boolean {
  const isWhole = (by: number) => Math.abs(by - Math.round(by)) < 1e-6;
  return (
    drawn.zoom === view.zoom &&
    drawn.density === view.density &&
    isWhole((view.x - drawn.x) * view.density) &&
    isWhole((view.y - drawn.y) * view.density)
  );
}

/** A picture that is scaled by more than this is too coarse to stand for what it shows. */
const mostScale = 1.6;
/** From this scale on a sharper picture is begun though the view goes on moving. */
const coarseFrom = 1.2;

const scaleBetween = (drawn: View, view: View): number =>
  Math.max(view.zoom / drawn.zoom, drawn.zoom / view.zoom);

/** True where the picture of one view can stand for another until that is drawn. */
export const standsFor = (drawn: View, view: View): boolean =>
  drawn.density === view.density && scaleBetween(drawn, view) <= mostScale;

export const isCoarse = (drawn: View, view: View): boolean => scaleBetween(drawn, view) >= coarseFrom;
