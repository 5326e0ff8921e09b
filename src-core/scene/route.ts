import type { Position } from '../document/design.ts';
import type { Side } from './geometry.ts';

export interface WireEnd extends Position {
  readonly side: Side;
}

const radius = 8;
/** Ends nearer to one line than this are joined straight: a turn so small would look like a kink. */
const nearlyStraight = 2;
/** Ends that face each other over no more than this are joined around the back. */
const closest = 4;
/** How far a wire runs straight out of a port before it turns. */
const stub = 14;

const outward: Readonly<Record<Side, Position>> = {
  top: { x: 0, y: -1 },
  bottom: { x: 0, y: 1 },
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
};

export const isVertical = (side: Side): boolean => side === 'top' || side === 'bottom';
const alongOf = ({ x, y }: Position, vertical: boolean): number => (vertical ? y : x);
const out = (end: WireEnd, by: number): Position => ({
  x: end.x + outward[end.side].x * by,
  y: end.y + outward[end.side].y * by,
});

/**
 * The corners of a wire: straight where it can be, else with turns at right angles. `lane` is the x (of a vertical
 * wire) or y at which a shortcut runs past what lies between its ends, `turn` how far before its target it turns last,
 * `leave` how far behind its source a shortcut turns first.
 */
export function corners(
  from: WireEnd,
  to: WireEnd,
  lane: number | null = null,
  turn: number | null = null,
  leave: number | null = null,
): readonly Position[] {
  const vertical = isVertical(from.side);
  if (vertical !== isVertical(to.side)) {
    const corner = vertical ? { x: from.x, y: to.y } : { x: to.x, y: from.y };
    return [from, corner, to];
  }
  const a = out(from, lane === null ? stub : (leave ?? stub));
  const b = out(to, lane === null ? stub : (turn ?? stub));
  if (lane !== null) {
    return vertical
      ? [from, a, { x: lane, y: a.y }, { x: lane, y: b.y }, b, to]
      : [from, a, { x: a.x, y: lane }, { x: b.x, y: lane }, b, to];
  }
  const ahead = vertical ? (to.y - from.y) * outward[from.side].y : (to.x - from.x) * outward[from.side].x;
  if (ahead >= closest) {
    const middle =
      turn === null
        ? vertical
          ? (from.y + to.y) / 2
          : (from.x + to.x) / 2
        : alongOf(out(to, turn), vertical);
    if (Math.abs(vertical ? from.x - to.x : from.y - to.y) < nearlyStraight) return [from, to];
    return vertical
      ? [from, { x: from.x, y: middle }, { x: to.x, y: middle }, to]
      : [from, { x: middle, y: from.y }, { x: middle, y: to.y }, to];
  }
  const middle = vertical ? (a.x + b.x) / 2 : (a.y + b.y) / 2;
  return vertical
    ? [from, a, { x: middle, y: a.y }, { x: middle, y: b.y }, b, to]
    : [from, a, { x: a.x, y: middle }, { x: b.x, y: middle }, b, to];
}

/** An SVG path along corners, each rounded as far as its two arms allow. */
export function roundedPath(points: readonly Position[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  const parts = [`M${first.x} ${first.y}`];
  rest.forEach((corner, index) => {
    const next = rest[index + 1];
    if (next === undefined) {
      parts.push(`L${corner.x} ${corner.y}`);
      return;
    }
    const before = index === 0 ? first : (rest[index - 1] ?? first);
    const reach = Math.min(radius, distance(before, corner) / 2, distance(corner, next) / 2);
    const a = towards(corner, before, reach);
    const b = towards(corner, next, reach);
    parts.push(`L${a.x} ${a.y}`, `Q${corner.x} ${corner.y} ${b.x} ${b.y}`);
  });
  return parts.join('');
}

const distance = (a: Position, b: Position): number => Math.hypot(b.x - a.x, b.y - a.y);

function towards(from: Position, to: Position, by: number): Position {
  const length = distance(from, to);
  if (length === 0) return from;
  return { x: from.x + ((to.x - from.x) * by) / length, y: from.y + ((to.y - from.y) * by) / length };
}

/** The longest straight stretch of a wire, where its label has room. */
export function longestStretch(points: readonly Position[]): readonly [Position, Position] {
  let best: readonly [Position, Position] = [points[0] ?? { x: 0, y: 0 }, points.at(-1) ?? { x: 0, y: 0 }];
  let length = -1;
  points.slice(1).forEach((point, index) => {
    const before = points[index] as Position;
    const here = distance(before, point);
    if (here > length) {
      length = here;
      best = [before, point];
    }
  });
  return best;
}

/** The point half way along a wire. */
export function middleOf(points: readonly Position[]): Position {
  const stretches = points.slice(1).map((to, index) => [points[index] as Position, to] as const);
  let left = stretches.reduce((sum, [a, b]) => sum + distance(a, b), 0) / 2;
  for (const [a, b] of stretches) {
    const length = distance(a, b);
    if (left <= length) return towards(a, b, left);
    left -= length;
  }
  return points.at(-1) ?? { x: 0, y: 0 };
}

export interface LabelPlace extends Position {
  readonly side: 'left' | 'right' | 'above';
}

/**
 * Where the label of a wire stands. Beside a straight vertical wire it keeps the side it is given; where a wire turns
 * between two ports, it stands outside the turn, level with it; on a lane beside its longest stretch, away from its ends.
 */
export function labelPlace(points: readonly Position[], side: 'left' | 'right'): LabelPlace {
  const [a, b] = longestStretch(points);
  const first = points[0] as Position;
  const last = points.at(-1) as Position;
  const second = points[1] ?? last;
  const leavesDown = Math.abs(second.y - first.y) > Math.abs(second.x - first.x);
  if (points.length === 4 && leavesDown) {
    return { x: first.x, y: (first.y + last.y) / 2, side: last.x - first.x < radius ? 'right' : 'left' };
  }
  const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  if (Math.abs(b.y - a.y) <= Math.abs(b.x - a.x)) return { ...middle, side: 'above' };
  if (points.length > 4) return { ...middle, side: middle.x < first.x ? 'left' : 'right' };
  return { ...middle, side };
}

const besideWire = 12;
const belowWire = 13;

/** Where a chip has its middle; where it does not fit, that of a mark on the wire that stands for it. */
interface ChipPlace extends Position {
  readonly fits: boolean;
}

/** The place of a chip, over against the label of its wire: beside it in a column, else below. @param width of the chip */
export function chipPlace(points: readonly Position[], side: 'left' | 'right', width: number): ChipPlace {
  const place = labelPlace(points, side);
  if (place.side === 'above') {
    const [a, b] = longestStretch(points);
    const fits = Math.abs(b.x - a.x) >= width + besideWire;
    return { x: place.x, y: place.y + (fits ? belowWire : 0), fits };
  }
  const reach = besideWire + width / 2;
  return { x: place.x + (place.side === 'left' ? reach : -reach), y: place.y, fits: true };
}
