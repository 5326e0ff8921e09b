import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { greyPng, readPng, UnreadablePng } from './png.ts';

test('a grey picture that was written is read back pixel by pixel', () => {
  const picture = fc
    .tuple(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 40 }),
      fc.infiniteStream(fc.integer({ min: 0, max: 255 })),
    )
    .map(([width, height, bytes]) => ({
      width,
      height,
      data: Uint8Array.from({ length: width * height }, () => bytes.next().value),
    }));
  fc.assert(
    fc.property(picture, (written) => {
      const { width, height, data } = readPng(greyPng(written));
      expect([width, height]).toEqual([written.width, written.height]);
      const grey = [...written.data].flatMap((value) => [value, value, value, 255]);
      expect([...data]).toEqual(grey);
    }),
    { numRuns: 60 },
  );
});

/** A PNG of 2 × 2 pixels in colour whose lines are filtered by Sub and by Paeth; the values of these follow from the specification. */
function filtered(): Buffer {
  const part = (type: string, data: Buffer) => {
    const head = Buffer.alloc(4);
    head.writeUInt32BE(data.length);
    return Buffer.concat([head, Buffer.from(type), data, Buffer.alloc(4)]);
  };
  const head = Buffer.from([0, 0, 0, 2, 0, 0, 0, 2, 8, 2, 0, 0, 0]);
  const lines = Buffer.from([1, 10, 20, 30, 5, 5, 5, 4, 1, 1, 1, 2, 2, 2]);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    part('IHDR', head),
    part('IDAT', deflateSync(lines)),
    part('IEND', Buffer.alloc(0)),
  ]);
}

test('filtered lines are read', () => {
  const { data } = readPng(filtered());
  expect([...data]).toEqual([10, 20, 30, 255, 15, 25, 35, 255, 11, 21, 31, 255, 17, 27, 37, 255]);
});

test('what is no such picture is refused, wherever it ends', () => {
  const whole = filtered();
  for (let length = 0; length < whole.length - 16; length++)
    expect(() => readPng(whole.subarray(0, length))).toThrow(UnreadablePng);
  for (const [at, value] of [
    [24, 16],
    [25, 5],
    [28, 1],
  ] as const) {
    const changed = Buffer.from(whole);
    changed[at] = value;
    expect(() => readPng(changed)).toThrow(UnreadablePng);
  }
});
