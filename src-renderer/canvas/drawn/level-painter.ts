import type { Analysis } from '../../../src-core/analysis/analyzer.ts';
import { detailAt } from '../detail.ts';
import type { Rect, SceneNode } from '../geometry.ts';
import { grown } from '../lanes.ts';
import type { Picture, PlacedWire, Stale } from '../picture.ts';
import type { Surroundings } from '../wire-label.ts';
import { labelOf, labelSide } from '../wire-label.ts';
import type { NodeBrush, NodeLook } from './brush.ts';
import type { Faces } from './faces.ts';
import { railText } from './faces.ts';
import type { Ink } from './ink.ts';
import { paintCardOf, paintSpecks } from './paint-nodes.ts';
import { paintLabel, paintWires } from './paint-wires.ts';
import { paintRail, paintWords } from './paint-words.ts';
import { staleAreas } from './stale-areas.ts';
import type { View } from './surface.ts';
import { areaOf, boxOf, margin, prepared, sameScale, sameView, wireMargin } from './surface.ts';
import { showAs, standsFor, ZoomedGround } from './zoomed-ground.ts';

/** What is drawn, besides where. */
export interface Shown {
  readonly picture: Picture;
  readonly faces: Faces;
  readonly analysis: Analysis;
  readonly surroundings: Surroundings;
  readonly ink: Ink;
  readonly selected: ReadonlySet<string>;
  readonly selectedWires: ReadonlySet<string>;
  readonly hasLit: boolean;
  readonly isLit: (path: string) => boolean;
  readonly litTensor: string | null;
  /** Paths of items whose elements cover them, so that what they say is drawn beneath for nobody. */
  readonly covered: ReadonlySet<string>;
}

/** Below this zoom an item is a speck of a few pixels. */
const speckBelow = 0.11;

const isNothing = (stale: Stale): boolean => stale?.nodes.length === 0 && stale.wires.length === 0;

/**
 * Draws a level onto two canvases that lie on each other: the ground with all that is at rest, and above it what is
 * selected or on the move. A step of a drag draws the upper one alone; a pan shifts both and draws what comes into view. A
 * zoom scales the ground as it is until it is drawn anew, a band each step.
 */
export class LevelPainter {
  readonly #ground: HTMLCanvasElement;
  readonly #upper: HTMLCanvasElement;
  readonly #beside = new ZoomedGround();
  readonly #besideCanvas = document.createElement('canvas');
  /** The view that the ground shows. */
  #view: View | null = null;
  /** How many items the last frame drew. */
  drawn = 0;
  /** True while the ground stands for a view that is still to be drawn: each frame draws more of it. */
  isBehind = false;

  constructor(ground: HTMLCanvasElement, upper: HTMLCanvasElement) {
    this.#ground = ground;
    this.#upper = upper;
  }

  /** Draws a frame in which, besides the view and what lies above the ground, no more than `stale` has changed. */
  paint(view: View, shown: Shown, stale: Stale): void {
    this.drawn = 0;
    const before = this.#view;
    const isScaled = before !== null && !sameScale(before, view);
    this.isBehind = isScaled && isNothing(stale) && standsFor(before, view);
    if (this.isBehind) this.#follow(view, shown);
    else {
      this.#beside.drop();
      const areas = before === null || isScaled ? null : staleAreas(view, stale);
      if (before === null || areas === null || !this.#shift(before, view, shown))
        this.#paintGround(this.#ground, view, shown, null);
      else for (const area of areas) this.#paintGround(this.#ground, view, shown, area);
      this.#view = view;
    }
    if (this.#view !== null) showAs(this.#ground, this.#view, view);
    this.#paintUpper(view, shown);
  }

  /** Draws one band more of the ground that the view has come to, and puts it in place once it is whole. */
  #follow(view: View, shown: Shown): void {
    const canvas = this.#besideCanvas;
    const whole = this.#beside.step(view, shown.covered, (goal, band) =>
      this.#paintGround(canvas, goal, shown, band),
    );
    const context = whole === null ? null : this.#ground.getContext('2d');
    if (whole === null || context === null) return;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.globalCompositeOperation = 'copy';
    context.drawImage(canvas, 0, 0);
    context.globalCompositeOperation = 'source-over';
    this.#view = whole;
    this.isBehind = !sameView(whole, view);
  }

  /** Moves what is drawn along with the view, and draws the strips that come into it; false where it cannot be moved. */
  #shift(before: View, view: View, shown: Shown): boolean {
    if (before.x === view.x && before.y === view.y) return true;
    const dx = (view.x - before.x) * view.density;
    const dy = (view.y - before.y) * view.density;
    const { width, height } = this.#ground;
    const isWhole = Number.isInteger(dx) && Number.isInteger(dy);
    if (!isWhole || Math.abs(dx) >= width / 2 || Math.abs(dy) >= height / 2) return false;
    const context = this.#ground.getContext('2d');
    if (context === null) return true;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.globalCompositeOperation = 'copy';
    context.drawImage(this.#ground, dx, dy);
    context.globalCompositeOperation = 'source-over';
    const across = { x: dx > 0 ? 0 : width + dx, y: 0, width: Math.abs(dx), height };
    const along = { x: 0, y: dy > 0 ? 0 : height + dy, width, height: Math.abs(dy) };
    for (const strip of [across, along])
      if (strip.width > 0 && strip.height > 0) this.#paintGround(this.#ground, view, shown, strip);
    return true;
  }

