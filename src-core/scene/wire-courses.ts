import type { Steps } from '../steps.ts';
import { finished } from '../steps.ts';
import type { Rect, Scene, SceneNode, SceneWire } from './geometry.ts';
import { GivenLanes } from './given-lanes.ts';
import type { Course, Routed } from './own-way.ts';
import { ownWay } from './own-way.ts';
import { inParts, partLength } from './parts.ts';
import type { WireEnd } from './route.ts';
import { SpatialIndex } from './spatial-index.ts';
import { bendsBefore, bendsBehind, lineOf, startOf } from './wire-bends.ts';

/** What of a scene is not as it was, besides the wires that can tell by themselves. */
interface Change {
  /** Where something stood that has gone, and where something has come. */
  readonly places: readonly Rect[];
  /** True where there are other wires. */
  readonly isRewired: boolean;
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
  readonly #lanes = new GivenLanes();
  readonly #lines = new Map<string, Set<Routed>>();
  /** Lines to look at in the present update. */
  readonly #turning = new Set<string>();
  #courses = new Map<string, Course>();
  /** What was carried since wires were routed, as it stood then, and the wires that went along. */
  readonly #carried = new Map<string, SceneNode>();
  readonly #along = new Set<string>();

  /** How many wires the last update looked at. */
  looked = 0;

  /**
   * Routes the wires of a scene whose nodes stand at `nodes`.
   * @returns the ids of wires whose course is another than before; those that are gone are among them
   */
  update(scene: Scene, nodes: readonly SceneNode[] = scene.nodes): ReadonlySet<string> {
    return finished(this.updating(scene, nodes));
  }

