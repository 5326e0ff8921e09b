import type { Position } from '../../src-core/document/design.ts';
import type { Rect } from '../../src-core/scene/geometry.ts';

/** A side or middle along which items are put in line. */
export type Line = 'left' | 'centre' | 'right' | 'top' | 'middle' | 'bottom';

/** An item's place by name. */
export type Placed = Rect & { readonly id: string };
export type Move = { readonly id: string; readonly position: Position };

/** Where a line lies in an area, as how much of its size is before it. */
const parts: Readonly<Record<Line, readonly [axis: 'x' | 'y', part: number]>> = {
  left: ['x', 0],
  centre: ['x', 0.5],
  right: ['x', 1],
  top: ['y', 0],
  middle: ['y', 0.5],
  bottom: ['y', 1],
};

const sizeAlong = { x: 'width', y: 'height' } as const;

/** The moves that put items in line with the outermost of them, or with the middle of all. Places are whole pixels. */
export function aligned(items: readonly Placed[], line: Line): readonly Move[] {
  const [axis, part] = parts[line];
  const size = sizeAlong[axis];
  const low = Math.min(...items.map((item) => item[axis]));
  const high = Math.max(...items.map((item) => item[axis] + item[size]));
  const at = low + (high - low) * part;
  return items.map(({ id, x, y, ...sizes }) => ({
    id,
    position: { x, y, [axis]: Math.round(at - sizes[size] * part) },
  }));
}

/** The moves that leave equal space between items along an axis; the two outermost stay where they are. */
export function distributed(items: readonly Placed[], axis: 'x' | 'y'): readonly Move[] {
  const size = sizeAlong[axis];
  const sorted = [...items].sort((a, b) => a[axis] + a[size] / 2 - (b[axis] + b[size] / 2));
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined || sorted.length < 3) return [];
  const room = last[axis] + last[size] - first[axis];
  const space = (room - sorted.reduce((sum, item) => sum + item[size], 0)) / (sorted.length - 1);
  let at = first[axis];
  return sorted.map((item) => {
    const { id, x, y } = item;
    const position = { x, y, [axis]: item === last ? last[axis] : Math.round(at) };
    at += item[size] + space;
    return { id, position };
  });
}
