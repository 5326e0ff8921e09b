/** The table of CRC-32 (IEEE 802.3, reflected polynomial edb88320), one entry for each byte. */
const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

const next = (rest: number, byte: number): number => (rest >>> 8) ^ (table[(rest ^ byte) & 0xff] ?? 0);

/**
 * The CRC-32 of a text as eight hexadecimal digits: of its UTF-16 code units, low byte first, which every engine has at hand.
 * Source: ISO/IEC 13239.
 */
export function crc32(text: string): string {
  let rest = 0xffffffff;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    rest = next(next(rest, unit & 0xff), unit >>> 8);
  }
  return ((rest ^ 0xffffffff) >>> 0).toString(16).padStart(8, '0');
}
