import type { Stale } from '../picture.ts';
import { staleAreas } from './stale-areas.ts';
import type { View } from './surface.ts';
import type { TileLayer } from './tile-layer.ts';
import { isCoarse, isSharp, seenBy, standsFor } from './tiles.ts';

/** Pixels of CSS by which tiles are drawn ahead of the view, and around it in which they are kept. */
const ahead = 128;
const kept = 512;
/** Tiles that a step draws which does not show them yet: while the view moves, and once it rests. */
const whileMoving = 1;
const atRest = 3;
/** Items and wires after which a step leaves the tiles that are still to be drawn to the next one. */
const mostAtOnce = 3000;

/** What the ground asks of a layer of tiles. */
export type Layer = Pick<
  TileLayer<unknown>,
  | 'view'
  | 'begin'
  | 'clear'
  | 'missing'
  | 'draw'
  | 'redraw'
  | 'extent'
  | 'forgetBeyond'
  | 'showAs'
  | 'isHidden'
>;

/**
 * Everything that is at rest, drawn in tiles. A pan moves them and draws what comes into view, some of it ahead. A zoom
 * scales them; a sharp picture is drawn tile by tile out of sight, and is shown once it is whole.
 */
export class Ground {
  #shown: Layer;
  #next: Layer;
  #last: View | null = null;
  /** True while what is shown stands for a view that is still to be drawn. */
  isBehind = false;
  /** True while parts of the view are blank that are still to be drawn: there was more than a step may draw. */
  isPatchy = false;

  /** Takes two layers that lie on each other, of which one is seen. */
  constructor(shown: Layer, next: Layer) {
    this.#shown = shown;
    this.#next = next;
  }

  /** Shows what is drawn where another view has it, as far as it can stand for that. */
  place(view: View): void {
    const { view: drawn } = this.#shown;
    if (drawn !== null && standsFor(drawn, view)) this.#shown.showAs(view);
  }

  /** Shows a view in which no more than `stale` has changed at rest; `isStill` where it is the one of the last frame. */
  show(view: View, stale: Stale, isStill: boolean): void {
    const drawn = this.#shown.view;
    this.isPatchy = false;
    if (drawn === null || stale === null || !standsFor(drawn, view)) this.#startOver(view);
    else {
      for (const layer of [this.#shown, this.#next]) redraw(layer, view, stale);
      if (isSharp(drawn, view)) this.#goOn(view, isStill);
      else this.#catchUp(drawn, view, isStill);
    }
    this.#last = view;
    this.#shown.showAs(view);
    this.#shown.isHidden = false;
    this.#next.isHidden = true;
  }

  #startOver(view: View): void {
    this.#next.clear();
    this.#shown.begin(view);
    this.#drawMissing(this.#shown, view);
    this.isBehind = false;
  }

  /** Draws what has come into view, or some of what will come next. */
  #goOn(view: View, isStill: boolean): void {
    this.#next.clear();
    this.isBehind = false;
    if (this.#drawMissing(this.#shown, view) > 0 || isStill || this.#last === null) return;
    const [dx, dy] = [Math.sign(view.x - this.#last.x), Math.sign(view.y - this.#last.y)];
    this.#drawMissing(this.#shown, { ...view, x: view.x + ahead * dx, y: view.y + ahead * dy }, whileMoving);
    forgetBeyond(this.#shown, view, kept);
  }

  /** Draws some of what a scaled picture lacks in view, else some of the sharp one that comes after it. */
  #catchUp(drawn: View, view: View, isStill: boolean): void {
    this.isBehind = true;
    const most = isStill ? atRest : whileMoving;
    if (this.#drawMissing(this.#shown, view, most) > 0) return;
    if (this.#next.view === null) {
      if (!isStill && !isCoarse(drawn, view)) return;
      this.#next.begin(view);
    }
    const goal = this.#next.view ?? view;
    if (this.#drawMissing(this.#next, goal, most) === most) return;
    [this.#shown, this.#next] = [this.#next, this.#shown];
    this.#next.clear();
    this.isBehind = !isSharp(goal, view);
  }

  /** Draws tiles that a view lacks; returns how many. */
  #drawMissing(layer: Layer, view: View, most = Number.POSITIVE_INFINITY): number {
    if (layer.view === null) return 0;
    const tiles = layer.missing(seenBy(view, layer.view)).slice(0, most);
    let pieces = 0;
    for (const [index, tile] of tiles.entries()) {
      pieces += layer.draw(tile);
      if (pieces < mostAtOnce || index === tiles.length - 1) continue;
      this.isPatchy ||= layer === this.#shown;
      return index + 1;
    }
    return tiles.length;
  }
}

/** Draws anew what has changed of what a layer holds: in pieces, or all that is in view. */
function redraw(layer: Layer, view: View, stale: NonNullable<Stale>): void {
  if (layer.view === null || (stale.nodes.length === 0 && stale.wires.length === 0)) return;
  const areas = staleAreas(layer.view, layer.extent, stale);
  if (areas === null) forgetBeyond(layer, view, 0);
  layer.redraw(areas ?? [layer.extent]);
}

function forgetBeyond(layer: Layer, view: View, rim: number): void {
  if (layer.view !== null) layer.forgetBeyond(seenBy(view, layer.view, rim));
}
