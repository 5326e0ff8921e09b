import type { Channels } from './channels.ts';

/** A picture in shades of grey, row by row, 0 black to 255 white. */
export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** A picture in colour, row by row: red, green, blue and opacity, each 0 to 255. */
export interface ColourPicture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** How many of a map's positions one pixel takes together along an axis, so that its longer side has at most so many pixels. */
export const shrinkOf = ({ rows, columns }: Channels, mostSide: number): number =>
  Math.ceil(Math.max(rows, columns) / mostSide);

/**
 * A channel as a picture: its smallest value is black, its largest white, a constant one grey. Each pixel is the mean of `shrink`
 * by `shrink` positions, of fewer at the edges.
 */
export function channelPicture(channels: Channels, channel: number, shrink: number): GreyPicture {
  const { rows, columns } = channels;
  const values = channels.of(channel);
  const [height, width] = [Math.ceil(rows / shrink), Math.ceil(columns / shrink)];
  const means = new Float32Array(height * width);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let [sum, count] = [0, 0];
      for (let row = y * shrink; row < Math.min(rows, (y + 1) * shrink); row++) {
        for (let column = x * shrink; column < Math.min(columns, (x + 1) * shrink); column++) {
          sum += values[row * columns + column] as number;
          count += 1;
        }
      }
      means[y * width + x] = sum / count;
    }
  }
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of means) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const data = Uint8Array.from(means, (value) =>
    high > low ? Math.round((255 * (value - low)) / (high - low)) : 128,
  );
  return { width, height, data };
}

/** Pixels between two channels of a grid, and around it. */
const gap = 1;

/**
 * Pictures of one size side by side on white, in as many columns as make the grid square, from the first at the top left.
 * @param grey their pixels, one picture after another
 */
export function tiled(
  grey: Uint8Array,
  { width: wide, height: high }: Pick<GreyPicture, 'width' | 'height'>,
  count: number,
): GreyPicture {
  const [cellWidth, cellHeight] = [wide + gap, high + gap];
  const across = Math.max(1, Math.min(count, Math.round(Math.sqrt((count * cellHeight) / cellWidth))));
  const width = across * cellWidth + gap;
  const height = Math.ceil(count / across) * cellHeight + gap;
  const data = new Uint8Array(width * height).fill(255);
  for (let picture = 0; picture < count; picture++) {
    const left = (picture % across) * cellWidth + gap;
    const top = Math.floor(picture / across) * cellHeight + gap;
    for (let y = 0; y < high; y++) {
      const from = (picture * high + y) * wide;
      data.set(grey.subarray(from, from + wide), (top + y) * width + left);
    }
  }
  return { width, height, data };
}
