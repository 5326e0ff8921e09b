import { expect, test } from 'vitest';
import type { StoredTensor } from '../document/design.ts';
import type { FileTensor } from './file-weights.ts';
import { fileWeights } from './file-weights.ts';
import { elementType } from './onnx-schema.ts';
import type { ProgramWeight } from './program.ts';
import { bytesOf } from './real-types.ts';
import { wholeWeight } from './weights.ts';

const tensorOf = (type: number, values: ArrayBufferView): FileTensor => ({
  elementType: type,
  bytes: values.byteLength,
  read: (from, to) => bytesOf(values).slice(from, to),
});

const weight = (shape: readonly number[]): ProgramWeight => ({
  ...{ name: 'w', shape, init: 'zeros', trainable: true, part: 'conv' },
});

function valuesFrom(tensor: FileTensor, stored: Omit<StoredTensor, 'tensor'>): readonly number[] | string {
  const source = fileWeights(
    new Map([['w', { tensor: 't', ...stored }]]),
    (name) => (name === 't' ? tensor : undefined),
    () => [],
  );
  return source.ok ? [...wholeWeight(weight(stored.sizes), source.value)] : source.issues[0]!.code;
}

// 1, -2, 0.5 and infinity as IEEE 754 half precision and as the upper half of single precision
test.each([
  ['fp32', elementType.float, Float32Array.of(1, -2, 0.5, Number.POSITIVE_INFINITY)],
  ['fp64', elementType.double, Float64Array.of(1, -2, 0.5, Number.POSITIVE_INFINITY)],
  ['fp16', elementType.float16, Uint16Array.of(0x3c00, 0xc000, 0x3800, 0x7c00)],
  ['bf16', elementType.bfloat16, Uint16Array.of(0x3f80, 0xc000, 0x3f00, 0x7f80)],
])('values of %s are read', (_, type, values) => {
  expect(valuesFrom(tensorOf(type, values), { sizes: [2, 2] })).toEqual([
    1,
    -2,
    0.5,
    Number.POSITIVE_INFINITY,
  ]);
});

test('values whose axes are in another order are put in order', () => {
  const sizes = [2, 3, 4];
  const order = [2, 0, 1];
  const tensor = tensorOf(
    elementType.float,
    Float32Array.from({ length: 24 }, (_, at) => at),
  );
  const expected: number[] = [];
  for (let c = 0; c < 4; c++)
    for (let a = 0; a < 2; a++) for (let b = 0; b < 3; b++) expected.push((a * 3 + b) * 4 + c);
  expect(valuesFrom(tensor, { sizes: [4, 2, 3], turned: { sizes, order } })).toEqual(expected);
});

test('a tensor of another size, or that is not there, is a problem', () => {
  const tensor = tensorOf(elementType.float, Float32Array.of(1, 2));
  expect(valuesFrom(tensor, { sizes: [3] })).toBe('weights/no-tensor');
  expect(valuesFrom(tensorOf(elementType.int64 + 100, Float32Array.of(1)), { sizes: [1] })).toBe(
    'weights/no-tensor',
  );
});

test('more values than one piece holds are all there', () => {
  const values = Float32Array.from({ length: 70_000 }, (_, at) => at);
  expect(valuesFrom(tensorOf(elementType.float, values), { sizes: [70_000] })).toEqual([...values]);
});
