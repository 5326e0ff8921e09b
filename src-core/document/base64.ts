const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const valueOfDigit: ReadonlyMap<string, number> = new Map([...digits].map((digit, value) => [digit, value]));

/** Bytes in base64, with padding. */
export function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3);
    const word = (a << 16) | (b << 8) | c;
    const four = [18, 12, 6, 0].map((shift) => digits.charAt((word >> shift) & 63)).join('');
    const there = Math.min(3, bytes.length - at) + 1;
    text += four.slice(0, there).padEnd(4, '=');
  }
  return text;
}

/** The bytes of a text in base64; null where it is none. */
export function bytesOfBase64(text: string): Uint8Array | null {
  const plain = text.replace(/={0,2}$/, '');
  if (text.length % 4 !== 0 || plain.length % 4 === 1) return null;
  const bytes = new Uint8Array(Math.floor((plain.length * 3) / 4));
  let word = 0;
  let bits = 0;
  let at = 0;
  for (const digit of plain) {
    const value = valueOfDigit.get(digit);
    if (value === undefined) return null;
    word = ((word << 6) | value) & 0xffffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = (word >> bits) & 0xff;
  }
  return bytes;
}
