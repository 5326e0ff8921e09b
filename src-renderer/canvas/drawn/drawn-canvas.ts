import type { Analysis } from '../../../src-core/analysis/analyzer.ts';
import type { Convention } from '../../../src-core/analysis/conventions/convention.ts';
import { surroundingsOf } from '../../../src-core/scene/wire-label.ts';
import { useDocument } from '../../store/document.ts';
import { isHighlighted, useHighlight } from '../../store/highlight.ts';
import { useJobs } from '../../store/jobs.ts';
import { comparedNow } from '../../store/profile-comparison.ts';
import { useSelection } from '../../store/selection.ts';
import { useView } from '../../store/view.ts';
import { useTheme } from '../../ui/theme.ts';
import { boxed } from '../box-selection.ts';
import { isReadable, zoomPause } from '../detail.ts';
import { useElements } from '../elements.ts';
import type { Picture, Stale } from '../picture.ts';
import { useWireDrag } from '../wire-drag.ts';
import { chipsOf } from './chip-of.ts';
import { Faces } from './faces.ts';
import type { Ink } from './ink.ts';
import { inkOf } from './ink.ts';
import { LevelPainter } from './level-painter.ts';
import { forgetWidths } from './pen.ts';
import type { View } from './surface.ts';
import { sameView } from './surface.ts';

export interface DrawnCanvasOptions {
  /** Which holds everything that is drawn, and says what the last frame drew. */
  readonly layer: HTMLElement;
  /** Two layers that lie on each other and of which one is seen. */
  readonly grounds: readonly [HTMLElement, HTMLElement];
  readonly upper: HTMLElement;
  readonly picture: Picture;
  /** The view now. */
  readonly viewOf: () => View;
  readonly conventionOf: () => Convention;
}

const nobody: ReadonlySet<string> = new Set();
const nothing: Stale = { nodes: [], wires: [] };

const added = (a: Stale, b: Stale): Stale =>
  a === null || b === null ? null : { nodes: [...a.nodes, ...b.nodes], wires: [...a.wires, ...b.wires] };

/** Draws the level in the next frame after anything it shows has changed, and only what has. */
export class DrawnCanvas {
  readonly #options: DrawnCanvasOptions;
  readonly #painter: LevelPainter;
  readonly #faces = new Faces();
  #frame = 0;
  #pause = 0;
  /** The view of the last frame. */
  #seen: View | null = null;
  /** What of the ground must be drawn anew; null for all of it. */
  #stale: Stale = null;
  /** True where what lies above the ground must be drawn anew. */
  #isAboveStale = true;
  #ink: Ink | null = null;
  readonly #stops: (() => void)[] = [];

  constructor(options: DrawnCanvasOptions) {
    this.#options = options;
    this.#painter = new LevelPainter(options.grounds, options.upper);
    const ground = () => this.invalidate();
    const upper = () => this.draw();
    const recolour = () => {
      this.#ink = null;
      this.invalidate();
    };
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const relearn = () => {
      forgetWidths();
      this.invalidate();
    };
    dark.addEventListener('change', recolour);
    document.fonts.addEventListener('loadingdone', relearn);
    this.#stops.push(
      () => dark.removeEventListener('change', recolour),
      () => document.fonts.removeEventListener('loadingdone', relearn),
      useTheme.subscribe(recolour),
      useView.subscribe(ground),
      useJobs.subscribe((now, before) => {
        if (now.profile !== before.profile || now.profileIsStale !== before.profileIsStale) ground();
      }),
      useDocument.subscribe(upper),
      useHighlight.subscribe(ground),
      useSelection.subscribe((now, before) => {
        if (now.paths !== before.paths || now.edges !== before.edges) upper();
      }),
      useWireDrag.subscribe((now, before) => {
        if (now.tensor !== before.tensor) upper();
      }),
      boxed.onChange(upper),
      useElements.subscribe((now, before) => {
        if (now.near !== before.near) this.#uncover([...before.near].filter((path) => !now.near.has(path)));
      }),
      options.picture.onChange((stale) => {
        this.#stale = added(this.#stale, stale);
        this.draw();
      }),
    );
    this.invalidate();
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#pause);
    for (const stop of this.#stops) stop();
  }

  /** Draws everything in the next frame. */
  invalidate(): void {
    this.#stale = null;
    this.draw();
  }

  /** Draws what lies above the ground in the next frame, and follows the view. */
  draw(): void {
    this.#isAboveStale = true;
    this.follow();
  }

  /** Puts what is drawn where the view has it, and draws what it lacks in the next frame. */
  follow(): void {
    this.#painter.place(this.#options.viewOf());
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#paint();
    });
  }

  /** Draws in the present frame what elements that are about to go said. */
  #uncover(paths: readonly string[]): void {
    const { picture, viewOf } = this.#options;
    const nodes = paths.flatMap((path) => picture.nodeAt(path) ?? []);
    if (nodes.length === 0 || !isReadable(viewOf().zoom)) return;
    this.#stale = added(this.#stale, { nodes, wires: [] });
    this.#paint();
  }

  #paint(): void {
    const { picture, layer, viewOf } = this.#options;
    const { scene } = picture;
    const view = viewOf();
    if (scene === null || view.width === 0 || view.height === 0) return;
    const isStill = this.#seen !== null && sameView(this.#seen, view);
    this.#seen = view;
    const { analysis } = useDocument.getState();
    const isRead = this.#read(analysis);
    this.#ink ??= inkOf(layer);
    const surroundings = surroundingsOf(scene);
    const { paths, edges } = useSelection.getState();
    const highlight = useHighlight.getState();
    this.#painter.paint(
      view,
      {
        picture,
        faces: this.#faces,
        analysis,
        surroundings,
        ink: this.#ink,
        selected: boxed.paths ?? new Set(paths),
        selectedWires: new Set(edges),
        hasLit: highlight.origins.size > 0,
        isLit: (path) => highlight.origins.size > 0 && isHighlighted(highlight, path),
        litTensor: useWireDrag.getState().tensor,
        chipOf: chipsOf(analysis, scene.path, surroundings, this.#options.conventionOf()),
        covered: isReadable(view.zoom) ? useElements.getState().near : nobody,
      },
      { ground: isRead ? null : this.#stale, isAboveStale: isRead || this.#isAboveStale, isStill },
    );
    this.#stale = nothing;
    this.#isAboveStale = false;
    if (this.#painter.drawn > 0) layer.dataset.drawnItems = String(this.#painter.drawn);
    layer.dataset.placedItems = String(picture.placed);
    this.#catchUp(isStill);
  }

  /** Draws what is still blank, and once the view has stood still for a moment what a zoom has left behind; more each frame. */
  #catchUp(isStill: boolean): void {
    clearTimeout(this.#pause);
    const { isBehind, isPatchy } = this.#painter;
    if (!isBehind && !isPatchy) return;
    if (isStill || isPatchy) this.follow();
    else this.#pause = window.setTimeout(() => this.follow(), zoomPause);
  }

  #read(analysis: Analysis): boolean {
    const { heat, bars, unitBase } = useView.getState();
    const { profile, profileIsStale } = useJobs.getState();
    return this.#faces.read(analysis, {
      items: analysis.items,
      totals: analysis.totals,
      heat,
      bars,
      convention: this.#options.conventionOf(),
      unitBase,
      times: profile?.times ?? null,
      totalMs: profile?.report.totalMs ?? null,
      changes: comparedNow()?.byPath ?? null,
      isStale: profileIsStale,
    });
  }
}
