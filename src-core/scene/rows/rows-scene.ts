import type { Direction } from '../direction.ts';
import type { Scene, SceneNode, Size } from '../geometry.ts';
import { flowPorts, gap, sizeOf } from '../geometry.ts';
import { keptOrder } from '../given-order.ts';
import { sceneOfLevel } from '../level-scene.ts';
import type { Level, LevelItem } from '../level-types.ts';
import { mirrors } from '../mirrors.ts';
import { flowRanks } from '../ranks.ts';
import { laneRows } from './lane-rows.ts';
import { resolutionRows } from './resolution-rows.ts';
import type { Rows } from './rows.ts';

/** Space between neighbours across the flow. */
const beside = 64;
/** Space for each wire that runs beside a row, or turns between two ranks. */
const laneSpace = 24;
const turnSpace = 12;
/** Turns between two ranks that are given room of their own. */
const mostTurns = 12;

interface Placed {
  readonly item: LevelItem;
  readonly size: Size & { readonly variant: SceneNode['variant'] };
  readonly rank: number;
  readonly row: number;
}

/** Items that share a rank and a row are parted: the later ones stand in rows of their own just behind it. */
function parted(
  order: readonly string[],
  rank: ReadonlyMap<string, number>,
  rows: ReadonlyMap<string, number>,
  { wires }: Level,
): ReadonlyMap<string, number> {
  const taken = new Set<string>();
  const found = new Map<string, number>();
  for (const name of order) {
    const own = rows.get(name) ?? 0;
    // what follows one that was moved aside goes on in its row
    const feeder = wires.find(({ to, skips }) => to.item === name && !skips)?.from.item ?? '';
    const before = found.get(feeder);
    let row = rows.get(feeder) === own && before !== undefined ? before : own;
    if (entersAlong(name, own, rows, wires) > 1) row = own;
    while (taken.has(`${rank.get(name)} ${row}`)) row += 1 / 64;
    taken.add(`${rank.get(name)} ${row}`);
    found.set(name, row);
  }
  return found;
}

/** How many wires come to an item from its own row. */
const entersAlong = (
  name: string,
  row: number,
  rows: ReadonlyMap<string, number>,
  wires: Level['wires'],
): number => wires.filter(({ from, to }) => to.item === name && rows.get(from.item) === row).length;

/** The middle of each row: items of one rank clear of each other, and a row's line clear of what stands in others. */
function middles(
  placed: readonly Placed[],
  level: Level,
  across: (size: Size) => number,
): ReadonlyMap<number, number> {
  const keys = [...new Set(placed.map(({ row }) => row))].sort((a, b) => a - b);
  const inRow = (row: number) => placed.filter((each) => each.row === row);
  const placeOf = new Map(placed.map((each) => [each.item.name, each]));
  const passing = (row: number): number =>
    level.wires.filter(({ from, to }) => {
      const [a, b] = [placeOf.get(from.item), placeOf.get(to.item)];
      if (a?.row !== row || b?.row !== row) return false;
      return placed.some((each) => each.row === row && each.rank > a.rank && each.rank < b.rank);
    }).length;
  const at = new Map<number, number>();
  keys.forEach((row, index) => {
    const here = inRow(row);
    const widest = Math.max(...here.map(({ size }) => across(size)));
    let least = 0;
    keys.slice(0, index).forEach((other, before) => {
      const there = inRow(other);
      const isNext = before === index - 1;
      const wide = Math.max(...there.map(({ size }) => across(size)));
      const lanes = passing(other);
      const shares = here.some((a) => there.some((b) => b.rank === a.rank));
      const clear = Math.max(widest, wide) / 2 + beside;
      const whole = (widest + wide) / 2 + beside + (lanes > 0 ? (lanes + 1) * laneSpace : 0);
      if (shares || lanes > 0) least = Math.max(least, (at.get(other) ?? 0) + whole);
      else if (isNext) least = Math.max(least, (at.get(other) ?? 0) + clear);
    });
    at.set(row, index === 0 ? 0 : least);
  });
  return at;
}

