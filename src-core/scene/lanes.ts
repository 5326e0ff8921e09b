import type { Position } from '../document/design.ts';
import type { Direction } from './direction.ts';
import type { Rect } from './geometry.ts';
import type { WireEnd } from './route.ts';
import { corners, isVertical } from './route.ts';

/** Everything that lies in an area and that a wire must not run through. */
export type Obstacles = (area: Rect) => readonly Rect[];

/** Space between a lane and what it passes, and between two lanes. */
export const laneSpace = 24;
/** What stands nearer than this to what a lane passes is passed with it. */
export const together = 60;

/** What a wire whose direct way is blocked asks for. */
export interface LaneWish {
  /** The nearest lane beside what lies in its way. */
  readonly lane: number;
  /** From where to where along the flow it runs there. */
  readonly low: number;
  readonly high: number;
  /** The port whose line the lane is; wires that come from it may share that. Null of a lane beside what is in the way. */
  readonly line: string | null;
  /** Everything it depends on lies in here. */
  readonly area: Rect;
}

const boxOf = (a: Position, b: Position): Rect => ({
  x: Math.min(a.x, b.x),
  y: Math.min(a.y, b.y),
  width: Math.abs(a.x - b.x),
  height: Math.abs(a.y - b.y),
});

/** An area with a margin on every side. */
export const grown = ({ x, y, width, height }: Rect, by: number): Rect => ({
  x: x - by,
  y: y - by,
  width: width + 2 * by,
  height: height + 2 * by,
});

/** The smallest area that holds some points. */
export function boundsOf(points: readonly Position[]): Rect {
  const low = { x: Number.POSITIVE_INFINITY, y: Number.POSITIVE_INFINITY };
  const high = { x: Number.NEGATIVE_INFINITY, y: Number.NEGATIVE_INFINITY };
  for (const { x, y } of points) {
    if (x < low.x) low.x = x;
    if (x > high.x) high.x = x;
    if (y < low.y) low.y = y;
    if (y > high.y) high.y = y;
  }
  return { ...low, width: high.x - low.x, height: high.y - low.y };
}

/** The smallest area that holds some areas. */
export const boundsOfAreas = (areas: readonly Rect[]): Rect =>
  boundsOf(areas.flatMap((area) => [area, { x: area.x + area.width, y: area.y + area.height }]));

/** What a wire along these corners would run through; touching an edge by a pixel is free. */
export function blockers(points: readonly Position[], obstacles: Obstacles): readonly Rect[] {
  return points.slice(1).flatMap((to, index) => {
    const line = boxOf(points[index] ?? to, to);
    return obstacles(grown(line, 1)).filter(
      (node) =>
        line.x + line.width > node.x + 1 &&
        line.x < node.x + node.width - 1 &&
        line.y + line.height > node.y + 1 &&
        line.y < node.y + node.height - 1,
    );
  });
}

/** The area between two lines across the flow, over the whole stretch of a lane. */
export const laneBand = (isDown: boolean, from: number, to: number, low: number, high: number): Rect =>
  isDown
    ? { x: from, y: low, width: to - from, height: high - low }
    : { x: low, y: from, width: high - low, height: to - from };

/** The edge of a thing that a lane runs beside. */
export const farSide = ({ x, y, width, height }: Rect, isDown: boolean): number =>
  isDown ? x + width : y + height;

/** The far edge of what stands together with a thing whose far edge is known. */
export function farEdge(
  edge: number,
  low: number,
  high: number,
  isDown: boolean,
  obstacles: Obstacles,
): number {
  for (let far = edge; ; ) {
    const beside = obstacles(laneBand(isDown, far, far + together, low, high));
    const next = beside.reduce((most, node) => Math.max(most, farSide(node, isDown)), far);
    if (next === far) return far;
    far = next;
  }
}

/** A wire as long as this does not turn half way, where nobody looks for it. */
const far = 180;
/** Ends nearer than this along the flow have no room for a turn at either. */
const roomForTurns = 40;

/**
 * The line of one of its ports, where that is free: the wire goes to its target's line at once, or stays on its own until it
 * is there. Null where neither is, and of ends that do not lie one behind the other.
 */
function straightLane(
  from: WireEnd,
  to: WireEnd,
  obstacles: Obstacles,
  isDown: boolean,
  isFan: boolean,
): LaneWish | null {
  const [start, end] = isDown ? [from.y, to.y] : [from.x, to.x];
  if (Math.abs(isDown ? from.x - to.x : from.y - to.y) < 2) return null;
  if (end - start < roomForTurns || isVertical(from.side) !== isDown || isVertical(to.side) !== isDown)
    return null;
  const [own, theirs] = isDown ? [from.x, to.x] : [from.y, to.y];
  const lane = (isFan ? [theirs, own] : [own, theirs]).find(
    (line) => blockers(corners(from, to, line), obstacles).length === 0,
  );
  if (lane === undefined) return null;
  const area = grown(boundsOf(corners(from, to)), 1);
  return { lane, low: start, high: end, line: `${from.x} ${from.y}`, area };
}

/**
 * The lane that a wire asks for: to the right of (in a row: below) what lies in its way and all that stands together with
 * that, unless it may run along the line of one of its ports. Null where its direct way is free and short.
 * @param isFan true of a wire that leaves more ports than its target has: it goes to its target's line first
 */
export function wishOf(
  from: WireEnd,
  to: WireEnd,
  obstacles: Obstacles,
  direction: Direction,
  isFan = false,
): LaneWish | null {
  const points = corners(from, to);
  const inWay = blockers(points, obstacles);
  const isDown = direction === 'TB';
  const isFar = (isDown ? to.y - from.y : to.x - from.x) > far;
  if (inWay.length === 0 && !isFar) return null;
  const straight = straightLane(from, to, obstacles, isDown, isFan);
  if (inWay.length === 0 || straight !== null) return straight;
  const low = isDown ? Math.min(from.y, to.y) : Math.min(from.x, to.x);
  const high = isDown ? Math.max(from.y, to.y) : Math.max(from.x, to.x);
  const edge = inWay.reduce((most, node) => Math.max(most, farSide(node, isDown)), Number.NEGATIVE_INFINITY);
  const beyond = farEdge(edge, low, high, isDown, obstacles);
  const own = grown(boundsOf(points), 1);
  const area = boundsOf([
    own,
    { x: own.x + own.width, y: own.y + own.height },
    isDown ? { x: beyond + together, y: low } : { x: low, y: beyond + together },
    isDown ? { x: beyond + together, y: high } : { x: high, y: beyond + together },
  ]);
  return { lane: beyond + laneSpace, low, high, line: null, area };
}
