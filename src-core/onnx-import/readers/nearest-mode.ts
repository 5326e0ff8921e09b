import { bySizes, nearestRows } from '../../operators/resampling.ts';

/** How a file says that values are repeated: where a row of the result lies in the map, and how that becomes a row. */
export interface Nearest {
  readonly transform: string;
  readonly rounding: string;
}

/** An axis before and after. */
export interface ResizedAxis {
  readonly size: number;
  readonly count: number;
}

type Place = (index: number, axis: ResizedAxis) => number;

const halfPixel: Place = (index, { size, count }) => ((2 * index + 1) * size) / (2 * count) - 0.5;

/** Where row `index` of the result lies, by the names of ONNX's coordinate_transformation_mode. */
const places: Readonly<Record<string, Place>> = {
  asymmetric: (index, { size, count }) => (index * size) / count,
  half_pixel: halfPixel,
  pytorch_half_pixel: (index, axis) => (axis.count > 1 ? halfPixel(index, axis) : 0),
  align_corners: (index, { size, count }) => (count > 1 ? (index * (size - 1)) / (count - 1) : 0),
};

/** ONNX's nearest_mode. */
const roundings: Readonly<Record<string, (place: number) => number>> = {
  floor: Math.floor,
  ceil: Math.ceil,
  round_prefer_floor: (place) => Math.ceil(place - 0.5),
  round_prefer_ceil: (place) => Math.floor(place + 0.5),
};

/** The mode that reads the same rows as a file says along every axis; null where none does. */
export function nearestMode(
  { transform, rounding }: Nearest,
  axes: readonly ResizedAxis[],
): 'nearest' | 'nearest-exact' | null {
  const [place, rounded] = [places[transform], roundings[rounding]];
  if (place === undefined || rounded === undefined) return null;
  const reads = (mode: 'nearest' | 'nearest-exact') =>
    axes.every((axis) => {
      const last = axis.size - 1;
      const rows = nearestRows(mode, bySizes(axis.size, axis.count));
      return rows.every((row, index) => row === Math.min(Math.max(rounded(place(index, axis)), 0), last));
    });
  return (['nearest', 'nearest-exact'] as const).find(reads) ?? null;
}
