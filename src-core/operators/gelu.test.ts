import { expect, test } from 'vitest';
import { resolveValues } from '../language/resolve.ts';
import { erf, gelu } from './gelu.ts';

// Values of the C library's erf; the series and the continued fraction meet at 3.
test.each([
  [0, 0],
  [0.1, 0.1124629160182849],
  [0.5, 0.5204998778130465],
  [1, 0.8427007929497149],
  [2, 0.9953222650189527],
  [2.999, 0.9999777698314002],
  [3.001, 0.9999780483390822],
  [4, 0.9999999845827421],
  [7, 1],
])('erf(%d) = %d, and of the opposite sign at the opposite', (x, y) => {
  expect(erf(x)).toBeCloseTo(y, 13);
  expect(erf(-x)).toBeCloseTo(-y, 13);
});

test('GELU as PyTorch computes it', () => {
  const x = { shape: [1, 4], data: Float32Array.of(-1, 0, 1, 3) };
  const [y] = gelu.evaluate(resolveValues(gelu, {}), [x], {}, [[1, 4]]);
  const expected = [-0.15865525, 0, 0.84134475, 2.9959502];
  for (const [i, value] of expected.entries()) expect(y!.data[i]).toBeCloseTo(value, 6);
});
