import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fileNameOf } from './file-name.ts';

test.each([
  ['layer1.0.conv1', 'layer1.0.conv1'],
  ['卷积', '卷积'],
  ['a/b\\c:d', 'a_b_c_d'],
  ['../../etc/passwd', '_.._etc_passwd'],
  ['..', ''],
  [' a. ', 'a'],
  ['con', '_con'],
  ['Lpt1.weights', '_Lpt1.weights'],
  ['console', 'console'],
  ['photo\u202Egnp.exe', 'photo_gnp.exe'],
  ['a\u0000\u001b[31m', 'a__[31m'],
  ['u\u0308', '\u00fc'],
  ['~$(rm -rf)`x`', '~$(rm -rf)`x`'],
])('%j is written %j', (text, name) => {
  expect(fileNameOf(text)).toBe(name);
});

test('any text becomes a name that every file system takes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const name = fileNameOf(text);
      expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(120);
      expect(name).not.toMatch(/[\\/:*?"<>|\p{Cc}\p{Cs}]|^[\s.]|[\s.]$/u);
      expect(fileNameOf(name)).toBe(name);
    }),
  );
});
