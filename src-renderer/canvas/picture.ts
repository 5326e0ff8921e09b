import type { Position } from '../../src-core/document/design.ts';
import type { Rect, Scene, SceneNode, SceneWire } from './geometry.ts';
import { boundsOf, grown } from './lanes.ts';
import { corners } from './route.ts';
import { overlaps, SpatialIndex } from './spatial-index.ts';
import type { Course } from './wire-courses.ts';
import { WireCourses } from './wire-courses.ts';

/** A level with more items than this is drawn, and only what is near or pointed at is made of elements. */
const mostElements = 150;

/** A wire with the corners along which it runs. */
export interface PlacedWire {
  readonly wire: SceneWire;
  readonly points: readonly Position[];
}

/** What is being moved: these items, by so much. */
export interface Move {
  readonly names: ReadonlySet<string>;
  readonly by: Position;
}

const noWires: ReadonlySet<string> = new Set();

/**
 * A level as it lies on the canvas at this moment, found by place: items where a drag has them, wires along their courses.
 * It lives outside the stores, so that a step of a drag concerns nobody but who draws.
 */
export class Picture {
  #scene: Scene | null = null;
  #move: Move | null = null;
  #placed: readonly SceneNode[] = [];
  readonly #nodes = new SpatialIndex<string>();
  readonly #byName = new Map<string, SceneNode>();
  readonly #names = new Map<string, string>();
  readonly #wires = new SpatialIndex<string>();
  readonly #byId = new Map<string, PlacedWire>();
  readonly #courses = new WireCourses();
  readonly #listeners = new Set<() => void>();

  /** How many items the last change placed anew. */
  placed = 0;
  /** Wires that the move takes along or sends another way. */
  moving: ReadonlySet<string> = noWires;

  get scene(): Scene | null {
    return this.#scene;
  }

  get move(): Move | null {
    return this.#move;
  }

  /** True where the level has too many items to make elements of them all. */
  get isLarge(): boolean {
    return this.#placed.length > mostElements;
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Shows a scene, with nothing on the move. */
  show(scene: Scene): void {
    if (scene === this.#scene && this.#move === null) return;
    this.#move = null;
    this.moving = noWires;
    this.#update(scene, scene.nodes);
    for (const listener of this.#listeners) listener();
  }

  /** Shows some items of the scene elsewhere, until the next `show`. */
  drag(paths: readonly string[], by: Position): void {
    const scene = this.#scene;
    if (scene === null) return;
    const names = new Set(paths.flatMap((path) => this.#names.get(path) ?? []));
    this.#move = { names, by };
    const moved = (node: SceneNode): SceneNode =>
      names.has(node.name) ? { ...node, x: node.x + by.x, y: node.y + by.y } : node;
    const changed = this.#update(scene, scene.nodes.map(moved));
    const isNew = [...changed].some((id) => !this.moving.has(id));
    if (isNew) this.moving = new Set([...this.moving, ...changed]);
    for (const listener of this.#listeners) listener();
  }

  nodeAt(path: string): SceneNode | undefined {
    const name = this.#names.get(path);
    return name === undefined ? undefined : this.#byName.get(name);
  }

  nodeNamed(name: string): SceneNode | undefined {
    return this.#byName.get(name);
  }

  wireOf(id: string): PlacedWire | undefined {
    return this.#byId.get(id);
  }

  courseOf(id: string): Course | null {
    return this.#courses.courseOf(id);
  }

  /** Items that share some of an area, in no order. */
  nodesIn(area: Rect): readonly SceneNode[] {
    return this.#nodes.within(area).flatMap((name) => this.#byName.get(name) ?? []);
  }

  /** Wires that may share some of an area, in no order. */
  wiresIn(area: Rect): readonly PlacedWire[] {
    return this.#wires.within(area).flatMap((id) => this.#byId.get(id) ?? []);
  }

  /** The smallest area that holds these items, or everything; null where there is nothing. */
  bounds(paths?: readonly string[]): Rect | null {
    const nodes = paths === undefined ? this.#placed : paths.flatMap((path) => this.nodeAt(path) ?? []);
    if (nodes.length === 0) return null;
    return boundsOf(nodes.flatMap((node) => [node, { x: node.x + node.width, y: node.y + node.height }]));
  }

  /** The item under a point, with a margin around it; the nearest middle wins. */
  itemAt(point: Position, margin = 0): SceneNode | null {
    const found = this.nodesIn(grown({ ...point, width: 0, height: 0 }, margin + 0.01));
    const away = (node: SceneNode) =>
      Math.hypot(node.x + node.width / 2 - point.x, node.y + node.height / 2 - point.y);
    const isUnder = (node: SceneNode) => overlaps(node, grown({ ...point, width: 0, height: 0 }, 0.01));
    return [...found].sort((a, b) => Number(isUnder(b)) - Number(isUnder(a)) || away(a) - away(b))[0] ?? null;
  }

  /** The wire that runs within `reach` of a point. */
  wireAt(point: Position, reach: number): SceneWire | null {
    const area = grown({ ...point, width: 0, height: 0 }, reach);
    const isNear = ({ points }: PlacedWire) =>
      points.slice(1).some((to, index) => overlaps(grown(boundsOf([points[index] ?? to, to]), 0.01), area));
    return this.wiresIn(area).find(isNear)?.wire ?? null;
  }

  #update(scene: Scene, nodes: readonly SceneNode[]): ReadonlySet<string> {
    if (scene.path !== this.#scene?.path) this.#names.clear();
    this.#scene = scene;
    this.#placed = nodes;
    this.placed = 0;
    const changed = new Set<string>();
    for (const node of nodes) {
      if (this.#byName.get(node.name) === node) continue;
      this.placed += 1;
      this.#byName.set(node.name, node);
      this.#names.set(node.path, node.name);
      this.#nodes.set(node.name, node);
    }
    if (this.#byName.size > nodes.length) {
      const present = new Set(nodes.map((node) => node.name));
      for (const [name, node] of this.#byName) {
        if (present.has(name)) continue;
        this.#byName.delete(name);
        this.#names.delete(node.path);
        this.#nodes.delete(name);
      }
    }
    for (const id of this.#courses.update(scene, nodes)) changed.add(id);
    this.#takeWires(scene, changed);
    return changed;
  }

  #takeWires(scene: Scene, changed: ReadonlySet<string>): void {
    if (changed.size === 0 && this.#wireList === scene.wires) return;
    const isSame = this.#wireList === scene.wires;
    this.#wireList = scene.wires;
    if (!isSame) this.#wireById = new Map(scene.wires.map((wire) => [wire.id, wire]));
    for (const id of changed) {
      const wire = this.#wireById.get(id);
      const course = this.#courses.courseOf(id);
      this.#wires.delete(id);
      this.#byId.delete(id);
      if (wire === undefined || course === null) continue;
      const points = corners(course.from, course.to, course.lane, course.turn);
      this.#byId.set(id, { wire, points });
      this.#wires.set(id, grown(boundsOf(points), 1));
    }
    if (isSame) return;
    for (const wire of scene.wires) {
      const known = this.#byId.get(wire.id);
      if (known !== undefined && known.wire !== wire) this.#byId.set(wire.id, { wire, points: known.points });
    }
  }

  #wireList: readonly SceneWire[] = [];
  #wireById = new Map<string, SceneWire>();
}
