import type { Rect } from '../../../src-core/scene/geometry.ts';
import { boundsOfAreas } from '../../../src-core/scene/lanes.ts';
import { overlaps } from '../../../src-core/scene/spatial-index.ts';
import type { View } from './surface.ts';
import { drawIn, lay } from './surface.ts';
import type { Tile } from './tiles.ts';
import { areaOfTile, keyOf, placeAs, tilesOver } from './tiles.ts';

/** Draws what a view has in an area of its screen, given in pixels. */
export interface AreaPainter<Content> {
  /** What there is to draw in it; null where there is nothing. */
  readonly contentOf: (view: View, area: Rect) => Content | null;
  /** Of how many pieces that is. */
  readonly piecesOf: (content: Content) => number;
  readonly paint: (context: OffscreenCanvasRenderingContext2D, view: View, content: Content) => void;
}

/** A tile that was drawn; without a canvas where there is nothing to see. */
interface Drawn {
  readonly area: Rect;
  canvas: HTMLCanvasElement | null;
}

/** Canvases that are kept for tiles to come. */
const mostSpare = 24;

/** The picture of one view and of what lies around it, in tiles that are drawn one by one. */
export class TileLayer<Content> {
  readonly #element: HTMLElement;
  readonly #painter: AreaPainter<Content>;
  readonly #tiles = new Map<string, Drawn>();
  readonly #spare: HTMLCanvasElement[] = [];
  readonly #desk = new OffscreenCanvas(1, 1);
  /** The view that its tiles were laid for; null while it is empty. */
  view: View | null = null;

  constructor(element: HTMLElement, painter: AreaPainter<Content>) {
    this.#element = element;
    this.#painter = painter;
  }

  /** Forgets what is drawn, and begins the picture of a view. */
  begin(view: View): void {
    this.clear();
    this.view = view;
  }

  clear(): void {
    for (const [key, tile] of this.#tiles) this.#drop(key, tile);
    this.view = null;
  }

  /** The tiles of an area of its view's screen that are not drawn yet. */
  missing(area: Rect): readonly Tile[] {
    if (this.view === null) return [];
    return tilesOver(area, this.view.density).filter((tile) => !this.#tiles.has(keyOf(tile)));
  }

  /** Draws a tile; returns of how many pieces. */
  draw(tile: Tile): number {
    if (this.view === null) return 0;
    const drawn: Drawn = { area: areaOfTile(tile, this.view.density), canvas: null };
    this.#tiles.set(keyOf(tile), drawn);
    return this.#paint(drawn, this.view, null);
  }

  /** Draws areas of its view's screen anew where they were drawn. */
  redraw(areas: readonly Rect[]): void {
    if (this.view === null) return;
    for (const drawn of this.#tiles.values()) {
      const parts = areas
        .filter((area) => overlaps(drawn.area, area))
        .map((area) => shared(drawn.area, area));
      if (parts.length > 0) this.#paint(drawn, this.view, parts);
    }
  }

  /** The smallest area of its view's screen that holds all tiles that are drawn, in pixels. */
  get extent(): Rect {
    return boundsOfAreas([...this.#tiles.values()].map(({ area }) => area));
  }

  /** Forgets the tiles that share nothing of an area of its view's screen. */
  forgetBeyond(area: Rect): void {
    for (const [key, tile] of this.#tiles) if (!overlaps(tile.area, area)) this.#drop(key, tile);
  }

  /** Shows it as another view has it. */
  showAs(view: View): void {
    if (this.view !== null) placeAs(this.#element, this.view, view);
  }

  set isHidden(is: boolean) {
    if (this.#element.hidden !== is) this.#element.hidden = is;
  }

  /**
   * Draws a tile, or parts of it. What is drawn is handed to the browser as a picture: a canvas that is drawn on costs its
   * area in each frame that anything on the page changes. Returns of how many pieces it is.
   */
  #paint(drawn: Drawn, view: View, parts: readonly Rect[] | null): number {
    const area = parts === null ? drawn.area : boundsOfAreas(parts);
    const content = this.#painter.contentOf(view, area);
    if (drawn.canvas === null && content === null) return 0;
    const brush = this.#brushOf(drawn.area);
    if (brush === null) return 0;
    brush.save();
    if (parts !== null) {
      brush.setTransform(1, 0, 0, 1, -drawn.area.x, -drawn.area.y);
      if (drawn.canvas !== null) brush.drawImage(drawn.canvas, drawn.area.x, drawn.area.y);
      brush.beginPath();
      for (const { x, y, width, height } of parts) {
        brush.clearRect(x, y, width, height);
        brush.rect(x, y, width, height);
      }
      brush.clip();
    }
    drawIn(brush, view, drawn.area);
    if (content !== null) this.#painter.paint(brush, view, content);
    brush.restore();
    if (drawn.canvas === null) {
      drawn.canvas = this.#spare.pop() ?? document.createElement('canvas');
      lay(drawn.canvas, drawn.area, view.density);
      this.#element.append(drawn.canvas);
    }
    drawn.canvas.getContext('bitmaprenderer')?.transferFromImageBitmap(this.#desk.transferToImageBitmap());
    return content === null ? 0 : this.#painter.piecesOf(content);
  }

  /** What tiles of a size are drawn with, blank. */
  #brushOf({ width, height }: Rect): OffscreenCanvasRenderingContext2D | null {
    if (this.#desk.width !== width) this.#desk.width = width;
    if (this.#desk.height !== height) this.#desk.height = height;
    return this.#desk.getContext('2d');
  }

  #drop(key: string, { canvas }: Drawn): void {
    this.#tiles.delete(key);
    if (canvas === null) return;
    canvas.remove();
    if (this.#spare.length < mostSpare) this.#spare.push(canvas);
  }
}

/** What two areas that overlap have in common. */
function shared(a: Rect, b: Rect): Rect {
  const [x, y] = [Math.max(a.x, b.x), Math.max(a.y, b.y)];
  return {
    x,
    y,
    width: Math.min(a.x + a.width, b.x + b.width) - x,
    height: Math.min(a.y + a.height, b.y + b.height) - y,
  };
}
