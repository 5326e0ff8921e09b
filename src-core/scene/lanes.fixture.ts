import type { Position } from '../document/design.ts';
import type { Direction } from './direction.ts';
import { GivenLanes } from './given-lanes.ts';
import type { LaneWish, Obstacles } from './lanes.ts';
import { blockers } from './lanes.ts';

/** True where a wire along these corners would run through something. */
export const isBlocked = (points: readonly Position[], obstacles: Obstacles): boolean =>
  blockers(points, obstacles).length > 0;

/** The lanes of wires that ask in turn; null where the way is free. */
export function lanes(
  wishes: readonly (LaneWish | null)[],
  obstacles: Obstacles,
  direction: Direction,
): readonly (number | null)[] {
  const given = new GivenLanes();
  const asking = wishes.map((wish, order) => [String(order), order, wish] as const);
  given.update({ wishes: asking, places: [] }, obstacles, direction);
  return wishes.map((_, order) => given.laneOf(String(order)));
}
