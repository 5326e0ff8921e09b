import type { Analysis } from '../../../src-core/analysis/analyzer.ts';
import type { Rect, SceneNode, SceneWire } from '../../../src-core/scene/geometry.ts';
import { grown } from '../../../src-core/scene/lanes.ts';
import { overlaps } from '../../../src-core/scene/spatial-index.ts';
import type { Surroundings } from '../../../src-core/scene/wire-label.ts';
import { labelOf, labelSide } from '../../../src-core/scene/wire-label.ts';
import { showsLabels, stepAt } from '../detail.ts';
import type { Picture, PlacedWire, Stale } from '../picture.ts';
import { Above, rim } from './above.ts';
import type { NodeBrush, NodeLook } from './brush.ts';
import { withoutBuried } from './buried.ts';
import type { Faces } from './faces.ts';
import { railText } from './faces.ts';
import { Ground } from './ground.ts';
import type { Ink } from './ink.ts';
import type { WireChip } from './paint-chip.ts';
import { paintChip } from './paint-chip.ts';
import { paintCardOf, paintSpecks } from './paint-nodes.ts';
import { paintRail } from './paint-rail.ts';
import { paintLabel, paintWires } from './paint-wires.ts';
import { paintWords } from './paint-words.ts';
import type { Context, View } from './surface.ts';
import { areaOf, margin, wireMargin } from './surface.ts';
import type { AreaPainter } from './tile-layer.ts';
import { TileLayer } from './tile-layer.ts';
import { Writing } from './writing.ts';

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
  /** The time of a wire; null where it has none, or no times are shown. */
  readonly chipOf: (wire: SceneWire) => WireChip | null;
  /** Paths of items whose elements cover them, so that what they say is drawn beneath for nobody. */
  readonly covered: ReadonlySet<string>;
}

/** Below this zoom an item is a speck of a few pixels. */
const speckBelow = 0.11;
/** The most items whose words are written together; a card that lies over another hides its words. */
const mostTogether = 32;

/** What of a frame is not as in the last one. */
export interface Changes {
  /** What of the ground; null where it may be anything. */
  readonly ground: Stale;
  /** Whether what lies above the ground may be anything else. */
  readonly isAboveStale: boolean;
  /** Whether the view is the same. */
  readonly isStill: boolean;
}

/**
 * Draws a level: the ground with all that is at rest, and above it what is selected or on the move. A step of a drag draws
 * what lies above, and what it lifts off the ground.
 */
export class LevelPainter {
  readonly #ground: Ground;
  readonly #above: Above<ReturnType<typeof lifted>>;
  #shown: Shown | null = null;
  /** Names of what the last frame drew at rest, with those that went on with its picture, and how many it drew above. */
  readonly #drawn = new Set<string>();
  #drawnAbove = 0;