  /** As `update`, in steps; nothing else may be asked of the courses before the last. */
  *updating(scene: Scene, nodes: readonly SceneNode[] = scene.nodes): Steps<ReadonlySet<string>> {
    const changed = this.#takeAlong();
    if (!sameKind(this.#scene, scene)) {
      for (const id of this.#courses.keys()) changed.add(id);
      this.#clear();
    }
    this.#scene = scene;
    const dirty = new Set<string>();
    const places: Rect[] = [];
    for (const some of inParts(nodes)) {
      places.push(...this.#takeNodes(some, dirty));
      yield;
    }
    this.#dropNodes(nodes, dirty, places);
    const isRewired = scene.wires !== this.#wires;
    this.#takeWires(scene.wires, dirty, changed);
    yield* this.#routing(scene, dirty, { places, isRewired }, changed);
    return changed;
  }

  /**
   * Routes the wires of the same scene after some of its nodes stand elsewhere.
   * @returns the ids of wires whose course is another than before
   */
  move(nodes: readonly SceneNode[]): ReadonlySet<string> {
    const changed = this.#takeAlong();
    const dirty = new Set<string>();
    const places = this.#takeNodes(nodes, dirty);
    if (this.#scene !== null)
      finished(this.#routing(this.#scene, dirty, { places, isRewired: false }, changed));
    return changed;
  }

  /**
   * Carries nodes of the same scene elsewhere. Until the next `move` or `update` all wires keep the course they have but those
   * that end at these nodes.
   * @returns where those run, each as if it were alone
   */
  carry(nodes: readonly SceneNode[]): readonly Course[] {
    for (const node of nodes) {
      const before = this.#nodes.get(node.name);
      if (before === undefined || before === node) continue;
      if (!this.#carried.has(node.name)) this.#carried.set(node.name, before);
      this.#places.delete(before);
      this.#places.set(node, node);
      this.#nodes.set(node.name, node);
    }
    const scene = this.#scene;
    const ids = new Set(nodes.flatMap(({ name }) => [...(this.#wiresAt.get(name) ?? [])]));
    if (scene === null) return [];
    return [...ids].flatMap((id) => {
      this.#along.add(id);
      const own = ownWay(scene, scene.wires[this.#order.get(id) ?? -1], this.#nodes, this.#places);
      return own === null ? [] : [{ ...own.course, lane: own.wish?.lane ?? own.course.lane }];
    });
  }

  courseOf(id: string): Course | null {
    return this.#courses.get(id) ?? null;
  }

  /** The wires that run elsewhere than they were routed, if only until the next update. */
  #takeAlong(): Set<string> {
    const along = new Set(this.#along);
    this.#along.clear();
    return along;
  }

  #clear(): void {
    this.#carried.clear();
    this.#nodes = new Map();
    this.#places.clear();
    this.#wires = [];
    this.#wiresAt.clear();
    this.#routed.clear();
    this.#reach.clear();
    this.#lanes.clear();
    this.#lines.clear();
    this.#turning.clear();
    this.#courses = new Map();
  }

  /** Notes the wires that can tell what stands elsewhere; returns where that was and is. */
  #takeNodes(nodes: readonly SceneNode[], dirty: Set<string>): Rect[] {
    const places = this.#takeCarried(dirty);
    for (const node of nodes) {
      const before = this.#nodes.get(node.name);
      if (before === node) continue;
      if (before !== undefined) {
        this.#noteReached(before, dirty);
        this.#places.delete(before);
        places.push(before);
      }
      this.#noteReached(node, dirty);
      this.#places.set(node, node);
      this.#nodes.set(node.name, node);
      places.push(node);
    }
    return places;
  }

  /** The same for what was carried. */
  #takeCarried(dirty: Set<string>): Rect[] {
    const places: Rect[] = [];
    for (const [name, before] of this.#carried) {
      for (const node of [before, this.#nodes.get(name)]) {
        if (node === undefined) continue;
        this.#noteReached(node, dirty);
        places.push(node);
      }
    }
    this.#carried.clear();
    return places;
  }

  /** The same for what is not among all nodes that are left. */
  #dropNodes(nodes: readonly SceneNode[], dirty: Set<string>, places: Rect[]): void {
    if (this.#nodes.size === nodes.length) return;
    const present = new Set(nodes.map((node) => node.name));
    for (const [name, node] of this.#nodes) {
      if (present.has(name)) continue;
      this.#noteReached(node, dirty);
      this.#places.delete(node);
      this.#nodes.delete(name);
      places.push(node);
    }
  }

  #noteReached(node: SceneNode, dirty: Set<string>): void {
    for (const id of this.#wiresAt.get(node.name) ?? []) dirty.add(id);
    for (const id of this.#reach.within(node)) dirty.add(id);
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
    for (const line of linesOf(old.course)) {
      this.#lines.get(line)?.delete(old);
      this.#turning.add(line);
    }
    this.#routed.delete(id);
    this.#reach.delete(id);
  }

  *#routing(scene: Scene, dirty: ReadonlySet<string>, change: Change, changed: Set<string>): Steps<void> {
    this.looked = dirty.size;
    const lines = this.#turning;
    let routed = 0;
    for (const id of dirty) {
      routed += 1;
      if (routed % partLength === 0) yield;
      const next = ownWay(scene, scene.wires[this.#order.get(id) ?? -1], this.#nodes, this.#places);
      this.#drop(id);
      if (next === null) {
        if (this.#courses.delete(id)) changed.add(id);
        continue;
      }
      this.#routed.set(id, next);
      for (const line of linesOf(next.course)) {
        lines.add(line);
        addTo(this.#lines, line, next);
      }
      if (scene.findsWays) {
        this.#reach.set(id, next.area);
      }
    }
    yield;
    if (scene.findsWays) this.#giveLanes(scene, dirty, change, lines);
    yield;
    const seen = new Set(dirty);
    for (const line of lines) {
      this.#bend(scene, line, seen);
      if (seen.size > partLength) yield;
    }
    for (const id of seen) {
      const one = this.#routed.get(id);
      if (one === undefined) continue;
      const known = this.#courses.get(id);
      if (known !== undefined && same(one.course, known)) {
        // the same object, which is told apart at a glance
        one.course = known;
        continue;
      }
      this.#courses.set(id, one.course);
      changed.add(id);
    }
    lines.clear();
  }

  /** Lanes are given in the order of the wires, so that they do not depend on what was moved first. */
  #giveLanes(
    scene: Scene,
    dirty: ReadonlySet<string>,
    { places, isRewired }: Change,
    lines: Set<string>,
  ): void {
    if (isRewired) this.#lanes.clear();
    const asking = isRewired ? this.#order.keys() : dirty;
    const wishes = [...asking].map(
      (id) => [id, this.#order.get(id) ?? 0, this.#routed.get(id)?.wish ?? null] as const,
    );
    const obstacles = (area: Rect) => this.#places.within(area);
    const given = this.#lanes.update({ wishes, places }, obstacles, scene.direction);
    for (const id of new Set([...given, ...dirty])) {
      const one = this.#routed.get(id);
      const lane = this.#lanes.laneOf(id);
      if (one === undefined || one.course.lane === lane) continue;
      one.course = { ...one.course, lane };
      for (const line of linesOf(one.course)) lines.add(line);
    }
  }

  /** Where the wires that end or start on a line turn; notes those whose lane or turn may be another. */
  #bend(scene: Scene, line: string, seen: Set<string>): void {
    const members = [...(this.#lines.get(line) ?? [])];
    const ending = members.filter(({ course }) => lineOf(course) === line);
    const starting = members.filter(({ course }) => startOf(course) === line);
    const turns = scene.isHouse ? null : bendsBefore(ending.map(({ course }) => course));
    const leaves = scene.isHouse ? null : bendsBehind(starting.map(({ course }) => course));
    for (const one of ending) {
      const turn = turns?.get(one.course.id) ?? null;
      if (one.course.turn !== turn) one.course = { ...one.course, turn };
    }
    for (const one of starting) {
      const leave = leaves?.get(one.course.id) ?? null;
      if (one.course.leave !== leave) one.course = { ...one.course, leave };
    }
    for (const { course } of members) if (course !== this.#courses.get(course.id)) seen.add(course.id);
  }
}

/** The lines across the flow on which a wire ends and starts. */
const linesOf = (course: Course): readonly string[] => [lineOf(course), startOf(course)];

const sameKind = (a: Scene | null, b: Scene): boolean =>
  a?.path === b.path && a.direction === b.direction && a.isHouse === b.isHouse && a.findsWays === b.findsWays;

function addTo<K, V>(sets: Map<K, Set<V>>, key: K, value: V): void {
  const values = sets.get(key);
  if (values === undefined) sets.set(key, new Set([value]));
  else values.add(value);
}

const sameEnd = (a: WireEnd, b: WireEnd): boolean => a.x === b.x && a.y === b.y && a.side === b.side;

const same = (a: Course, b: Course): boolean =>
  a.lane === b.lane &&
  a.turn === b.turn &&
  a.leave === b.leave &&
  sameEnd(a.from, b.from) &&
  sameEnd(a.to, b.to);
