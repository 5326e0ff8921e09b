import type { Position } from '../../src-core/document/design.ts';
import type { Rect, Scene, SceneNode, SceneWire } from '../../src-core/scene/geometry.ts';
import { boundsOf, boundsOfAreas, grown } from '../../src-core/scene/lanes.ts';
import type { Course } from '../../src-core/scene/own-way.ts';
import { inParts } from '../../src-core/scene/parts.ts';
import { corners } from '../../src-core/scene/route.ts';
import { overlaps, SpatialIndex } from '../../src-core/scene/spatial-index.ts';
import { WireCourses } from '../../src-core/scene/wire-courses.ts';
import type { Steps } from '../../src-core/steps.ts';
import { MovingWires } from './moving-wires.ts';
import { wiredItems } from './wired-items.ts';

/** A level with more items than this is drawn, and only what is near or pointed at is made of elements. */
const mostElements = 150;

/** A wire with the corners along which it runs. */
export interface PlacedWire {
  readonly wire: SceneWire;
  readonly points: readonly Position[];
}

/** What is at rest no more as it was drawn, and what has come to rest; null where that may be anything. */
export type Stale = { readonly nodes: readonly Rect[]; readonly wires: readonly PlacedWire[] } | null;

/**
 * A level as it lies on the canvas at this moment, found by place: items where a drag has them, wires along their courses.
 * It lives outside the stores, so that a step of a drag concerns nobody but who draws.
 */
export class Picture {
  #scene: Scene | null = null;
  /** What is on the move, by name, as it stands in the scene. */
  readonly #lifted = new Map<string, SceneNode>();
  #by: Position = { x: 0, y: 0 };
  readonly #moving = new MovingWires();
  #nodes = new SpatialIndex<string>();
  #byName = new Map<string, SceneNode>();
  #names = new Map<string, string>();
  #wires = new SpatialIndex<string>();
  #byId = new Map<string, PlacedWire>();
  #courses = new WireCourses();
  readonly #listeners = new Set<(stale: Stale) => void>();

  /** How many items the last change placed anew. */
  placed = 0;

  /** A picture of a scene, made in steps. */
  static *of(scene: Scene): Steps<Picture> {
    const made = new Picture();
    made.#scene = scene;
    for (const some of inParts(scene.nodes)) {
      made.#place(some);
      yield;
    }
    const changed = yield* made.#courses.updating(scene);
    for (const some of inParts([...changed])) {
      made.#takeWires(scene, new Set(some));
      yield;
    }
    return made;
  }

  /** Shows what another picture was made of, with nothing on the move; the other is of no use afterwards. */
  become(other: Picture): void {
    this.#lifted.clear();
    this.#moving.clear();
    this.#scene = other.#scene;
    this.#nodes = other.#nodes;
    this.#byName = other.#byName;
    this.#names = other.#names;
    this.#wires = other.#wires;
    this.#byId = other.#byId;
    this.#courses = other.#courses;
    this.#wireList = other.#wireList;
    this.#wireById = other.#wireById;
    this.placed = this.#byName.size;
    this.#tell(null);
  }

  get scene(): Scene | null {
    return this.#scene;
  }

  /** How far that is from its place in the scene. */
  get by(): Position {
    return this.#by;
  }

  get isMoving(): boolean {
    return this.#lifted.size > 0;
  }

  /** Names of the items that are on the move. */
  get lifted(): Iterable<string> {
    return this.#lifted.keys();
  }

  isLifted(name: string): boolean {
    return this.#lifted.has(name);
  }

  /** Wires that the move takes along or sends another way. */
  get moving(): readonly PlacedWire[] {
    return this.#placedWires(this.#moving.ids);
  }

  isMovingWire(id: string): boolean {
    return this.#moving.has(id);
  }

  /** True where the level has too many items to make elements of them all. */
  get isLarge(): boolean {
    return this.#byName.size > mostElements;
  }

