import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeUtf8, encodeUtf8 } from './utf8.ts';

const text = fc.string({ unit: 'binary', maxLength: 60 });

describe('UTF-8', () => {
  it('is what the platform writes, lone halves of pairs included', () => {
    const units = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 });
    fc.assert(
      fc.property(units, (codes) => {
        const drawn = String.fromCharCode(...codes);
        expect([...encodeUtf8(drawn)]).toEqual([...new TextEncoder().encode(drawn)]);
      }),
    );
  });

  it('reads back every text', () => {
    fc.assert(fc.property(text, (drawn) => decodeUtf8(encodeUtf8(drawn)) === drawn));
  });

  it('reads a long text whole', () => {
    const long = 'aé€🧱'.repeat(10_000);
    expect(decodeUtf8(new TextEncoder().encode(long))).toBe(long);
  });

  it('never fails on bytes that are none, and accepts exactly what the platform accepts', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
        let expected: string | null = null;
        try {
          expected = strict.decode(bytes);
        } catch {
          // Not UTF-8.
        }
        const read = decodeUtf8(bytes);
        if (expected !== null) expect(read).toBe(expected);
        else expect(read).toContain('\ufffd');
      }),
      { numRuns: 2000 },
    );
  });

  it('refuses overlong forms, halves of pairs and points beyond the last', () => {
    for (const bytes of [
      [0xc0, 0x80],
      [0xe0, 0x80, 0x80],
      [0xed, 0xa0, 0x80],
      [0xf4, 0x90, 0x80, 0x80],
    ]) {
      expect(decodeUtf8(Uint8Array.from(bytes))).toBe('\ufffd'.repeat(bytes.length));
    }
  });
});
