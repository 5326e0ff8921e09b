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
