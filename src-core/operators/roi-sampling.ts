import { H, W } from '../language/shape.ts';
import type { Tensor } from '../language/tensor.ts';

/** A sample between two positions of an axis: (1 - weight) × low + weight × high. */
interface Tap {
  readonly low: number;
  readonly high: number;
  readonly weight: number;
}

interface Region {
  readonly size: number;
  readonly stride: number;
  readonly samples: number;
  readonly aligned: boolean;
}

/** Where a sample lies between two positions of an axis; null more than one position outside, where the map counts as 0. */
function tapAt(position: number, size: number): Tap | null {
  if (position < -1 || position > size) return null;
  const inside = Math.min(Math.max(position, 0), size - 1);
  const low = Math.floor(inside);
  return { low, high: Math.min(low + 1, size - 1), weight: inside - low };
}

/** The samples of every bin along one axis of a box, from `first` to `last` in positions of the map. */
function samplesAlong(first: number, last: number, size: number, region: Region): (Tap | null)[][] {
  // A box that is not aligned covers one position at least.
  const length = region.aligned ? last - first : Math.max(last - first, 1);
  const bin = length / region.size;
  const samples = region.samples > 0 ? region.samples : Math.ceil(bin);
  return Array.from({ length: region.size }, (_, i) =>
    Array.from({ length: samples }, (__, j) => tapAt(first + (i + (j + 0.5) / samples) * bin, size)),
  );
}

/** The mean of the samples in any bin of one box, by plane, row and column. `corners` are x1, y1, x2, y2. */
export function regionMean(
  x: Tensor,
  corners: Float32Array,
  region: Region,
): (plane: number, row: number, column: number) => number {
  const [h, w] = [x.shape[H]!, x.shape[W]!];
  const [left, top, right, bottom] = Array.from(
    corners,
    (corner) => corner / region.stride - (region.aligned ? 0.5 : 0),
  ) as [number, number, number, number];
  const ordered = (a: number, b: number): [number, number] =>
    region.samples === 0 ? [Math.min(a, b), Math.max(a, b)] : [a, b];
  const rows = samplesAlong(...ordered(top, bottom), h, region);
  const columns = samplesAlong(...ordered(left, right), w, region);
  return (plane, row, column) => {
    const value = (i: number, j: number) => x.data[(plane * h + i) * w + j]!;
    let sum = 0;
    for (const down of rows[row]!) {
      for (const across of columns[column]!) {
        if (down === null || across === null) continue;
        const along = (i: number) =>
          value(i, across.low) * (1 - across.weight) + value(i, across.high) * across.weight;
        sum += along(down.low) * (1 - down.weight) + along(down.high) * down.weight;
      }
    }
    return sum / Math.max(rows[row]!.length * columns[column]!.length, 1);
  };
}
