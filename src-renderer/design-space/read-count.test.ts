import { expect, test } from 'vitest';
import { readCount } from './read-count.ts';
import { percentOff } from './sensitivity-text.ts';

test.each([
  ['25557032', 25_557_032n],
  ['25,557,032', 25_557_032n],
  [' 25.6 M ', 25_600_000n],
  ['4.1G', 4_100_000_000n],
  ['.5k', 500n],
  ['0', 0n],
])('%s is a count', (text, count) => {
  expect(readCount(text)).toBe(count);
});

test.each(['', '-5', '2.5', '1e6', 'ResNet', '25.6 MB', '1/2', '9'.repeat(19), '1'.repeat(4_000), '0.0001k'])(
  '%s is none',
  (text) => {
    expect(readCount(text)).toBeNull();
  },
);

test('a difference is never nothing in percent', () => {
  expect(percentOff(0n, 10n)).toBe('0%');
  expect(percentOff(-21n, 1_000n)).toBe('-2.10%');
  expect(percentOff(1n, 10n ** 9n)).toBe('< +0.01%');
  expect(percentOff(-1n, 10n ** 9n)).toBe('> -0.01%');
  expect(percentOff(1n, 0n)).toBe('—');
});
