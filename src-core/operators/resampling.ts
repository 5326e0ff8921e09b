import type { Window } from '../language/window.ts';

/**
 * How a resized map is read, by the names of PyTorch's interpolate: the nearest value at or before a position, or nearest its
 * centre; straight lines or cubic curves between pixel centres, or, with `-corners`, between corner pixels that stay in place.
 */
export const resampleModes = [
  'nearest',
  'bilinear',
  'bilinear-corners',
  'nearest-exact',
  'bicubic',
  'bicubic-corners',
] as const;
export type ResampleMode = (typeof resampleModes)[number];

/** One axis of a map that is resized from `size` to `count` rows. */
export interface Resized {
  readonly size: number;
  readonly count: number;
  /** Rows of the map from one row of the result to the next. */
  readonly step: number;
}

/** One row of the result: the rows of the map it is a sum of, each with its weight. */
export type Taps = readonly (readonly [row: number, weight: number])[];

/** The rows of an axis that is resized by what its sizes come to. */
export const bySizes = (size: number, count: number): Resized => ({ size, count, step: size / count });

/**
 * Where PyTorch's nearest reads row i: floor(i * step), both steps in 32-bit floats; nearest-exact reads half a row on. The
 * rounding shows now and then: of 3 rows brought to 123, row 41 reads the first and not the second.
 */
export function nearestRows(mode: 'nearest' | 'nearest-exact', { size, count, step }: Resized): number[] {
  const rounded = Math.fround(step);
  return Array.from({ length: count }, (_, i) => {
    const middle = Math.max(Math.fround(Math.fround(rounded * (i + 0.5)) - 0.5), 0);
    const position = mode === 'nearest' ? Math.fround(i * rounded) : Math.fround(middle + 0.5);
    return Math.min(Math.floor(position), size - 1);
  });
}

/** Whether those rows are what repeating each row equally often gives. */
export function repeatsEvenly(rows: readonly number[], { size, count }: Resized): boolean {
  return count % size === 0 && rows.every((row, i) => row === Math.floor((i * size) / count));
}

function onLine(position: number, size: number): Taps {
  const inside = Math.min(Math.max(position, 0), size - 1);
  const low = Math.floor(inside);
  const weight = inside - low;
  return weight === 0
    ? [[low, 1]]
    : [
        [low, 1 - weight],
        [low + 1, weight],
      ];
}

/** The steepness at the neighbours, as in PyTorch. */
export const cubicSteepness = -0.75;

/** The weight of a value at that distance from the position: Keys, 1981. */
function cubicWeight(distance: number): number {
  const [a, x] = [cubicSteepness, Math.abs(distance)];
  if (x <= 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
  return x < 2 ? ((x - 5) * x + 8) * x * a - 4 * a : 0;
}

/** The four rows around a position; beyond the edge the edge stands. */
function onCurve(position: number, size: number): Taps {
  const low = Math.floor(position);
  return [low - 1, low, low + 1, low + 2]
    .map((row) => [Math.min(Math.max(row, 0), size - 1), cubicWeight(position - row)] as const)
    .filter(([, weight]) => weight !== 0);
}

const tapsAt = { bilinear: onLine, bicubic: onCurve } as const;

/** The taps along one axis, for each row of the result. */
export function tapsOf(mode: ResampleMode, resized: Resized): Taps[] {
  const { size, count, step } = resized;
  switch (mode) {
    case 'nearest':
    case 'nearest-exact':
      return nearestRows(mode, resized).map((row) => [[row, 1]]);
    case 'bilinear':
    case 'bicubic':
      return Array.from({ length: count }, (_, i) => tapsAt[mode]((i + 0.5) * step - 0.5, size));
    case 'bilinear-corners':
    case 'bicubic-corners': {
      const kind = mode === 'bilinear-corners' ? 'bilinear' : 'bicubic';
      return Array.from({ length: count }, (_, i) =>
        tapsAt[kind](count === 1 ? 0 : (i * (size - 1)) / (count - 1), size),
      );
    }
  }
}

const firstRow = (taps: Taps): number => Math.min(...taps.map(([row]) => row));
const lastRow = (taps: Taps): number => Math.max(...taps.map(([row]) => row));

/**
 * The taps along one axis as a sliding window: null where they do not step evenly by whole rows, as in every map that grows.
 * Rounding may give a row a weight of almost nothing; it is then counted as read.
 */
export function slidingTaps(mode: ResampleMode, resized: Resized): Window | null {
  const taps = tapsOf(mode, resized);
  const [first, second] = taps as [Taps, Taps?];
  const start = firstRow(first);
  const stride = second === undefined ? 1 : firstRow(second) - start;
  const span = lastRow(first) - start;
  const isEven = taps.every(
    (each, i) => firstRow(each) === start + i * stride && lastRow(each) === firstRow(each) + span,
  );
  if (!isEven || stride < 1) return null;
  return { kernel: BigInt(span + 1), stride, padding: 'custom', pads: [-start, -start] };
}
