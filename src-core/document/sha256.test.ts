import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sha256 } from './sha256.ts';

test('the SHA-256 of bytes is what Node says it is, at every length around a block', () => {
  const expected = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
  for (let length = 0; length <= 130; length++) {
    const bytes = new Uint8Array(length).fill(length);
    expect(sha256(bytes)).toBe(expected(bytes));
  }
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(sha256(bytes)).toBe(expected(bytes));
    }),
  );
});
