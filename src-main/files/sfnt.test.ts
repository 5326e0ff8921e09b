import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { pictureFonts } from './picture-fonts.ts';
import { sfntOf } from './sfnt.ts';

const { resolve } = createRequire(import.meta.url);

/** The sum of the 32-bit numbers that a table is made of, as the format asks for it. */
function checksum(table: Buffer): number {
  let sum = 0;
  for (let at = 0; at < table.length; at += 4) {
    const rest = Buffer.alloc(4);
    table.copy(rest, 0, at, Math.min(at + 4, table.length));
    sum = (sum + rest.readUInt32BE(0)) >>> 0;
  }
  return sum;
}

test.each(pictureFonts)('$file becomes a font whose tables are whole', ({ family, from, file }) => {
  const font = sfntOf(readFileSync(resolve(`${from}/${file}`)), family);
  const count = font.readUInt16BE(4);
  expect(count).toBeGreaterThan(8);
  const tags = Array.from({ length: count }, (_, index) => {
    const at = 12 + index * 16;
    const tag = font.toString('latin1', at, at + 4);
    const table = Buffer.from(
      font.subarray(font.readUInt32BE(at + 8), font.readUInt32BE(at + 8) + font.readUInt32BE(at + 12)),
    );
    // a head holds the sum of the whole file, which its own leaves out
    if (tag === 'head') table.writeUInt32BE(0, 8);
    expect(checksum(table), tag).toBe(font.readUInt32BE(at + 4));
    return tag;
  });
  expect(tags).toEqual(expect.arrayContaining(['cmap', 'head', 'hmtx', 'name']));
});
