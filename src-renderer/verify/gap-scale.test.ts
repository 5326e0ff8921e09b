import { expect, test } from 'vitest';
import { gapShare, gapText } from './gap-scale.ts';

test('bars grow by powers of ten and stay within their track', () => {
  expect([0, 1e-12, 1e-8, 1e-4, 1, 50, null].map(gapShare)).toEqual([0, 0, 0, 0.5, 1, 1, 1]);
});

test('a gap has two digits, and a dash where it is no number', () => {
  expect([0, 1.04e-6, 0.5, null].map(gapText)).toEqual(['0', '1.0e-6', '5.0e-1', '—']);
});
