import type { Level, LevelWire } from '../level-types.ts';
import type { Rows } from './rows.ts';

type Part = Pick<Level, 'items' | 'wires'>;

/** Fewer lanes than this are a trunk with a branch beside it. */
const fewestLanes = 3;

/** What is cut into lanes and joined again: lanes from 0 on, in the order of the ports that they leave by. */
interface Region {
  readonly start: string;
  readonly end: string;
  /** The lane of each item between the two. */
  readonly lanes: ReadonlyMap<string, number>;
  readonly count: number;
}

/** The wires of an item, in the order of its ports. */
function leaving({ items, wires }: Part, name: string): readonly LevelWire[] {
  const ports = items.find((item) => item.name === name)?.outputs ?? [];
  return wires
    .filter(({ from }) => from.item === name)
    .sort((a, b) => ports.indexOf(a.from.port) - ports.indexOf(b.from.port));
}

/** The lanes that begin at an item and end in one that joins them all; null where they are no such thing. */
function regionFrom(level: Part, start: string, order: readonly string[]): Region | null {
  const first = leaving(level, start);
  if (first.length < fewestLanes) return null;
  const reached = new Map<string, Set<number>>();
  const reach = (name: string, lane: number): void => {
    reached.set(name, (reached.get(name) ?? new Set()).add(lane));
  };
  first.forEach(({ to }, lane) => {
    reach(to.item, lane);
  });
  const entering = (name: string): number => level.wires.filter(({ to }) => to.item === name).length;
  let end: string | null = null;
  for (const name of order.slice(order.indexOf(start) + 1)) {
    const lanes = reached.get(name);
    if (lanes === undefined) continue;
    if (lanes.size === first.length && entering(name) >= fewestLanes) {
      end = name;
      break;
    }
    for (const { to } of leaving(level, name)) for (const lane of lanes) reach(to.item, lane);
  }
  if (end === null) return null;
  const between = order
    .slice(order.indexOf(start) + 1, order.indexOf(end))
    .filter((name) => reached.has(name));
  const isCut = new Set(first.map(({ from }) => from.port)).size === first.length;
  const isApart = between.every((name) => reached.get(name)?.size === 1);
  // What leaves by one port is handed on along several ways; these are lanes only where they do not meet on the way.
  if (!isCut && !isApart) return null;
  const lanes = homeLanes(level, start, first, between);
  // Each lane but one has something in it: two direct wires are no lanes.
  if (new Set(lanes.values()).size < Math.max(2, first.length - 1)) return null;
  return { start, end, lanes, count: first.length };
}

/**
 * The lane that each item stands in. Where lanes meet, one is handed what came along another: its item is the one that is
 * nearer to where the lanes began.
 */
function homeLanes(
  { wires }: Part,
  start: string,
  first: readonly LevelWire[],
  between: readonly string[],
): ReadonlyMap<string, number> {
  const depth = new Map([[start, 0]]);
  const lanes = new Map<string, number>();
  for (const name of between) {
    let home: { lane: number; depth: number } | null = null;
    for (const wire of wires) {
      if (wire.to.item !== name) continue;
      const lane = wire.from.item === start ? first.indexOf(wire) : lanes.get(wire.from.item);
      const at = depth.get(wire.from.item);
      if (lane === undefined || at === undefined) continue;
      depth.set(name, Math.max(depth.get(name) ?? 0, at + 1));
      if (home === null || at < home.depth || (at === home.depth && lane > home.lane))
        home = { lane, depth: at };
    }
    if (home !== null) lanes.set(name, home.lane);
  }
  return lanes;
}

/**
 * Rows by lane, as cascades and branches are drawn by hand: what is cut into lanes has a row for each, so that a lane that
 * waits for the one before it begins farther along and the whole looks like a staircase; all else is the trunk in their
 * middle. Null of a level without lanes.
 * @param order names of all items along the flow
 */
export function laneRows(level: Part, order: readonly string[]): Rows | null {
  const rows = new Map<string, number>();
  const inside = new Set<string>();
  let found = 0;
  let most = 0;
  for (const name of order) {
    if (inside.has(name)) continue;
    const region = regionFrom(level, name, order);
    if (region === null) continue;
    found += 1;
    most = Math.max(most, region.count);
    for (const [item, lane] of region.lanes) {
      inside.add(item);
      rows.set(item, lane - (region.count - 1) / 2);
    }
  }
  if (found === 0) return null;
  const trunk = trunkThrough(level, inside, order);
  for (const name of order) if (!inside.has(name)) rows.set(name, trunk.has(name) ? 0 : (most + 1) / 2);
  return { rows, canMirror: false };
}

/** What leads to lanes or on from them: all outside them but what only goes past. */
function trunkThrough(
  { wires }: Part,
  inside: ReadonlySet<string>,
  order: readonly string[],
): ReadonlySet<string> {
  const [before, after] = [new Set<string>(), new Set<string>()];
  for (const name of [...order].reverse())
    if (wires.some(({ from, to }) => from.item === name && (inside.has(to.item) || before.has(to.item))))
      before.add(name);
  for (const name of order)
    if (wires.some(({ from, to }) => to.item === name && (inside.has(from.item) || after.has(from.item))))
      after.add(name);
  return new Set([...before, ...after]);
}
