import type { Rect, Scene, SceneNode, SceneWire } from './geometry.ts';
import { portPoint } from './geometry.ts';
import type { LaneWish } from './lanes.ts';
import { boundsOf, grown, lanes, wishOf } from './lanes.ts';
import type { WireEnd } from './route.ts';
import { corners } from './route.ts';
import { SpatialIndex } from './spatial-index.ts';
import type { Turning } from './wire-bends.ts';
import { bendsBefore, lineOf } from './wire-bends.ts';

/** Where a wire runs, as `corners` takes it. */
export interface Course {
  readonly from: WireEnd;
  readonly to: WireEnd;
  readonly lane: number | null;
  readonly turn: number | null;
}

interface Routed {
  readonly wire: SceneWire;
  readonly from: WireEnd;
  readonly to: WireEnd;
  /** Null where the way is free, and where the layout says where wires run. */
  readonly wish: LaneWish | null;
  course: Course;
}

/**
 * Where the wires of a level run: those of a design beside what lies in their way, all clear of each other. After a change
 * only wires that it can reach are looked at again; what is found equals what is found from nothing.
 */
export class WireCourses {
  #scene: Scene | null = null;
  #nodes = new Map<string, SceneNode>();
  readonly #places = new SpatialIndex<SceneNode>();
  #wires: readonly SceneWire[] = [];
  #order: ReadonlyMap<string, number> = new Map();
  readonly #wiresAt = new Map<string, Set<string>>();
  readonly #routed = new Map<string, Routed>();
  /** What each wire's own way depends on. */
  readonly #reach = new SpatialIndex<string>();
  #blocked: readonly string[] = [];
  readonly #lines = new Map<number, Set<string>>();
  /** Lines to look at in the present update. */
  readonly #turning = new Set<number>();
  #courses = new Map<string, Course>();

  /** How many wires the last update looked at. */
  looked = 0;

