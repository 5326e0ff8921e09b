import type { Direction } from './direction.ts';
import type { Scene, SceneNode, SceneWire, Size } from './geometry.ts';
import { flowPorts, gap, sizeOf } from './geometry.ts';
import type { Level, LevelItem } from './level.ts';
import { sceneOfLevel } from './level-scene.ts';
import { flowRanks } from './ranks.ts';

/** Space between a column and the branch beside it. */
const beside = 48;
/** Space between the outermost branch and a shortcut, and between two shortcuts. */
const laneSpace = 24;
/** A level with more branches than this beside its trunk is laid out in layers instead. */
const mostBranches = 2;

interface Placed {
  readonly item: LevelItem;
  readonly size: Size & { readonly variant: SceneNode['variant'] };
  readonly rank: number;
  /** 0 is the trunk, 1 the branch beside it, and so on. */
  readonly branch: number;
}

/** The longest way through a level: one item a rank, each fed by the one before; the first listed wins where ways are equal. */
function trunkOf(level: Level, rank: ReadonlyMap<string, number>): ReadonlySet<string> {
  const before = new Map<string, string>();
  for (const { from, to } of level.wires) {
    const follows = (rank.get(to.item) ?? 0) - (rank.get(from.item) ?? 0) === 1;
    if (follows && !before.has(to.item)) before.set(to.item, from.item);
  }
  let last = level.items[0]?.name;
  for (const { name } of level.items) {
    if ((rank.get(name) ?? 0) > (rank.get(last ?? '') ?? -1)) last = name;
  }
  const trunk = new Set<string>();
  for (let name = last; name !== undefined; name = before.get(name)) trunk.add(name);
  return trunk;
}

/** Puts every item into a rank and a branch; null where more branches run beside each other than a trunk can carry. */
function placedAll(level: Level, direction: Direction, isChain: boolean): readonly Placed[] | null {
  const rank = flowRanks(level);
  if (rank === null) return null;
  const trunk = trunkOf(level, rank);
  const taken = new Set<string>();
  const branchOf = new Map<string, number>();
  const byRank = [...level.items].sort((a, b) => (rank.get(a.name) ?? 0) - (rank.get(b.name) ?? 0));
  for (const { name } of byRank) {
    if (trunk.has(name)) {
      branchOf.set(name, 0);
      continue;
    }
    const feeder = level.wires.find(({ to }) => to.item === name)?.from.item;
    let branch = Math.max(1, branchOf.get(feeder ?? '') ?? 1);
    while (taken.has(`${rank.get(name)} ${branch}`)) branch += 1;
    if (branch > mostBranches) return null;
    taken.add(`${rank.get(name)} ${branch}`);
    branchOf.set(name, branch);
  }
  return level.items.map((item) => ({
    item,
    size: sizeOf(item, direction, isChain || level.isDrawn),
    rank: rank.get(item.name) ?? 0,
    branch: branchOf.get(item.name) ?? 0,
  }));
}

/**
 * Draws a level as a straight trunk with its few branches beside it and its shortcuts in lanes outside: residual blocks
 * look like what they are. Null where the level is no such thing.
 */
export function trunkScene(level: Level, direction: Direction, isChain: boolean): Scene | null {
  const placed = placedAll(level, direction, isChain);
  if (placed === null) return null;
  const isDown = direction === 'TB';
  const along = (size: Size) => (isDown ? size.height : size.width);
  const across = (size: Size) => (isDown ? size.width : size.height);

  // where each rank begins and each branch has its middle
  const longest: number[] = [];
  for (const { rank, size } of placed) longest[rank] = Math.max(longest[rank] ?? 0, along(size));
  const starts: number[] = [];
  let end = 0;
  for (const [rank, length] of longest.entries()) {
    starts[rank] = end;
    end += (length ?? 0) + gap[direction];
  }
  const middles: number[] = [];
  let edge = 0;
  for (let branch = 0; branch <= Math.max(...placed.map((each) => each.branch)); branch += 1) {
    const widest = Math.max(
      0,
      ...placed.filter((each) => each.branch === branch).map(({ size }) => across(size)),
    );
    middles[branch] = branch === 0 ? 0 : edge + beside + widest / 2;
    edge = (middles[branch] ?? 0) + widest / 2;
  }

  const nodes = placed.map(({ item, size, rank, branch }): SceneNode => {
    const { path, name, role } = item;
    const start = starts[rank] ?? 0;
    const side = Math.round((middles[branch] ?? 0) - across(size) / 2);
    const at = isDown ? { x: side, y: start } : { x: start, y: side };
    return { path, name, role, ...size, ...at, ports: flowPorts(item, size, direction) };
  });

  const placeOf = new Map(placed.map((each) => [each.item.name, each]));
  let lanes = 0;
  const wires = level.wires.map((wire): SceneWire => {
    const from = placeOf.get(wire.from.item);
    const to = placeOf.get(wire.to.item);
    if (from === undefined || to === undefined || !wire.skips) return { ...wire, lane: null };
    const isFree = (branch: number) =>
      !placed.some((each) => each.branch === branch && each.rank > from.rank && each.rank < to.rank);
    // a branch that has ended goes straight on to where it joins the trunk
    const own = [from.branch, to.branch].find((branch) => isFree(branch));
    if (own !== undefined)
      return { ...wire, lane: own === from.branch && own === to.branch ? null : (middles[own] ?? null) };
    lanes += 1;
    const passed = placed.filter((each) => each.rank > from.rank && each.rank < to.rank);
    const outside = Math.max(...passed.map(({ size, branch }) => (middles[branch] ?? 0) + across(size) / 2));
    return { ...wire, lane: Math.round(outside + laneSpace * lanes) };
  });
  return sceneOfLevel(level, direction, { nodes, wires });
}