  /** Calls back after each change with what looks otherwise of that which is at rest. */
  onChange(listener: (stale: Stale) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Shows a scene, with nothing on the move. */
  show(scene: Scene): void {
    if (scene === this.#scene && !this.isMoving) return;
    const isRewired = scene.wires !== this.#scene?.wires || scene.path !== this.#scene.path;
    const put = [...this.#lifted.keys()].flatMap((name) => this.#byName.get(name) ?? []);
    const laid = this.#placedWires(this.#moving.ids);
    this.#lifted.clear();
    this.#moving.clear();
    if (scene.path !== this.#scene?.path) this.#names.clear();
    this.#scene = scene;
    const nodes = this.#place(scene.nodes);
    nodes.push(...this.#remove(scene.nodes));
    const { before, after } = this.#takeWires(scene, this.#courses.update(scene));
    const stale = { nodes: [...put, ...nodes], wires: [...laid, ...before, ...after] };
    if (isRewired) this.#tell(null);
    else if (stale.nodes.length > 0 || stale.wires.length > 0) this.#tell(stale);
  }

  /**
   * Shows some items of the scene elsewhere, until the next `show`. The wires that end at them go along; others give way once
   * it rests.
   */
  drag(paths: readonly string[], by: Position): void {
    const scene = this.#scene;
    if (scene === null) return;
    if (this.isMoving && by.x === this.#by.x && by.y === this.#by.y) return;
    this.#by = by;
    const names = new Set(paths.flatMap((path) => this.#names.get(path) ?? []));
    const stale: SceneNode[] = [];
    const put = [...this.#lifted].flatMap(([name, node]) => (names.has(name) ? [] : [node]));
    for (const { name } of put) this.#lifted.delete(name);
    for (const name of names) {
      const node = this.#byName.get(name);
      if (node === undefined || this.#lifted.has(name)) continue;
      this.#lifted.set(name, node);
      stale.push(node);
    }
    const moved = [...this.#lifted.values()].map((node) => ({ ...node, x: node.x + by.x, y: node.y + by.y }));
    this.#place([...put, ...moved]);
    // wires do not flee from what has none of its own
    const wired = wiredItems(scene.wires);
    const along = this.#courses.carry([...put, ...moved].filter(({ name }) => wired.has(name)));
    const before = along.flatMap((course) => this.#lay(course) ?? []);
    const wires = this.#lift(new Set(along.map(({ id }) => id)), before);
    this.#tell(put.length > 0 ? null : { nodes: stale, wires });
  }

  /** Lets the wires give way to what is on the move where it stands. */
  rest(): void {
    if (this.#scene === null || !this.isMoving) return;
    const changed = this.#courses.move([]);
    const { before } = this.#takeWires(this.#scene, changed);
    this.#tell({ nodes: [], wires: this.#lift(changed, before) });
  }

  /** Takes wires among those on the move; returns what of the ground is not as it was. */
  #lift(changed: ReadonlySet<string>, before: readonly PlacedWire[]): PlacedWire[] {
    const { lifted, settled } = this.#moving.take(changed);
    return [...before.filter(({ wire }) => lifted.has(wire.id)), ...this.#placedWires(settled)];
  }

  /** Shows the scene that is shown, with nothing on the move. */
  putBack(): void {
    if (this.#scene !== null) this.show(this.#scene);
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
    const nodes =
      paths === undefined ? [...this.#byName.values()] : paths.flatMap((path) => this.nodeAt(path) ?? []);
    if (nodes.length === 0) return null;
    return boundsOfAreas(nodes);
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

  #placedWires(ids: Iterable<string>): readonly PlacedWire[] {
    return [...ids].flatMap((id) => this.#byId.get(id) ?? []);
  }

  #tell(stale: Stale): void {
    for (const listener of this.#listeners) listener(stale);
  }

  /** Puts nodes where they stand; returns those that stand elsewhere than before, as they were and as they are. */
  #place(nodes: readonly SceneNode[]): SceneNode[] {
    const touched: SceneNode[] = [];
    this.placed = 0;
    for (const node of nodes) {
      const before = this.#byName.get(node.name);
      if (before === node) continue;
      this.placed += 1;
      if (before !== undefined) touched.push(before);
      touched.push(node);
      this.#byName.set(node.name, node);
      this.#names.set(node.path, node.name);
      this.#nodes.set(node.name, node);
    }
    return touched;
  }

  /** Takes away what is not among all nodes that are left, and returns it. */
  #remove(nodes: readonly SceneNode[]): SceneNode[] {
    if (this.#byName.size === nodes.length) return [];
    const present = new Set(nodes.map((node) => node.name));
    const gone = [...this.#byName.values()].filter(({ name }) => !present.has(name));
    for (const { name, path } of gone) {
      this.#byName.delete(name);
      this.#names.delete(path);
      this.#nodes.delete(name);
    }
    return gone;
  }

  /** Lays wires along their courses; returns those whose course has changed. */
  #takeWires(scene: Scene, changed: ReadonlySet<string>) {
    const before: PlacedWire[] = [];
    const after: PlacedWire[] = [];
    const isSame = this.#wireList === scene.wires;
    if (changed.size === 0 && isSame) return { before, after };
    this.#wireList = scene.wires;
    if (!isSame) this.#wireById = new Map(scene.wires.map((wire) => [wire.id, wire]));
    for (const id of changed) {
      const course = this.#courses.courseOf(id);
      const old = course === null ? this.#unlay(id) : this.#lay(course);
      if (old !== undefined) before.push(old);
      const next = this.#byId.get(id);
      if (next !== undefined) after.push(next);
    }
    if (isSame) return { before, after };
    for (const wire of scene.wires) {
      const known = this.#byId.get(wire.id);
      if (known !== undefined && known.wire !== wire) this.#byId.set(wire.id, { wire, points: known.points });
    }
    return { before, after };
  }

  /** Lays a wire along a course; returns how it lay before. */
  #lay(course: Course): PlacedWire | undefined {
    const { id } = course;
    const old = this.#unlay(id);
    const wire = this.#wireById.get(id);
    if (wire === undefined) return old;
    const points = corners(course.from, course.to, course.lane, course.turn, course.leave);
    this.#byId.set(id, { wire, points });
    this.#wires.set(id, grown(boundsOf(points), 1));
    return old;
  }

  #unlay(id: string): PlacedWire | undefined {
    const old = this.#byId.get(id);
    this.#wires.delete(id);
    this.#byId.delete(id);
    return old;
  }

  #wireList: readonly SceneWire[] = [];
  #wireById = new Map<string, SceneWire>();
}