  /**
   * Routes the wires of a scene whose nodes stand at `nodes`.
   * @returns the ids of wires whose course is another than before; those that are gone are among them
   */
  update(scene: Scene, nodes: readonly SceneNode[] = scene.nodes): ReadonlySet<string> {
    const changed = new Set<string>();
    if (!sameKind(this.#scene, scene)) {
      for (const id of this.#courses.keys()) changed.add(id);
      this.#clear();
    }
    this.#scene = scene;
    const dirty = new Set<string>();
    const isMoved = this.#takeNodes(nodes, dirty);
    this.#takeWires(scene.wires, dirty, changed);
    this.looked = dirty.size;
    if (isMoved || dirty.size > 0 || changed.size > 0) this.#route(scene, dirty, changed);
    return changed;
  }

  courseOf(id: string): Course | null {
    return this.#courses.get(id) ?? null;
  }

  #clear(): void {
    this.#nodes = new Map();
    this.#places.clear();
    this.#wires = [];
    this.#wiresAt.clear();
    this.#routed.clear();
    this.#reach.clear();
    this.#blocked = [];
    this.#lines.clear();
    this.#turning.clear();
    this.#courses = new Map();
  }

  /** Notes the wires that can tell what stands elsewhere; returns whether anything does. */
  #takeNodes(nodes: readonly SceneNode[], dirty: Set<string>): boolean {
    let isMoved = false;
    const reached = (node: SceneNode) => {
      for (const id of this.#wiresAt.get(node.name) ?? []) dirty.add(id);
      for (const id of this.#reach.within(node)) dirty.add(id);
    };
    let known = 0;
    for (const node of nodes) {
      const before = this.#nodes.get(node.name);
      if (before !== undefined) known += 1;
      if (before === node) continue;
      isMoved = true;
      if (before !== undefined) {
        reached(before);
        this.#places.delete(before);
      }
      reached(node);
      this.#places.set(node, node);
      this.#nodes.set(node.name, node);
    }
    if (known === this.#nodes.size || this.#nodes.size === nodes.length) return isMoved;
    const present = new Set(nodes.map((node) => node.name));
    for (const [name, node] of this.#nodes) {
      if (present.has(name)) continue;
      reached(node);
      this.#places.delete(node);
      this.#nodes.delete(name);
    }
    return true;
  }

  #takeWires(wires: readonly SceneWire[], dirty: Set<string>, changed: Set<string>): void {
    if (wires === this.#wires) return;
    const before = new Map(this.#wires.map((wire) => [wire.id, wire]));
    for (const wire of wires) {
      const old = before.get(wire.id);
      before.delete(wire.id);
      if (old === wire) continue;
      if (old !== undefined) this.#forget(old);
      for (const name of [wire.from.item, wire.to.item]) addTo(this.#wiresAt, name, wire.id);
      dirty.add(wire.id);
    }
    for (const gone of before.values()) {
      this.#forget(gone);
      dirty.delete(gone.id);
      this.#courses.delete(gone.id);
      changed.add(gone.id);
    }
    this.#wires = wires;
    this.#order = new Map(wires.map(({ id }, index) => [id, index]));
  }

  #forget({ id, from, to }: SceneWire): void {
    for (const { item } of [from, to]) this.#wiresAt.get(item)?.delete(id);
    this.#drop(id);
  }

  #drop(id: string): void {
    const old = this.#routed.get(id);
    if (old === undefined) return;
    this.#lines.get(lineOf(old))?.delete(id);
    this.#turning.add(lineOf(old));
    this.#routed.delete(id);
    this.#reach.delete(id);
  }

  #route(scene: Scene, dirty: ReadonlySet<string>, changed: Set<string>): void {
    const lines = this.#turning;
    for (const id of dirty) {
      const next = this.#ownWay(scene, scene.wires[this.#order.get(id) ?? -1]);
      this.#drop(id);
      if (next === null) {
        if (this.#courses.delete(id)) changed.add(id);
        continue;
      }
      this.#routed.set(id, next);
      lines.add(lineOf(next));
      addTo(this.#lines, lineOf(next), id);
      if (scene.isDrawn) {
        this.#reach.set(id, next.wish?.area ?? grown(boundsOf(corners(next.from, next.to)), 1));
      }
    }
    if (scene.isDrawn) this.#giveLanes(scene, lines);
    for (const line of lines) this.#bend(scene, line);
    const seen = new Set([...dirty, ...[...lines].flatMap((line) => [...(this.#lines.get(line) ?? [])])]);
    for (const id of seen) {
      const course = this.#routed.get(id)?.course;
      if (course === undefined || same(course, this.#courses.get(id))) continue;
      this.#courses.set(id, course);
      changed.add(id);
    }
    lines.clear();
  }

  /** A wire on its own, with the lane it asks for. Null where a port it names is not drawn. */
  #ownWay(scene: Scene, wire: SceneWire | undefined): Routed | null {
    if (wire === undefined) return null;
    const [a, b] = [this.#nodes.get(wire.from.item), this.#nodes.get(wire.to.item)];
    const source = a?.ports.find((port) => port.kind === 'out' && port.name === wire.from.port);
    const target = b?.ports.find((port) => port.kind === 'in' && port.name === wire.to.port);
    if (a === undefined || b === undefined || source === undefined || target === undefined) return null;
    const from: WireEnd = { ...portPoint(a, source), side: source.side };
    const to: WireEnd = { ...portPoint(b, target), side: target.side };
    const others = (area: Rect) => this.#places.within(area).filter((node) => node !== a && node !== b);
    const wish = scene.isDrawn ? wishOf(from, to, others, scene.direction) : null;
    const lane = scene.isHouse || scene.isDrawn ? null : wire.lane;
    return { wire, from, to, wish, course: { from, to, lane, turn: null } };
  }

  /** Lanes are given in the order of the wires, so that they do not depend on what was moved first. */
  #giveLanes(scene: Scene, lines: Set<number>): void {
    const routed = this.#wires.flatMap(({ id }) => {
      const one = this.#routed.get(id);
      return one?.wish == null ? [] : [one];
    });
    if (routed.length === 0 && this.#blocked.length === 0) return;
    const given = lanes(
      routed.map(({ wish }) => wish),
      (area) => this.#places.within(area),
      scene.direction,
    );
    const blocked = new Set(routed.map(({ wire }) => wire.id));
    const set = (one: Routed, lane: number | null) => {
      if (one.course.lane === lane) return;
      one.course = { ...one.course, lane };
      lines.add(lineOf(one));
    };
    for (const [index, one] of routed.entries()) set(one, given[index] ?? null);
    for (const id of this.#blocked) {
      const one = this.#routed.get(id);
      if (one !== undefined && !blocked.has(id)) set(one, null);
    }
    this.#blocked = [...blocked];
  }

  /** Where the wires that end on a line turn. */
  #bend(scene: Scene, line: number): void {
    if (scene.isHouse) return;
    const place = ({ wire }: Routed): number => this.#order.get(wire.id) ?? 0;
    const members = [...(this.#lines.get(line) ?? [])]
      .flatMap((id) => this.#routed.get(id) ?? [])
      .sort((a, b) => place(a) - place(b));
    const turns = bendsBefore(members.map(({ wire, course }): Turning => ({ id: wire.id, ...course })));
    for (const one of members) {
      const turn = turns.get(one.wire.id) ?? null;
      if (one.course.turn !== turn) one.course = { ...one.course, turn };
    }
  }
}

const sameKind = (a: Scene | null, b: Scene): boolean =>
  a?.path === b.path && a.direction === b.direction && a.isHouse === b.isHouse && a.isDrawn === b.isDrawn;

function addTo<K>(sets: Map<K, Set<string>>, key: K, id: string): void {
  const ids = sets.get(key);
  if (ids === undefined) sets.set(key, new Set([id]));
  else ids.add(id);
}

const sameEnd = (a: WireEnd, b: WireEnd): boolean => a.x === b.x && a.y === b.y && a.side === b.side;

const same = (a: Course, b: Course | undefined): boolean =>
  b !== undefined && a.lane === b.lane && a.turn === b.turn && sameEnd(a.from, b.from) && sameEnd(a.to, b.to);
