import type { Tensor } from '../language/tensor.ts';
import { elementCount, zeros } from '../language/tensor.ts';

/** Where the taps of a filter stand on the map before they are moved, along one axis: by window and tap. */
export interface Taps {
  readonly count: number;
  readonly place: (window: number, tap: number) => number;
}

/** The value of a map between its positions; what lies outside is 0. */
function between(plane: Float32Array, [rows, columns]: readonly [number, number], y: number, x: number) {
  const [top, left] = [Math.floor(y), Math.floor(x)];
  const value = (row: number, column: number) =>
    row < 0 || row >= rows || column < 0 || column >= columns ? 0 : plane[row * columns + column]!;
  const across = (row: number) => value(row, left) * (1 - (x - left)) + value(row, left + 1) * (x - left);
  return across(top) * (1 - (y - top)) + across(top + 1) * (y - top);
}

/**
 * What the taps of a deformable convolution read: [N, C, H, W] becomes [N, C · taps, H_out, W_out], channel by channel, tap by
 * tap, each weighed by the mask where there is one. `offset` is [N, 2 · groups · taps, H_out, W_out], of each tap the rows and
 * then the columns by which it is moved, `mask` half as many channels; the channels of a group move alike.
 */
export function sampledTaps(
  [x, offset, mask]: readonly [Tensor, Tensor, Tensor?],
  groups: number,
  [down, across]: readonly [Taps, Taps],
): Tensor {
  const [images, channels, h, w] = x.shape as [number, number, number, number];
  const [rows, columns] = offset.shape.slice(2) as [number, number];
  const taps = down.count * across.count;
  const y = zeros([images, channels * taps, rows, columns]);
  const positions = rows * columns;
  for (let i = 0; i < elementCount(y.shape); i++) {
    const [row, column] = [Math.floor((i % positions) / columns), i % columns];
    const tap = Math.floor(i / positions) % taps;
    const plane = Math.floor(i / positions / taps);
    const image = Math.floor(plane / channels);
    const group = Math.floor(((plane % channels) * groups) / channels);
    const moved = (image * groups + group) * taps + tap;
    const at = i % positions;
    const shift = (axis: number) => offset.data[(2 * moved + axis) * positions + at]!;
    const sample = between(
      x.data.subarray(plane * h * w, (plane + 1) * h * w),
      [h, w],
      down.place(row, Math.floor(tap / across.count)) + shift(0),
      across.place(column, tap % across.count) + shift(1),
    );
    y.data[i] = sample * (mask?.data[moved * positions + at] ?? 1);
  }
  return y;
}