  /** Draws what is at rest in the whole view, or in a strip of it given in pixels of the screen. */
  #paintGround(canvas: HTMLCanvasElement, view: View, shown: Shown, strip: Rect | null): void {
    const context = prepared(canvas, view, strip);
    if (context === null) return;
    const { picture } = shown;
    const scale = view.zoom * view.density;
    const area =
      strip === null
        ? areaOf(view)
        : {
            x: strip.x / scale - view.x / view.zoom,
            y: strip.y / scale - view.y / view.zoom,
            width: strip.width / scale,
            height: strip.height / scale,
          };
    const beside = grown(area, wireMargin(view));
    const wires = picture.wiresIn(beside).filter(({ wire }) => !picture.isMovingWire(wire.id));
    const nodes = picture.nodesIn(grown(area, margin)).filter(({ name }) => !picture.isLifted(name));
    const brush = { context, ink: shown.ink, zoom: view.zoom, detail: detailAt(view.zoom) };
    this.#paintWires(wires, brush, shown);
    this.#paintNodes(nodes, brush, shown, true);
    context.restore();
  }

  /** Draws what is selected, and what is on the move. */
  #paintUpper(view: View, shown: Shown): void {
    const { picture, selected, selectedWires, litTensor, ink } = shown;
    const area = grown(areaOf(view), margin);
    const names = new Set(picture.lifted);
    for (const path of selected) {
      const node = picture.nodeAt(path);
      if (node !== undefined) names.add(node.name);
    }
    const nodes =
      names.size < 50
        ? [...names].flatMap((name) => picture.nodeNamed(name) ?? [])
        : picture.nodesIn(area).filter(({ name }) => names.has(name));
    const { moving } = picture;
    const accents = [...selectedWires].flatMap((id) => picture.wireOf(id) ?? []);
    const lit =
      litTensor === null
        ? []
        : picture
            .wiresIn(area)
            .filter(({ wire }) => tensorOf(picture, wire.from.item, wire.from.port) === litTensor);
    const box = boxOf(view, nodes, [...moving, ...accents, ...lit]);
    const context = box === null ? null : prepared(this.#upper, view, null, box);
    this.#upper.hidden = context === null;
    if (context === null) return;
    const brush = { context, ink, zoom: view.zoom, detail: detailAt(view.zoom) };
    this.#paintWires(moving, brush, shown);
    paintWires(context, accents, { colour: ink.colour.accent, width: 2 }, view.zoom);
    paintWires(context, lit, { colour: ink.colour.text, width: 2 }, view.zoom);
    this.#paintNodes(nodes, brush, shown, false);
    context.restore();
  }

  #paintWires(wires: readonly PlacedWire[], brush: NodeBrush, shown: Shown): void {
    const { context, ink, zoom, detail } = brush;
    const plain = wires.filter(({ wire }) => !wire.skips);
    const skips = wires.filter(({ wire }) => wire.skips);
    paintWires(context, plain, { colour: ink.colour.wire, width: 1.5 }, zoom);
    paintWires(context, skips, { colour: ink.colour['wire-skip'], width: 1.25 }, zoom);
    const { scene } = shown.picture;
    if (detail !== 'near' || scene === null) return;
    for (const one of plain) {
      const label = labelOf(scene, one.wire, shown.surroundings);
      paintLabel(context, one, label, labelSide(one.wire, shown.surroundings), ink);
    }
  }

  #paintNodes(nodes: readonly SceneNode[], brush: NodeBrush, shown: Shown, isGround: boolean): void {
    this.drawn += nodes.length;
    const { faces } = shown;
    if (isGround && !shown.hasLit && brush.zoom < speckBelow) {
      paintSpecks(nodes, (node) => (node.role === 'item' ? faces.of(node) : null), brush);
      return;
    }
    const looks = nodes.map(
      (node): NodeLook => ({
        node,
        face: node.role === 'item' ? shown.faces.of(node) : null,
        isSelected: !isGround && shown.selected.has(node.path),
        isHovered: false,
        isLit: shown.isLit(node.path),
      }),
    );
    for (const look of looks) {
      paintCardOf(look, brush);
      if (isGround && shown.covered.has(look.node.path)) continue;
      if (look.face !== null) paintWords(look, look.face, brush);
      else if (look.node.role !== 'item') paintRail(look.node, railText(shown.analysis, look.node), brush);
    }
  }
}

const tensorOf = (picture: Picture, item: string, port: string): string =>
  `${picture.nodeNamed(item)?.path ?? item}:${port}`;
