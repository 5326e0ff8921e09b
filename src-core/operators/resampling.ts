import type { Expr } from '../algebra/expression.ts';
import { isInteger } from '../algebra/expression.ts';
import type { Window } from '../language/window.ts';

/** How a resized map is read: the nearest of PyTorch, or straight lines between pixel centres or between corner pixels. */
export const resampleModes = ['nearest', 'bilinear', 'bilinear-corners'] as const;
export type ResampleMode = (typeof resampleModes)[number];

/** One row of the result, between two rows of the map: (1 - weight) × low + weight × high. */
export interface Tap {
  readonly low: number;
  readonly high: number;
  readonly weight: number;
}

/**
 * Where PyTorch's nearest reads row i of `count`: floor(i * size/count), both steps in 32-bit floats. The
 * rounding shows now and then: of 3 rows brought to 123, row 41 reads the first and not the second.
 */
export function nearestRows(size: number, count: number): number[] {
  const step = Math.fround(size / count);
  return Array.from({ length: count }, (_, i) => Math.min(Math.floor(Math.fround(i * step)), size - 1));
}

/** Whether those rows are what repeating each row equally often gives. */
export function repeatsEvenly(size: number, count: number): boolean {
  return (
    count % size === 0 && nearestRows(size, count).every((row, i) => row === Math.floor((i * size) / count))
  );
}

function between(position: number, size: number): Tap {
  const inside = Math.min(Math.max(position, 0), size - 1);
  const low = Math.floor(inside);
  return { low, high: Math.min(low + 1, size - 1), weight: inside - low };
}

/** The taps along one axis that bring `size` rows to `count`. */
export function tapsOf(mode: ResampleMode, size: number, count: number): Tap[] {
  switch (mode) {
    case 'nearest':
      return nearestRows(size, count).map((row) => ({ low: row, high: row, weight: 0 }));
    case 'bilinear':
      return Array.from({ length: count }, (_, i) => between(((i + 0.5) * size) / count - 0.5, size));
    case 'bilinear-corners':
      return Array.from({ length: count }, (_, i) =>
        between(count === 1 ? 0 : (i * (size - 1)) / (count - 1), size),
      );
  }
}

/** Rows that a tap reads: the far one only where it weighs anything. */
const lastRow = ({ low, high, weight }: Tap): number => (weight === 0 ? low : high);

/**
 * The taps along one axis as a sliding window: null where they do not step evenly by whole rows, as in every map that grows,
 * or where that depends on a symbol. Rounding may give a row a weight of almost nothing; it is then counted as read.
 */
export function slidingTaps(mode: ResampleMode, size: Expr, count: Expr): Window | null {
  if (!isInteger(size) || !isInteger(count)) return null;
  const taps = tapsOf(mode, Number(size), Number(count));
  const [first, second] = taps as [Tap, Tap?];
  const stride = second === undefined ? 1 : second.low - first.low;
  const span = lastRow(first) - first.low;
  const isEven = taps.every(
    (tap, i) => tap.low === first.low + i * stride && lastRow(tap) === tap.low + span,
  );
  if (!isEven || stride < 1) return null;
  return { kernel: BigInt(span + 1), stride, padding: 'custom', pads: [-first.low, -first.low] };
}
