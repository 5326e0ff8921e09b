import type { WireEnd } from './route.ts';
import { isVertical } from './route.ts';

/** A wire of which it is asked where it turns. */
export interface Turning {
  readonly id: string;
  readonly from: WireEnd;
  readonly to: WireEnd;
  /** Where a shortcut comes back from, across the flow; null for a wire that goes the direct way. */
  readonly lane: number | null;
}

/** The most that two levels lie apart. */
const widest = 14;
/** Nearer than this to one line, and over less than this, a wire has no turn to place. */
const straight = 2;
const shortest = 8;

/** A wire's stretch across the flow: from where, to where, in the gap before its target. */
interface Stretch {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  readonly gap: readonly [start: number, end: number];
}

const along = ({ x, y, side }: WireEnd): number => (isVertical(side) ? y : x);
const across = ({ x, y, side }: WireEnd): number => (isVertical(side) ? x : y);

/** The line across the flow on which a wire ends; where it turns depends on wires that end there alone. */
export const lineOf = ({ to }: Pick<Turning, 'to'>): number => along(to);

/**
 * How far before its target each wire of those that end on one line turns for the last time, so that wires that turn in the
 * same gap do not run on top of each other. Of wires that go the same way, those that start last go first, which keeps them
 * from crossing. A wire that has its gap to itself is not in the answer.
 */
export function bendsBefore(wires: readonly Turning[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const group of groupedByGap(wires)) {
    const levels = levelled(group);
    if (levels.length < 2) continue;
    const [start, end] = group[0]?.gap ?? [0, 0];
    const step = Math.min(widest, (end - start) / (levels.length + 1));
    const first = (start + end) / 2 - (step * (levels.length - 1)) / 2;
    levels.forEach((level, index) => {
      for (const { id } of level) found.set(id, Math.round(end - (first + step * index)));
    });
  }
  return found;
}

/** Wires that end on one line, by the line they come from; a shortcut belongs to those whose gap it comes back in. */
function groupedByGap(wires: readonly Turning[]): readonly (readonly Stretch[])[] {
  const facing = wires.filter(({ from, to }) => isVertical(from.side) === isVertical(to.side));
  const groups = new Map<string, Stretch[]>();
  const put = (key: string, stretch: Stretch) => {
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [stretch]);
    else group.push(stretch);
  };
  const direct = facing.filter(
    ({ from, to, lane }) =>
      lane === null && along(to) - along(from) >= shortest && Math.abs(across(from) - across(to)) >= straight,
  );
  for (const { id, from, to } of direct) {
    const key = `${along(from)}:${along(to)}`;
    const stretch = { id, start: across(from), end: across(to), gap: [along(from), along(to)] as const };
    put(key, stretch);
  }
  // The nearest thing above the ports on the line: the gap that the direct wires to them turn in.
  const above = facing.filter((wire) => wire.lane === null && along(wire.from) < along(wire.to));
  const nearest = Math.max(...above.map((wire) => along(wire.from)));
  for (const { id, from, to, lane } of facing) {
    if (lane === null) continue;
    const start = above.length === 0 ? along(to) - 2 * widest : nearest;
    if (start < along(from)) continue;
    const key = `${start}:${along(to)}`;
    const stretch = { id, start: lane, end: across(to), gap: [start, along(to)] as const };
    put(key, stretch);
  }
  return [...groups.values()];
}

/** Stretches by the level they take, nearest to the sources first; such as do not meet share one. */
function levelled(group: readonly Stretch[]): readonly (readonly Stretch[])[] {
  const goesOn = ({ start, end }: Stretch): boolean => end > start;
  const onward = group.filter(goesOn).sort((a, b) => b.start - a.start || b.end - a.end);
  const back = group.filter((stretch) => !goesOn(stretch)).sort((a, b) => a.start - b.start || a.end - b.end);
  const levels: Stretch[][] = [];
  for (const way of [onward, back]) {
    for (const stretch of way) {
      const meetsIn = (level: readonly Stretch[], those: readonly Stretch[]): boolean =>
        level.some((other) => those.includes(other) && meets(other, stretch));
      // behind those that go the same way and started ahead of it, and on no level that is taken there
      let at = levels.findLastIndex((level) => meetsIn(level, way)) + 1;
      while (at < levels.length && meetsIn(levels[at] ?? [], group)) at += 1;
      levels[at] = [...(levels[at] ?? []), stretch];
    }
  }
  return levels;
}

/** Wires of one port may share a level: it is the same tensor. */
function meets(a: Stretch, b: Stretch): boolean {
  if (a.start === b.start) return false;
  const [aLow, aHigh] = [Math.min(a.start, a.end), Math.max(a.start, a.end)];
  const [bLow, bHigh] = [Math.min(b.start, b.end), Math.max(b.start, b.end)];
  return aLow <= bHigh && bLow <= aHigh;
}
