import type { Tensor } from '../language/tensor.ts';

/** The channels of the first image of a tensor, each as rows of values one after another. */
export interface Channels {
  readonly count: number;
  readonly rows: number;
  readonly columns: number;
  /** The values of a channel, without a copy. */
  of(channel: number): Float32Array;
}

/**
 * Reads a tensor as channels: of an image batch (N, C, H, W) those of the first image, of sequences (N, C, L) one row each, of
 * vectors (N, C) one value each. Other ranks have none: null.
 */
export function channelsOf({ shape, data }: Tensor): Channels | null {
  if (shape.length < 2 || shape.length > 4) return null;
  const [, count = 0, ...map] = shape;
  const [rows, columns] = map.length === 2 ? (map as [number, number]) : [1, map[0] ?? 1];
  const size = rows * columns;
  return { count, rows, columns, of: (channel) => data.subarray(channel * size, (channel + 1) * size) };
}

/** What of a channel's values is told in numbers. */
export interface ChannelFigures {
  readonly min: number;
  readonly max: number;
  readonly mean: number;
}

export function figuresOf(values: Float32Array): ChannelFigures {
  let [min, max, sum] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (const value of values) {
    min = Math.min(min, value);
    max = Math.max(max, value);
    sum += value;
  }
  return { min, max, mean: sum / values.length };
}
