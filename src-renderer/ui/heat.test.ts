import { expect, test } from 'vitest';
import { heat, lowestContrast } from './heat.ts';

test('the ends of the ramp are the tokens', () => {
  expect(heat(0).fill).toBe('light-dark(rgb(251 243 223), rgb(44 40 32))');
  expect(heat(1).fill).toBe('light-dark(rgb(124 61 12), rgb(251 221 146))');
  expect(heat(7).fill).toBe(heat(1).fill);
});

test('text can be read on every heat, in both themes', () => {
  expect(lowestContrast(500)).toBeGreaterThanOrEqual(4.5);
});
