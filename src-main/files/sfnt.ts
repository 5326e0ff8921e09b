import { inflateSync } from 'node:zlib';

/** Bytes of the heads of both formats, and of what each says of a table. */
const woffHead = 44;
const woffEntry = 20;
const sfntHead = 12;
const sfntEntry = 16;

const padded = (length: number): number => Math.ceil(length / 4) * 4;

/** The family, and the name by which PostScript knows a font: readers ask for both. */
const nameKinds = [1, 6] as const;

/** What a font is called, of which only its family is said: a weight between the usual ones has a family of its own else. */
function nameTable(family: string): Buffer {
  const text = Buffer.from(family, 'utf16le').swap16();
  const head = Buffer.alloc(6 + nameKinds.length * 12);
  // each name with the same text: Windows, Unicode, American English
  const records = nameKinds.flatMap((kind) => [3, 1, 0x409, kind, text.length, 0]);
  [0, nameKinds.length, head.length, ...records].forEach((word, index) => {
    head.writeUInt16BE(word, index * 2);
  });
  return Buffer.concat([head, text]);
}

/** The sum of the 32-bit numbers that a table is made of. */
function checksum(table: Buffer): number {
  const whole = Buffer.concat([table, Buffer.alloc(padded(table.length) - table.length)]);
  let sum = 0;
  for (let at = 0; at < whole.length; at += 4) sum = (sum + whole.readUInt32BE(at)) >>> 0;
  return sum;
}

/**
 * A font of the web as the file that programs read: TrueType or OpenType, the same tables unpacked. Of the WOFF file format
 * 1.0, https://www.w3.org/TR/WOFF/.
 * @param family what it is called
 */
export function sfntOf(woff: Buffer, family: string): Buffer {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new Error('this is no font of the web');
  const count = woff.readUInt16BE(12);
  const tables = Array.from({ length: count }, (_, index) => {
    const at = woffHead + index * woffEntry;
    const tag = woff.toString('latin1', at, at + 4);
    if (tag === 'name') {
      const data = nameTable(family);
      return { tag, checksum: checksum(data), data };
    }
    const offset = woff.readUInt32BE(at + 4);
    const packed = woff.readUInt32BE(at + 8);
    const length = woff.readUInt32BE(at + 12);
    const data = woff.subarray(offset, offset + packed);
    return {
      tag,
      checksum: woff.readUInt32BE(at + 16),
      data: packed < length ? inflateSync(data) : data,
    };
  });
  const head = Buffer.alloc(sfntHead + count * sfntEntry);
  woff.copy(head, 0, 4, 8);
  // what a search by halves begins with, which readers may ask for
  const halves = 2 ** Math.floor(Math.log2(count));
  head.writeUInt16BE(count, 4);
  head.writeUInt16BE(halves * 16, 6);
  head.writeUInt16BE(Math.log2(halves), 8);
  head.writeUInt16BE((count - halves) * 16, 10);
  let offset = head.length;
  const parts: Buffer[] = [head];
  for (const [index, { tag, checksum: sum, data }] of tables.entries()) {
    const at = sfntHead + index * sfntEntry;
    head.write(tag, at, 'latin1');
    head.writeUInt32BE(sum, at + 4);
    head.writeUInt32BE(offset, at + 8);
    head.writeUInt32BE(data.length, at + 12);
    parts.push(data, Buffer.alloc(padded(data.length) - data.length));
    offset += padded(data.length);
  }
  return Buffer.concat(parts);
}
