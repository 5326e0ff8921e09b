import type { Position } from '../../src-core/document/design.ts';
import type { Rect } from '../../src-core/scene/geometry.ts';

/** A line that what is dragged has come to share with an item at rest: at a place across it, from and to along it. */
export interface HelperLine {
  readonly axis: 'x' | 'y';
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

export interface Snapped {
  /** How far what is dragged is to be moved so that it lies on the lines. */
  readonly by: Position;
  readonly lines: readonly HelperLine[];
}

const sizes = { x: 'width', y: 'height' } as const;
const other = { x: 'y', y: 'x' } as const;

/** Where the sides and the middle of an area lie along an axis. */
const places = (area: Rect, axis: 'x' | 'y'): readonly number[] => [
  area[axis],
  area[axis] + area[sizes[axis]] / 2,
  area[axis] + area[sizes[axis]],
];

/** The least move along an axis that brings a side or the middle of an area onto the same of another. */
function leastMove(area: Rect, rest: readonly Rect[], axis: 'x' | 'y', reach: number): number | null {
  const own = places(area, axis);
  let least: number | null = null;
  for (const each of rest) {
    places(each, axis).forEach((place, index) => {
      const move = place - own[index]!;
      if (Math.abs(move) <= reach && (least === null || Math.abs(move) < Math.abs(least))) least = move;
    });
  }
  return least;
}

/** The lines that an area shares with others, each as long as what lies on it. */
function sharedLines(area: Rect, rest: readonly Rect[], axis: 'x' | 'y'): readonly HelperLine[] {
  const along = other[axis];
  return places(area, axis).flatMap((at, index): HelperLine[] => {
    const on = rest.filter((each) => Math.abs(places(each, axis)[index]! - at) < 0.5);
    if (on.length === 0) return [];
    const all = [area, ...on];
    const from = Math.min(...all.map((each) => each[along]));
    const to = Math.max(...all.map((each) => each[along] + each[sizes[along]]));
    return [{ axis, at, from, to }];
  });
}

/** Brings an area onto the nearest lines of others within `reach`, side to side and middle to middle. */
export function snapped(area: Rect, rest: readonly Rect[], reach: number): Snapped {
  const x = leastMove(area, rest, 'x', reach);
  const y = leastMove(area, rest, 'y', reach);
  const by = { x: x ?? 0, y: y ?? 0 };
  const moved = { ...area, x: area.x + by.x, y: area.y + by.y };
  return {
    by,
    lines: [
      ...(x === null ? [] : sharedLines(moved, rest, 'x')),
      ...(y === null ? [] : sharedLines(moved, rest, 'y')),
    ],
  };
}
