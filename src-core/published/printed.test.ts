import fc from 'fast-check';
import { expect, test } from 'vitest';
import { agreement, binaryUnit, readPrinted } from './printed.ts';

test.each([
  ['25.70M', 25_700_000n, 10_000n],
  ['4.2G', 4_200_000_000n, 100_000_000n],
  ['141M', 141_000_000n, 1_000_000n],
  ['8.21111G', 8_211_110_000n, 10_000n],
  ['11,689,512', 11_689_512n, 1n],
  ['840', 840n, 1n],
])('%s is %s in steps of %s', (text, value, step) => {
  expect(readPrinted({ text })).toEqual({ value, step });
});

test.each(['', '1.2', '4.2 G', '25,70M', '1,23', '-1', '1.0000000000G'])(
  '%j is no printed figure',
  (text) => {
    expect(() => readPrinted({ text })).toThrow();
  },
);

test('4.2G is 4,159,832,064 rounded, 4,255,166,464 cut off, and not 4,300,000,000', () => {
  const reading = readPrinted({ text: '4.2G' });
  expect(agreement(4_200_000_000n, reading)).toBe('equal');
  expect(agreement(4_159_832_064n, reading)).toBe('rounded');
  expect(agreement(4_255_166_464n, reading)).toBe('truncated');
  expect(agreement(4_300_000_000n, reading)).toBeNull();
  expect(agreement(4_149_999_999n, reading)).toBeNull();
});

test('a tie may have been rounded either way; an exact figure is equal or not', () => {
  const reading = readPrinted({ text: '4.2G' });
  expect(agreement(4_150_000_000n, reading)).toBe('rounded');
  expect(agreement(4_250_000_000n, reading)).toBe('rounded');
  expect(agreement(840n, readPrinted({ text: '840' }))).toBe('equal');
  expect(agreement(841n, readPrinted({ text: '840' }))).toBeNull();
});

test('what is printed of a count agrees with the count', () => {
  fc.assert(
    fc.property(
      fc.bigInt(1n, 10n ** 12n),
      fc.integer({ min: 0, max: 6 }),
      fc.boolean(),
      (count, decimals, rounds) => {
        const step = 10n ** BigInt(9 - decimals);
        const steps = rounds ? (2n * count + step) / (2n * step) : count / step;
        const digits = String(steps).padStart(decimals + 1, '0');
        const [whole, fraction] = [digits.slice(0, digits.length - decimals), digits.slice(-decimals)];
        const text = decimals === 0 ? `${digits}G` : `${whole}.${fraction}G`;
        const verdict = agreement(count, readPrinted({ text }));
        expect(verdict).not.toBeNull();
        if (rounds) expect(verdict).not.toBe('truncated');
      },
    ),
  );
});

test('a figure by 1024s: 7.6G of HRNet is 7.6 · 1024³, to the nearest tenth', () => {
  const unit = 1024n ** 3n;
  expect(binaryUnit((76n * unit) / 10n, { text: '7.6G' })).toBe(unit);
  expect(binaryUnit(8_200_000_000n, { text: '7.6G' })).toBe(unit);
  expect(binaryUnit(7_600_000_000n, { text: '7.6G' })).toBeNull();
  expect(binaryUnit(25_557_032n, { text: '24.37M' })).toBe(1024n ** 2n);
  expect(binaryUnit(25_557_032n, { text: '25,557,032' })).toBeNull();
});
