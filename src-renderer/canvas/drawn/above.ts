import type { SceneNode } from '../../../src-core/scene/geometry.ts';
import type { PlacedWire } from '../picture.ts';
import type { Context, View } from './surface.ts';
import { boxOf, drawIn, lay } from './surface.ts';
import { isSharp, placeAs, seenBy, standsFor } from './tiles.ts';

/** Pixels of CSS beside the view in which things are drawn too, so that a pan seldom has to draw them. */
export const rim = 128;

/** What there is to draw, and whether any of it is on the move. */
interface Lifted {
  readonly nodes: readonly SceneNode[];
  readonly wires: readonly PlacedWire[];
  readonly isMoving: boolean;
}

/** What was drawn: for which view, how far beside it in pixels of CSS, and whether that is all that any other can show. */
interface Drawn {
  readonly view: View;
  readonly beside: number;
  readonly isWhole: boolean;
}

export interface AbovePainter<Content extends Lifted> {
  /** What there is to draw in a view; null where there is nothing. */
  readonly contentOf: (view: View) => Content | null;
  readonly paint: (context: Context, view: View, content: Content) => void;
}

/** What lies above the ground, on a canvas no larger than that, which a step of a pan or of a zoom only moves. */
export class Above<Content extends Lifted> {
  readonly #element: HTMLElement;
  readonly #canvas = document.createElement('canvas');
  readonly #painter: AbovePainter<Content>;
  #drawn: Drawn | null = null;
  /** True while it stands for a view that is still to be drawn. */
  isBehind = false;

  constructor(element: HTMLElement, painter: AbovePainter<Content>) {
    this.#element = element;
    element.append(this.#canvas);
    this.#painter = painter;
  }

  /** Shows what is drawn where another view has it, as far as it can stand for that. */
  place(view: View): void {
    if (this.#drawn !== null && standsFor(this.#drawn.view, view))
      placeAs(this.#element, this.#drawn.view, view);
  }

  /** Shows a view, drawn anew where what it shows has changed or has come into view, and where a zoom has come to rest. */
  show(view: View, { isStale, isStill }: { readonly isStale: boolean; readonly isStill: boolean }): void {
    const drawn = this.#drawn;
    const isSharper = drawn !== null && isStill && !isSharp(drawn.view, view);
    if (isStale || isSharper || drawn === null || !holds(drawn, view)) this.#draw(view);
    else placeAs(this.#element, drawn.view, view);
    this.isBehind = this.#drawn !== null && !isSharp(this.#drawn.view, view);
  }

  #draw(view: View): void {
    const content = this.#painter.contentOf(view);
    // a drag draws each step anyway, and a canvas costs what it covers
    const beside = content?.isMoving ? 0 : rim;
    const found = content === null ? null : boxOf(view, content.nodes, content.wires, beside);
    this.#drawn = { view, beside, isWhole: found?.isWhole ?? true };
    const isHidden = found === null;
    if (this.#canvas.hidden !== isHidden) this.#canvas.hidden = isHidden;
    const context = this.#canvas.getContext('2d');
    if (content === null || found === null || context === null) return;
    const { box } = found;
    lay(this.#canvas, box, view.density);
    placeAs(this.#element, view, view);
    if (this.#canvas.width !== box.width) this.#canvas.width = box.width;
    if (this.#canvas.height !== box.height) this.#canvas.height = box.height;
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, box.width, box.height);
    drawIn(context, view, box);
    this.#painter.paint(context, view, content);
    context.restore();
  }
}

/** True where what was drawn only has to be moved or scaled to show another view. */
function holds({ view: drawn, beside, isWhole }: Drawn, view: View): boolean {
  if (!standsFor(drawn, view)) return false;
  if (isWhole) return true;
  const { x, y, width, height } = seenBy(view, drawn);
  const by = beside * view.density;
  const [right, bottom] = [drawn.width * view.density, drawn.height * view.density];
  return x >= -by && y >= -by && x + width <= right + by && y + height <= bottom + by;
}
