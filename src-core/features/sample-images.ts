import type { ColourPicture } from './pixels.ts';

/** Pictures that ship with Blockwright: each is drawn here and belongs to nobody else. */
export const sampleNames = ['gratings', 'shapes', 'checkerboard', 'landscape'] as const;
export type SampleName = (typeof sampleNames)[number];

type Colour = readonly [red: number, green: number, blue: number];
/** The colour at a place; both go from 0 to 1, from the top left. */
type Paint = (x: number, y: number) => Colour;

const grey = (value: number): Colour => [value, value, value];
const mixed = (one: Colour, other: Colour, share: number): Colour => [
  one[0] + (other[0] - one[0]) * share,
  one[1] + (other[1] - one[1]) * share,
  one[2] + (other[2] - one[2]) * share,
];

/** Eight gratings side by side and one above the other: their direction turns by 45° from left to right, the lower are finer. */
const gratings: Paint = (x, y) => {
  const angle = (Math.floor(x * 4) * Math.PI) / 4;
  const waves = y < 0.5 ? 12 : 28;
  return grey(127.5 + 127.5 * Math.sin(2 * Math.PI * waves * (x * Math.cos(angle) + y * Math.sin(angle))));
};

/** A disc, a ring, a square and a triangle in four colours on light grey. */
const shapes: Paint = (x, y) => {
  const far = (cx: number, cy: number): number => Math.hypot(x - cx, y - cy);
  if (far(0.28, 0.3) < 0.18) return [214, 69, 65];
  const ring = far(0.72, 0.3);
  if (ring > 0.1 && ring < 0.18) return [46, 113, 209];
  if (Math.abs(x - 0.28) < 0.15 && Math.abs(y - 0.72) < 0.15) return [54, 158, 92];
  if (y > 0.56 && y < 0.88 && Math.abs(x - 0.72) < ((y - 0.56) / 0.32) * 0.19) return [236, 178, 36];
  return grey(225);
};

const checkerboard: Paint = (x, y) => grey((Math.floor(x * 8) + Math.floor(y * 8)) % 2 === 0 ? 240 : 15);

/** A sky with a sun above two hills. */
const landscape: Paint = (x, y) => {
  const far = 0.62 + 0.07 * Math.sin(7 * x + 1);
  const near = 0.78 + 0.06 * Math.sin(4 * x + 3.5);
  if (y > near) return mixed([58, 110, 52], [28, 66, 34], (y - near) / 0.3);
  if (y > far) return mixed([104, 148, 108], [70, 116, 84], (y - far) / 0.2);
  if (Math.hypot(x - 0.74, y - 0.24) < 0.09) return [255, 236, 170];
  return mixed([92, 156, 222], [214, 232, 246], y / 0.65);
};

const paints: Readonly<Record<SampleName, Paint>> = { gratings, shapes, checkerboard, landscape };

/** Draws one of the pictures, with so many pixels on each side. */
export function sampleImage(name: SampleName, side: number): ColourPicture {
  const paint = paints[name];
  const data = new Uint8Array(4 * side * side);
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const colour = paint((column + 0.5) / side, (row + 0.5) / side);
      data.set(
        [...colour.map((part) => Math.round(Math.min(255, Math.max(0, part)))), 255],
        4 * (row * side + column),
      );
    }
  }
  return { width: side, height: side, data };
}
