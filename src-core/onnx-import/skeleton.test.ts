import { expect, test } from 'vitest';
import { readOnnx } from '../lower/onnx-read.ts';
import { float, modelBytes, value } from './model-bytes.fixture.ts';
import { skeletonOf } from './skeleton.ts';

test('a file of more nodes than a call takes arguments is read', async () => {
  const count = 200_000;
  const nodes = Array.from({ length: count }, (_, at) => ({
    op: 'Relu',
    name: '',
    inputs: [at === 0 ? 'x' : `${at}`],
    outputs: [`${at + 1}`],
    attributes: [],
  }));
  const bytes = modelBytes({
    nodes,
    inputs: [value('x', float, [1, 1, 1, 1])],
    outputs: [value(`${count}`, float, [1, 1, 1, 1])],
    tensors: [],
  });
  let most = 0;
  const read = async (from: number, to: number) => {
    most = Math.max(most, to - from);
    return bytes.subarray(from, to);
  };
  const skeleton = await skeletonOf({ size: bytes.length, read });
  if (!skeleton.ok) throw new Error('it is a file');
  const file = readOnnx(skeleton.value);
  expect(file.ok && file.value.nodes.length).toBe(count);
  // in pieces, as a file may be larger than memory
  expect(most).toBeLessThanOrEqual(4_194_304);
}, 30_000);
