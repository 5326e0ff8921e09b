import { expect, test } from 'vitest';
import { expand } from '../language/expand.ts';
import { resolveValues } from '../language/resolve.ts';
import type { Tensor } from '../language/tensor.ts';
import { groupNorm, instanceNorm } from './group-norm.ts';
import { layerNorm } from './layer-norm.ts';
import { batchNorm } from './normalization.ts';
import { responseNorm } from './response-norm.ts';

const close = (tensor: Tensor | undefined, expected: readonly number[]) => {
  expect(tensor!.data).toHaveLength(expected.length);
  for (const [i, value] of expected.entries()) expect(tensor!.data[i]).toBeCloseTo(value, 3);
};
const root = Math.sqrt(1.25);

test('a group of 1, 2, 3, 4 has mean 2.5 and the variance 1.25 of the whole set', () => {
  const shape = [1, 4, 1, 2];
  const x = { shape, data: Float32Array.of(1, 2, 3, 4, 10, 20, 30, 40) };
  const values = resolveValues(groupNorm, { groups: 2, affine: false });
  const [y] = groupNorm.evaluate(values, [x], {}, [shape]);
  const centred = [-1.5, -0.5, 0.5, 1.5].map((value) => value / root);
  close(y, [...centred, ...centred]);
});

test('scale and shift of a group norm go by channel, not by group', () => {
  const shape = [1, 2, 1, 2];
  const x = { shape, data: Float32Array.of(1, 2, 3, 4) };
  const weights = {
    weight: { shape: [2], data: Float32Array.of(2, 10) },
    bias: { shape: [2], data: Float32Array.of(0, 1) },
  };
  const [y] = groupNorm.evaluate(resolveValues(groupNorm, { groups: 1 }), [x], weights, [shape]);
  close(y, [-3 / root, -1 / root, 5 / root + 1, 15 / root + 1]);
});

test('an instance norm takes every channel of every image alone', () => {
  const shape = [2, 1, 1, 2];
  const x = { shape, data: Float32Array.of(0, 2, 5, 9) };
  const [y] = instanceNorm.evaluate(resolveValues(instanceNorm, {}), [x], {}, [shape]);
  close(y, [-1, 1, -1, 1]);
});

test('a layer norm takes the channels of a position, or the last axis', () => {
  const shape = [1, 2, 1, 3];
  const x = { shape, data: Float32Array.of(0, 5, 1, 2, 9, 1) };
  const plain = { affine: false } as const;
  const [channels] = layerNorm.evaluate(resolveValues(layerNorm, plain), [x], {}, [shape]);
  close(channels, [-1, -1, 0, 1, 1, 0]);
  const last = { ...plain, axis: 'last' } as const;
  const [columns] = layerNorm.evaluate(resolveValues(layerNorm, last), [x], {}, [shape]);
  const deviation = Math.sqrt(14 / 3);
  close(
    columns!,
    [-2, 3, -1, -2, 5, -3].map((value, i) => value / (i < 3 ? deviation : Math.sqrt(38 / 3))),
  );
});

test('a response norm of 3 channels divides by 1 plus a third of alpha times their squares', () => {
  const shape = [1, 3, 1, 1];
  const x = { shape, data: Float32Array.of(1, 2, 3) };
  const values = resolveValues(responseNorm, { size: 3, alpha: 1_000_000, beta: 100 });
  const [y] = responseNorm.evaluate(values, [x], {}, [shape]);
  close(y, [1 / (1 + 5 / 3), 2 / (1 + 14 / 3), 3 / (1 + 13 / 3)]);
});

test('an even neighbourhood is a problem of the size', () => {
  expect(() => expand(responseNorm, { size: 4 }, [[1n, 8n, 2n, 2n]])).toThrow(
    expect.objectContaining({
      issue: expect.objectContaining({ code: 'field/not-odd', where: { field: 'size' } }),
    }),
  );
});

test('a frozen batch norm keeps its numbers, as buffers', () => {
  const { facts } = expand(batchNorm, { frozen: true }, [[1n, 64n, 7n, 7n]]);
  expect(facts).toMatchObject({ params: 0n, buffers: 256n, parts: { norm: 0n } });
});
