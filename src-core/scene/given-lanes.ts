import type { Direction } from './direction.ts';
import type { Rect } from './geometry.ts';
import type { LaneWish, Obstacles } from './lanes.ts';
import { farEdge, farSide, grown, laneBand, laneSpace, together } from './lanes.ts';
import { SpatialIndex } from './spatial-index.ts';

/** What a wire whose direct way is blocked asked for, and what it got. */
interface Given {
  readonly id: string;
  /** Those before it choose first. */
  readonly order: number;
  readonly wish: LaneWish;
  /** Null until it has been given one. */
  lane: number | null;
}

/** What has changed since lanes were last given. */
export interface LaneChanges {
  /** Wires that ask for something else, with their places in the order of asking; null where the way is free. */
  readonly wishes: Iterable<readonly [id: string, order: number, wish: LaneWish | null]>;
  /** Where things that lanes go around have come or gone. */
  readonly places: readonly Rect[];
}

/** A wire that finds as many lanes taken shares the next one: with more beside each other no eye tells them apart. */
const mostTaken = 48;

const none: readonly Given[] = [];

/**
 * The lanes of the wires of a level. Each in turn gets the first one beside its own that is clear of the lanes given before
 * and of what stands beyond, as long as there are not too many beside each other. After a change only those are given anew that can tell; they equal those given from nothing.
 */
export class GivenLanes {
  readonly #given = new Map<string, Given>();
  /** Lanes by how many lane spaces they lie across the flow. */
  readonly #taken = new Map<number, Given[]>();
  /** What each lane was chosen by. */
  readonly #looked = new SpatialIndex<Given>();
  #waiting: Given[] = [];

  laneOf(id: string): number | null {
    return this.#given.get(id)?.lane ?? null;
  }

  clear(): void {
    this.#given.clear();
    this.#taken.clear();
    this.#looked.clear();
  }

  /** Gives lanes after a change; returns the ids of wires whose lane is another than before. */
  update({ wishes, places }: LaneChanges, obstacles: Obstacles, direction: Direction): ReadonlySet<string> {
    const changed = new Set<string>();
    for (const [id, order, wish] of wishes) {
      const before = this.#given.get(id);
      if (before !== undefined && wish !== null && sameWish(before.wish, wish)) continue;
      if (before !== undefined) {
        changed.add(id);
        this.#free(before, direction);
        this.#given.delete(id);
        this.#looked.delete(before);
        const at = this.#waiting.indexOf(before);
        if (at >= 0) this.#waiting.splice(at, 1);
      }
      if (wish === null) continue;
      const next: Given = { id, order, wish, lane: null };
      this.#given.set(id, next);
      this.#wait(next);
    }
    for (const place of places) for (const one of this.#looked.within(place)) this.#wait(one);
    for (let one = this.#waiting.pop(); one !== undefined; one = this.#waiting.pop()) {
      const before = one.lane;
      const lane = this.#choose(one, obstacles, direction);
      if (lane === before) continue;
      changed.add(one.id);
      this.#free(one, direction);
      this.#take(one, lane, direction);
    }
    return changed;
  }

  /** Puts a wire where its turn is: the last of those that wait is the next. */
  #wait(one: Given): void {
    let [low, high] = [0, this.#waiting.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#waiting[middle]?.order ?? 0) > one.order) low = middle + 1;
      else high = middle;
    }
    if (this.#waiting[low] !== one) this.#waiting.splice(low, 0, one);
  }

  #choose(one: Given, obstacles: Obstacles, direction: Direction): number {
    const { wish, order } = one;
    const isDown = direction === 'TB';
    const { low, high } = wish;
    let { lane } = wish;
    for (let found = 0; found < mostTaken && this.#isTaken(lane, wish, order); found += 1) {
      lane += laneSpace;
      const inWay = obstacles(laneBand(isDown, lane - 1, lane + 1, low, high));
      if (inWay.length === 0) continue;
      const edge = inWay.reduce((most, node) => Math.max(most, farSide(node, isDown)), lane);
      lane = farEdge(edge, low, high, isDown, obstacles) + laneSpace;
    }
    this.#looked.set(one, laneBand(isDown, wish.lane - laneSpace, lane + together, low, high));
    return lane;
  }

  #isTaken(lane: number, { low, high, line }: LaneWish, order: number): boolean {
    const shelf = shelfOf(lane);
    for (let at = shelf - 1; at <= shelf + 1; at += 1)
      for (const other of this.#taken.get(at) ?? none)
        if (
          other.order < order &&
          other.lane !== null &&
          (line === null || other.wish.line !== line || other.lane !== lane) &&
          Math.abs(other.lane - lane) < laneSpace &&
          other.wish.low < high &&
          other.wish.high > low
        )
          return true;
    return false;
  }

  #take(one: Given, lane: number, direction: Direction): void {
    one.lane = lane;
    const shelf = shelfOf(lane);
    const taken = this.#taken.get(shelf);
    if (taken === undefined) this.#taken.set(shelf, [one]);
    else taken.push(one);
    this.#disturb(one, direction);
  }

  #free(one: Given, direction: Direction): void {
    if (one.lane === null) return;
    const taken = this.#taken.get(shelfOf(one.lane)) ?? [];
    taken.splice(taken.indexOf(one), 1);
    this.#disturb(one, direction);
  }

  /** Those that choose after a wire choose again where they looked at its lane. */
  #disturb({ lane, wish, order }: Given, direction: Direction): void {
    if (lane === null) return;
    const line = laneBand(direction === 'TB', lane, lane, wish.low, wish.high);
    for (const other of this.#looked.within(grown(line, 0.01))) if (other.order > order) this.#wait(other);
  }
}

const shelfOf = (lane: number): number => Math.floor(lane / laneSpace);

const sameWish = (a: LaneWish, b: LaneWish): boolean =>
  a.lane === b.lane && a.low === b.low && a.high === b.high && a.line === b.line;