  constructor(grounds: readonly [HTMLElement, HTMLElement], upper: HTMLElement) {
    const painter: AreaPainter<AtRest> = {
      contentOf: (view, area) => (this.#shown === null ? null : atRest(view, area, this.#shown.picture)),
      piecesOf: ({ nodes, wires }) => nodes.length + wires.length,
      paint: (context, view, { nodes, wires }) => {
        if (this.#shown === null) return;
        const brush = brushOf(context, view, this.#shown);
        this.#paintWires(wires, brush, this.#shown);
        for (const { name } of nodes) this.#drawn.add(name);
        this.#paintNodes(withoutBuried(nodes), brush, this.#shown, true);
      },
    };
    const [first, second] = grounds;
    this.#ground = new Ground(new TileLayer(first, painter), new TileLayer(second, painter));
    this.#above = new Above(upper, {
      contentOf: (view) => (this.#shown === null ? null : lifted(view, this.#shown)),
      paint: (context, view, content) => {
        if (this.#shown !== null) this.#paintAbove(context, view, this.#shown, content);
      },
    });
  }

  /** How many items the last frame drew. */
  get drawn(): number {
    return this.#drawn.size + this.#drawnAbove;
  }

  /** True while something stands for a view that is still to be drawn: each frame draws more of it. */
  get isBehind(): boolean {
    return this.#ground.isBehind || this.#above.isBehind;
  }

  /** True while parts of the view are blank that the next frame goes on with. */
  get isPatchy(): boolean {
    return this.#ground.isPatchy;
  }

  /** Shows what is drawn where another view has it, as far as it can stand for that. */
  place(view: View): void {
    this.#ground.place(view);
    this.#above.place(view);
  }

  paint(view: View, shown: Shown, { ground, isAboveStale, isStill }: Changes): void {
    // what a frame left to this one is drawn with it
    if (!this.#ground.isPatchy) {
      this.#drawn.clear();
      this.#drawnAbove = 0;
    }
    this.#shown = shown;
    this.#ground.show(view, ground, isStill);
    this.#above.show(view, { isStale: isAboveStale, isStill });
  }

  /** Draws what is selected, and what is on the move. */
  #paintAbove(context: Context, view: View, shown: Shown, content: ReturnType<typeof lifted>): void {
    const { ink } = shown;
    const { nodes, moving, accents, lit } = content;
    const brush = brushOf(context, view, shown);
    this.#paintWires(moving, brush, shown);
    paintWires(context, accents, { colour: ink.colour.accent, width: 2 }, view.zoom);
    paintWires(context, lit, { colour: ink.colour.text, width: 2 }, view.zoom);
    this.#drawnAbove += nodes.length;
    this.#paintNodes(nodes, brush, shown, false);
  }

  #paintWires(wires: readonly PlacedWire[], brush: NodeBrush, shown: Shown): void {
    const { context, ink, zoom, step } = brush;
    const plain = wires.filter(({ wire }) => !wire.skips);
    const skips = wires.filter(({ wire }) => wire.skips);
    paintWires(context, plain, { colour: ink.colour.wire, width: 1.5 }, zoom);
    paintWires(context, skips, { colour: ink.colour['wire-skip'], width: 1.25 }, zoom);
    const { scene } = shown.picture;
    if (!showsLabels(zoom) || step.type === null || scene === null) return;
    for (const one of plain) {
      const label = labelOf(scene, one.wire, shown.surroundings);
      paintLabel(context, one, { label, side: labelSide(one.wire, shown.surroundings), step }, ink);
    }
    for (const one of wires) {
      const chip = shown.chipOf(one.wire);
      if (chip !== null)
        paintChip(context, one, chip, { side: labelSide(one.wire, shown.surroundings), step }, ink);
    }
  }

  #paintNodes(nodes: readonly SceneNode[], brush: NodeBrush, shown: Shown, isGround: boolean): void {
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
    let together: SceneNode[] = [];
    for (const look of looks) {
      if (together.length === mostTogether || together.some((node) => overlaps(node, look.node))) {
        brush.writing.finish();
        together = [];
      }
      together.push(look.node);
      paintCardOf(look, brush);
      if (isGround && shown.covered.has(look.node.path)) continue;
      if (look.face !== null) paintWords(look, look.face, brush);
      else if (look.node.role !== 'item') paintRail(look.node, railText(shown.analysis, look.node), brush);
    }
    brush.writing.finish();
  }
}

interface AtRest {
  readonly nodes: readonly SceneNode[];
  readonly wires: readonly PlacedWire[];
}

/** What is at rest in an area of a view's screen, given in pixels; null where nothing is. */
function atRest(view: View, area: Rect, picture: Picture): AtRest | null {
  const scale = view.zoom * view.density;
  const inside = {
    x: area.x / scale - view.x / view.zoom,
    y: area.y / scale - view.y / view.zoom,
    width: area.width / scale,
    height: area.height / scale,
  };
  const beside = grown(inside, wireMargin(view));
  const wires = picture.wiresIn(beside).filter(({ wire }) => !picture.isMovingWire(wire.id));
  const nodes = picture.nodesIn(grown(inside, margin)).filter(({ name }) => !picture.isLifted(name));
  return nodes.length === 0 && wires.length === 0 ? null : { nodes, wires };
}

/** What is selected, on the move, or runs from the tensor that the pointer has hold of. */
function lifted(view: View, { picture, selected, selectedWires, litTensor }: Shown) {
  const area = grown(areaOf(view), margin + rim / view.zoom);
  const names = new Set(picture.lifted);
  for (const path of selected) {
    const node = picture.nodeAt(path);
    if (node !== undefined) names.add(node.name);
  }
  const nodes =
    names.size < 50
      ? [...names].flatMap((name) => picture.nodeNamed(name) ?? [])
      : picture.nodesIn(area).filter(({ name }) => names.has(name));
  const isLit = ({ wire }: PlacedWire) => tensorOf(picture, wire.from.item, wire.from.port) === litTensor;
  const { moving, isMoving } = picture;
  const accents = [...selectedWires].flatMap((id) => picture.wireOf(id) ?? []);
  const lit = litTensor === null ? [] : picture.wiresIn(area).filter(isLit);
  return { nodes, moving, accents, lit, wires: [...moving, ...accents, ...lit], isMoving };
}

const brushOf = (context: Context, { zoom }: View, { ink }: Shown): NodeBrush => ({
  context,
  writing: new Writing(context),
  ink,
  zoom,
  step: stepAt(zoom),
});

const tensorOf = (picture: Picture, item: string, port: string): string =>
  `${picture.nodeNamed(item)?.path ?? item}:${port}`;