/**
 * Draws a level in rows along the flow where a person would: by resolution, by lane. Null of any other, and of one with loops.
 */
export function rowsScene(level: Level, direction: Direction): Scene | null {
  const rank = flowRanks(level);
  if (rank === null || level.items.length === 0) return null;
  const order = level.items.map(({ name }) => name).sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0));
  const found = laneRows(level, order) ?? resolutionRows(level, order);
  if (found === null) return null;
  const rows = parted(order, rank, found.rows, level);
  const isDown = direction === 'TB';
  const along = (size: Size) => (isDown ? size.height : size.width);
  const across = (size: Size) => (isDown ? size.width : size.height);
  const first = Math.min(...rank.values());
  const placed = level.items.map(
    (item): Placed => ({
      item,
      size: sizeOf(item, direction, level.isDrawn),
      rank: (rank.get(item.name) ?? 0) - first,
      row: rows.get(item.name) ?? 0,
    }),
  );
  const ahead = middles(placed, level, across);
  const side = isMirrored(found, placed, ahead, level, direction) ? -1 : 1;
  const middle = new Map([...ahead].map(([row, at]) => [row, side * at]));
  const starts = rankStarts(placed, level, direction, along);
  const nodes = placed.map(({ item, size, rank: at, row }): SceneNode => {
    const { path, name, role } = item;
    const edge = Math.round((middle.get(row) ?? 0) - across(size) / 2);
    const start = starts[at] ?? 0;
    const place = isDown ? { x: edge, y: start } : { x: start, y: edge };
    return { path, name, role, ...size, ...place, ports: flowPorts(item, size, direction) };
  });
  const wires = level.wires.map((wire) => ({ ...wire, lane: null }));
  return sceneOfLevel(level, direction, { findsWays: true, nodes, wires });
}

/** Whether the last row comes first: as a person had it, else (top down, where no side is usual) as ports are in order. */
function isMirrored(
  { canMirror }: Rows,
  placed: readonly Placed[],
  middle: ReadonlyMap<number, number>,
  level: Level,
  direction: Direction,
): boolean {
  if (!canMirror) return false;
  const placeOf = new Map(placed.map((each) => [each.item.name, each]));
  const acrossOf = (name: string): number => middle.get(placeOf.get(name)?.row ?? 0) ?? 0;
  const kept = keptOrder(level, direction, (name) => ({
    along: placeOf.get(name)?.rank ?? 0,
    across: acrossOf(name),
  }));
  return kept === 0 ? direction === 'TB' && mirrors(level, acrossOf) : kept < 0;
}

/** Where each rank begins, with room before it for the wires that turn there. */
function rankStarts(
  placed: readonly Placed[],
  { wires }: Level,
  direction: Direction,
  along: (size: Size) => number,
): readonly number[] {
  const placeOf = new Map(placed.map((each) => [each.item.name, each]));
  const turns: number[] = [];
  for (const { from, to } of wires) {
    const [a, b] = [placeOf.get(from.item), placeOf.get(to.item)];
    if (a === undefined || b === undefined || a.row === b.row) continue;
    turns[b.rank] = (turns[b.rank] ?? 0) + 1;
    if (b.rank > a.rank + 1) turns[a.rank + 1] = (turns[a.rank + 1] ?? 0) + 1;
  }
  const longest: number[] = [];
  for (const { rank, size } of placed) longest[rank] = Math.max(longest[rank] ?? 0, along(size));
  const starts: number[] = [];
  let end = 0;
  for (let rank = 0; rank < longest.length; rank += 1) {
    const room = (Math.min(turns[rank] ?? 0, mostTurns) + 2) * turnSpace;
    if (rank > 0) end += Math.max(gap[direction], room);
    starts[rank] = end;
    end += longest[rank] ?? 0;
  }
  return starts;
}
