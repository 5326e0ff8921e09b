import type { Tensor } from '../language/tensor.ts';
import { zeros } from '../language/tensor.ts';
import type { ColourPicture } from './pixels.ts';

/** Mean and deviation by which the classifiers of torchvision and timm expect red, green and blue, of values from 0 to 1. */
const usual = { mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225] } as const;
/** How much of each colour makes grey (ITU-R BT.601). */
const luma = [0.299, 0.587, 0.114] as const;

/** The mean colour of what a pixel of the tensor covers of the picture, from 0 to 1, on white where it is not opaque. */
function coloursAt(
  { width, data }: ColourPicture,
  rows: readonly [number, number],
  columns: readonly [number, number],
) {
  const sums = [0, 0, 0];
  for (let row = rows[0]; row < rows[1]; row++) {
    for (let column = columns[0]; column < columns[1]; column++) {
      const at = 4 * (row * width + column);
      const opacity = (data[at + 3] as number) / 255;
      for (let part = 0; part < 3; part++)
        sums[part] = (sums[part] as number) + (opacity * (data[at + part] as number)) / 255 + 1 - opacity;
    }
  }
  const count = (rows[1] - rows[0]) * (columns[1] - columns[0]);
  return sums.map((sum) => sum / count);
}

const covered = (index: number, of: number, size: number): readonly [number, number] => {
  const first = Math.floor((index * size) / of);
  return [first, Math.max(first + 1, Math.floor(((index + 1) * size) / of))];
};

/**
 * A picture as what enters a network: stretched to the rows and columns of a shape (N, 3, H, W) or (N, 1, H, W), each pixel the mean of
 * what it covers, normalised as the classifiers of torchvision expect it; one channel is grey. Every image of the batch is this
 * one. Null for other shapes.
 */
export function imageTensor(picture: ColourPicture, shape: readonly number[]): Tensor | null {
  const [batch = 0, channels = 0, rows = 0, columns = 0] = shape;
  if (shape.length !== 4 || (channels !== 3 && channels !== 1)) return null;
  const { data } = zeros(shape);
  const size = rows * columns;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const colours = coloursAt(
        picture,
        covered(row, rows, picture.height),
        covered(column, columns, picture.width),
      );
      const normal = colours.map(
        (colour, part) => (colour - (usual.mean[part] as number)) / (usual.deviation[part] as number),
      );
      const parts =
        channels === 3
          ? normal
          : [normal.reduce((sum, colour, part) => sum + colour * (luma[part] as number), 0)];
      for (const [channel, value] of parts.entries()) data[channel * size + row * columns + column] = value;
    }
  }
  const image = data.subarray(0, channels * size);
  for (let index = 1; index < batch; index++) data.set(image, index * channels * size);
  return { shape, data };
}
