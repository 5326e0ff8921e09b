import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deltaOf, microseconds } from './delta.ts';

test('differences and ratios of the pictured networks', () => {
  const resnet = 25_557_032n;
  expect(deltaOf(28_611_497n, resnet, 'difference').text).toBe('+12.0%');
  expect(deltaOf(25_576_264n, resnet, 'difference').text).toBe('+0.1%');
  expect(deltaOf(13_953_512n, resnet, 'difference').text).toBe('−45.4%');
  expect(deltaOf(28_611_497n, resnet, 'ratio').text).toBe('1.12×');
  expect(deltaOf(13_953_512n, resnet, 'ratio').text).toBe('0.55×');
});

test('nothing is said where a side is unknown or nothing', () => {
  for (const style of ['difference', 'ratio'] as const) {
    expect(deltaOf(null, 5n, style)).toEqual({ text: '—', fraction: null });
    expect(deltaOf(5n, null, style)).toEqual({ text: '—', fraction: null });
    expect(deltaOf(5n, 0n, style)).toEqual({ text: '—', fraction: null });
  }
});

test('equal values differ by nothing, without a sign', () => {
  expect(deltaOf(7n, 7n, 'difference')).toEqual({ text: '0.0%', fraction: 0 });
  expect(deltaOf(7n, 7n, 'ratio')).toEqual({ text: '1.00×', fraction: 0 });
  expect(deltaOf(100_001n, 100_000n, 'difference').text).toBe('0.0%');
});

test('the text has the sign of the difference and rounds to a tenth, far above 2^53 too', () => {
  const value = fc.bigInt({ min: 1n, max: 10n ** 30n });
  fc.assert(
    fc.property(value, value, (a, b) => {
      const { text } = deltaOf(a, b, 'difference');
      const read = Number(text.replace('−', '-').replaceAll(/[%,+]/g, ''));
      const exact = Number(((a - b) * 100_000n) / b) / 1000;
      expect(Math.abs(read - exact)).toBeLessThanOrEqual(0.0511 + Math.abs(exact) * 1e-12);
    }),
  );
});

test('times compare in microseconds', () => {
  expect(microseconds(19.42)).toBe(19_420n);
  expect(microseconds(null)).toBeNull();
});
