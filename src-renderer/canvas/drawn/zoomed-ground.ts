import { detailAt } from '../detail.ts';
import type { Rect } from '../geometry.ts';
import type { View } from './surface.ts';

/** A picture that is scaled by more than this is too coarse to stand for what it shows. */
const mostScale = 1.25;
/** The most that stays empty at a side of the view while what belongs there is being drawn, as a part of it. */
const mostEmpty = 0.12;
/** Steps over which the ground is drawn: more would leave it too far behind, fewer take too long each. */
const bands = 4;

/** How a picture of one view has to be scaled and shifted to show another. */
const shownIn = (drawn: View, view: View) => {
  const scale = view.zoom / drawn.zoom;
  return { scale, x: view.x - drawn.x * scale, y: view.y - drawn.y * scale };
};

/** True where the picture of one view can stand for another until that is drawn. */
export function standsFor(drawn: View, view: View): boolean {
  const { width, height, density } = view;
  if (drawn.width !== width || drawn.height !== height || drawn.density !== density) return false;
  if (detailAt(drawn.zoom) !== detailAt(view.zoom)) return false;
  const { scale, x, y } = shownIn(drawn, view);
  const covers = (from: number, size: number) =>
    from <= size * mostEmpty && from + size * scale >= size * (1 - mostEmpty);
  return scale <= mostScale && scale * mostScale >= 1 && covers(x, width) && covers(y, height);
}

/** Lets the picture of one view stand for another; drawing is left to the compositor of the browser. */
export function showAs(canvas: HTMLCanvasElement, drawn: View, view: View): void {
  const { scale, x, y } = shownIn(drawn, view);
  const isSame = scale === 1 && x === 0 && y === 0;
  const transform = isSame ? '' : `translate(${x}px, ${y}px) scale(${scale})`;
  if (canvas.style.transform !== transform) canvas.style.transform = transform;
}

/** What of a ground is drawn beside the one in view: a band each step, so that no step of a zoom draws all of it. */
export class ZoomedGround {
  #goal: View | null = null;
  #covered: ReadonlySet<string> | null = null;
  #drawn = 0;

  /** Starts over with the next band. */
  drop(): void {
    this.#goal = null;
  }

  /**
   * Draws the next band: of the view that is being drawn, or of `view` where there is none.
   * @param covered what elements cover; where that has changed all bands are drawn again
   * @returns the view that is drawn whole; null while bands are missing
   */
  step(view: View, covered: ReadonlySet<string>, draw: (goal: View, band: Rect) => void): View | null {
    if (this.#goal === null || this.#covered !== covered) {
      this.#goal = view;
      this.#covered = covered;
      this.#drawn = 0;
    }
    const goal = this.#goal;
    const width = Math.round(goal.width * goal.density);
    const height = Math.round(goal.height * goal.density);
    const edge = (band: number) => Math.round((height * band) / bands);
    const y = edge(this.#drawn);
    this.#drawn += 1;
    draw(goal, { x: 0, y, width, height: edge(this.#drawn) - y });
    if (this.#drawn < bands) return null;
    this.#goal = null;
    return goal;
  }
}
