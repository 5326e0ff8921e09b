/** UTF-8 of a text; half of a surrogate pair becomes U+FFFD, as in every web API. */
export function encodeUtf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0) as number;
    const code = point >= 0xd800 && point <= 0xdfff ? 0xfffd : point;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), tail(code));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), tail(code >> 6), tail(code));
    else bytes.push(0xf0 | (code >> 18), tail(code >> 12), tail(code >> 6), tail(code));
  }
  return Uint8Array.from(bytes);
}

const tail = (code: number): number => 0x80 | (code & 0x3f);

/** The text of UTF-8 bytes; each byte that starts no well-formed character becomes U+FFFD. */
export function decodeUtf8(bytes: Uint8Array): string {
  const pieces: string[] = [];
  let points: number[] = [];
  for (let at = 0; at < bytes.length; ) {
    const { point, length } = characterAt(bytes, at);
    points.push(point);
    at += length;
    if (points.length === 4096) {
      pieces.push(String.fromCodePoint(...points));
      points = [];
    }
  }
  pieces.push(String.fromCodePoint(...points));
  return pieces.join('');
}

const replacement = { point: 0xfffd, length: 1 };
/** The smallest code point that needs one, two, three or four bytes: an overlong form is not well-formed. */
const smallest = [0, 0x80, 0x800, 0x10000];

function characterAt(bytes: Uint8Array, at: number): { point: number; length: number } {
  const lead = bytes[at] as number;
  if (lead < 0x80) return { point: lead, length: 1 };
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 0;
  if (length === 0 || lead >= 0xf8 || at + length > bytes.length) return replacement;
  let point = lead & (0x7f >> length);
  for (let i = 1; i < length; i++) {
    const byte = bytes[at + i] as number;
    if ((byte & 0xc0) !== 0x80) return replacement;
    point = (point << 6) | (byte & 0x3f);
  }
  const surrogate = point >= 0xd800 && point <= 0xdfff;
  if (point < (smallest[length - 1] as number) || surrogate || point > 0x10ffff) return replacement;
  return { point, length };
}
