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

/** The line across the flow on which a wire ends; where it turns last depends on wires that end there alone. */
export const lineOf = ({ to }: Pick<Turning, 'to'>): string => `to ${along(to)}`;

/** The line on which a wire starts; where a shortcut turns first depends on wires that start there alone. */
export const startOf = ({ from }: Pick<Turning, 'from'>): string => `from ${along(from)}`;

/** How far apart shortcuts turn first, and how far from the nearest to the farthest at most. */
const leaveStep = 8;
const leaveRoom = 18;
/** How far from its port a shortcut turns that no other is in the way of. */
const firstTurn = 14;

/**
 * How far behind its source each shortcut of those that start on one line turns first, so that shortcuts of different ports
 * do not run on top of each other. One that has the place to itself is not in the answer.
 */
export function bendsBehind(wires: readonly Turning[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const stretches = wires.flatMap(({ id, from, lane }): Stretch[] => {
    if (lane === null || Math.abs(lane - across(from)) < straight) return [];
    return [{ id, start: across(from), end: lane, gap: [0, 0] }];
  });
  const levels = levelled(stretches);
  if (levels.length < 2) return found;
  const step = Math.min(leaveStep, leaveRoom / (levels.length - 1));
  levels.forEach((level, index) => {
    for (const { id } of level) if (index > 0) found.set(id, Math.round(firstTurn + step * index));
  });
  return found;
}

/**
 * How far before its target each wire of those that end on one line turns for the last time, so that wires that turn in the
 * same gap do not run on top of each other. Of wires that go the same way, those that start last go first, which keeps them
 * from crossing, in whatever order they are given. A wire that has its gap to itself is not in the answer.
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
function groupedByGap(wires: readonly Turning[]): Iterable<readonly Stretch[]> {
  const groups = new Map<number, Stretch[]>();
  const put = (id: string, start: number, end: number, gap: Stretch['gap']) => {
    const group = groups.get(gap[0]);
    if (group === undefined) groups.set(gap[0], [{ id, start, end, gap }]);
    else group.push({ id, start, end, gap });
  };
  const shortcuts: Turning[] = [];
  // The nearest thing above the ports on the line: the gap that the direct wires to them turn in.
  let nearest: number | null = null;
  for (const wire of wires) {
    const { id, from, to, lane } = wire;
    if (isVertical(from.side) !== isVertical(to.side)) continue;
    if (lane !== null) {
      shortcuts.push(wire);
      continue;
    }
    const gap = [along(from), along(to)] as const;
    if (gap[0] < gap[1]) nearest = Math.max(nearest ?? gap[0], gap[0]);
    const [start, end] = [across(from), across(to)];
    if (gap[1] - gap[0] >= shortest && Math.abs(start - end) >= straight) put(id, start, end, gap);
  }
  for (const { id, from, to, lane } of shortcuts) {
    const start = nearest ?? along(to) - 2 * widest;
    if (lane !== null && start >= along(from)) put(id, lane, across(to), [start, along(to)]);
  }
  return groups.values();
}

const goesOn = ({ start, end }: Stretch): boolean => end > start;

/** Stretches by the level they take, nearest to the sources first; such as do not meet share one. */
function levelled(group: readonly Stretch[]): readonly (readonly Stretch[])[] {
  const onward = group.filter(goesOn).sort((a, b) => b.start - a.start || b.end - a.end);
  const back = group.filter((stretch) => !goesOn(stretch)).sort((a, b) => a.start - b.start || a.end - b.end);
  const levels: Stretch[][] = [];
  for (const stretch of [...onward, ...back]) {
    const isOnward = goesOn(stretch);
    const isAhead = (other: Stretch) => meets(other, stretch) && goesOn(other) === isOnward;
    // behind those that go the same way and started ahead of it, and on no level that is taken there
    let at = levels.findLastIndex((level) => level.some(isAhead)) + 1;
    while (levels[at]?.some((other) => meets(other, stretch))) at += 1;
    const level = levels[at];
    if (level === undefined) levels[at] = [stretch];
    else level.push(stretch);
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
