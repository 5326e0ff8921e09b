import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesText, compactText, fractionText, integerText, percentText, ratioText } from './format.ts';

test('integers are exact at any size', () => {
  expect(integerText(28_611_497n)).toBe('28,611,497');
  expect(integerText(-1_000n)).toBe('-1,000');
  expect(integerText(2n ** 64n)).toBe('18,446,744,073,709,551,616');
  expect(integerText(null)).toBe('—');
  fc.assert(
    fc.property(fc.bigInt(), (value) => {
      expect(BigInt(integerText(value).replaceAll(',', ''))).toBe(value);
    }),
  );
});

test('short counts keep four digits and name their prefix', () => {
  expect(compactText(4_979_007_008n)).toBe('4.979 G');
  expect(compactText(357_640_192n)).toBe('357.6 M');
  expect(compactText(34_574_400n)).toBe('34.57 M');
  expect(compactText(2_048_000n)).toBe('2.048 M');
  expect(compactText(840n)).toBe('840');
  expect(compactText(0n)).toBe('0');
  expect(compactText(null)).toBe('—');
});

test('memory is given in decimal units', () => {
  expect(bytesText(219_004_000n)).toBe('219.0 MB');
  expect(bytesText(602_112n)).toBe('602.1 kB');
  expect(bytesText(4_000n)).toBe('4.00 kB');
  expect(bytesText(12n)).toBe('12 B');
});

test('fractions are exact where their decimals end, else marked', () => {
  expect(fractionText({ numerator: 141_525n, denominator: 4n })).toBe('35,381.25');
  expect(fractionText({ numerator: -1n, denominator: 2n })).toBe('-0.5');
  expect(fractionText({ numerator: 4n, denominator: 3n })).toBe('≈ 1.333');
  expect(fractionText({ numerator: 7n, denominator: 1n })).toBe('7');
});

test('ratios and shares are rounded from the exact fraction', () => {
  expect(ratioText(35_046n, 90_000n, 3)).toBe('0.389');
  expect(ratioText(1n, 0n)).toBe('—');
  expect(percentText(1_746n, 4_979n)).toBe('35.1%');
  expect(percentText(2_048_000n, 4_979_007_008n)).toBe('0.04%');
  expect(percentText(null, 3n)).toBe('—');
});

test('by 1024s a prefix says so', () => {
  expect(compactText(4_979_007_008n, 1024)).toBe('4.637 Gi');
  expect(compactText(2048n, 1024)).toBe('2.000 Ki');
  expect(compactText(1023n, 1024)).toBe('1,023');
  expect(bytesText(219_000_000n, 1024)).toBe('208.9 MiB');
  expect(bytesText(4096n, 1024)).toBe('4.00 KiB');
  expect(bytesText(12n, 1024)).toBe('12 B');
});
