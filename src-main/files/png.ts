import { deflateSync, inflateSync } from 'node:zlib';
import type { ColourPicture, GreyPicture } from '../../src-core/features/pixels.ts';

/** Of the PNG specification, third edition: https://www.w3.org/TR/png-3/ */
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

const table = Int32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function crc(bytes: Uint8Array): number {
  let value = -1;
  for (const byte of bytes) value = (value >>> 8) ^ (table[(value ^ byte) & 0xff] as number);
  return ~value >>> 0;
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc(body), body.length + 4);
  return framed;
}

/** A grey picture as a PNG of 8 bits a pixel. */
export function greyPng({ width, height, data }: GreyPicture): Uint8Array {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8;
  const lines = Buffer.alloc(height * (width + 1));
  for (let row = 0; row < height; row++)
    lines.set(data.subarray(row * width, (row + 1) * width), row * (width + 1) + 1);
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(lines)),
    chunk('IEND', new Uint8Array()),
  ]);
}

/** Samples of a pixel by the type of colour: grey, red-green-blue, palette, grey and opacity, all four. */
const samples: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const mostPixels = 64_000_000;

/** Why bytes are no picture that is read here. */
export class UnreadablePng extends Error {}

interface Head {
  readonly width: number;
  readonly height: number;
  readonly colour: number;
}

function headOf(data: Buffer): Head {
  if (data.length !== 13) throw new UnreadablePng('its head is not whole');
  const [width, height] = [data.readUInt32BE(0), data.readUInt32BE(4)];
  const [depth, colour, , , interlaced] = data.subarray(8) as unknown as readonly number[];
  if (width === 0 || height === 0 || width * height > mostPixels)
    throw new UnreadablePng(`it has ${width} × ${height} pixels`);
  if (depth !== 8) throw new UnreadablePng(`it has ${depth} bits a channel`);
  if (interlaced !== 0) throw new UnreadablePng('it is interlaced');
  if (samples[colour as number] === undefined) throw new UnreadablePng('its colours are of no known type');
  return { width, height, colour: colour as number };
}

function paeth(left: number, above: number, corner: number): number {
  const guess = left + above - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? above : corner;
}

/** Takes the filters off the lines, in place. @returns the samples, line by line, without the byte that names a filter */
function unfiltered(lines: Buffer, height: number, lineBytes: number, step: number): Buffer {
  if (lines.length < height * (lineBytes + 1)) throw new UnreadablePng('it ends early');
  const all = Buffer.alloc(height * lineBytes);
  for (let row = 0; row < height; row++) {
    const filter = lines[row * (lineBytes + 1)] as number;
    const at = row * lineBytes;
    for (let i = 0; i < lineBytes; i++) {
      const left = i >= step ? (all[at + i - step] as number) : 0;
      const above = row > 0 ? (all[at + i - lineBytes] as number) : 0;
      const corner = i >= step && row > 0 ? (all[at + i - lineBytes - step] as number) : 0;
      const guess = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][filter];
      if (guess === undefined) throw new UnreadablePng('a line has no known filter');
      all[at + i] = (lines[row * (lineBytes + 1) + 1 + i] as number) + guess;
    }
  }
  return all;
}

function inflated(parts: readonly Buffer[], bytes: number): Buffer {
  try {
    return inflateSync(Buffer.concat(parts), { maxOutputLength: bytes });
  } catch {
    throw new UnreadablePng('its pixels cannot be unpacked');
  }
}

/** Reads a PNG of 8 bits a channel that is not interlaced; throws `UnreadablePng`. */
export function readPng(bytes: Uint8Array): ColourPicture {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!file.subarray(0, 8).equals(signature)) throw new UnreadablePng('it is no PNG');
  let head: Head | null = null;
  let palette: Buffer = Buffer.alloc(0);
  let opacity: Buffer = Buffer.alloc(0);
  const parts: Buffer[] = [];
  for (let at = 8; at + 12 <= file.length; ) {
    const length = file.readUInt32BE(at);
    const type = file.toString('latin1', at + 4, at + 8);
    const data = file.subarray(at + 8, at + 8 + length);
    if (data.length !== length) throw new UnreadablePng('it ends early');
    if (type === 'IHDR') head = headOf(data);
    else if (type === 'PLTE') palette = data;
    else if (type === 'tRNS') opacity = data;
    else if (type === 'IDAT') parts.push(data);
    else if (type === 'IEND') break;
    at += length + 12;
  }
  if (head === null) throw new UnreadablePng('it has no head');
  const { width, height, colour } = head;
  const step = samples[colour] as number;
  const lines = inflated(parts, height * (width * step + 1));
  const all = unfiltered(lines, height, width * step, step);
  const data = new Uint8Array(4 * width * height);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const own = all.subarray(pixel * step, (pixel + 1) * step) as unknown as readonly number[];
    data.set(colourOf(own, colour, palette, opacity), 4 * pixel);
  }
  return { width, height, data };
}

function colourOf(
  own: readonly number[],
  colour: number,
  palette: Buffer,
  opacity: Buffer,
): readonly number[] {
  const [first = 0, second = 255, third = 0, fourth = 255] = own;
  if (colour === 2) return [first, second, third, 255];
  if (colour === 6) return [first, second, third, fourth];
  if (colour !== 3) return [first, first, first, colour === 4 ? second : 255];
  if (3 * first + 2 >= palette.length)
    throw new UnreadablePng('a pixel has a colour that is not in its palette');
  return [...palette.subarray(3 * first, 3 * first + 3), opacity[first] ?? 255];
}
