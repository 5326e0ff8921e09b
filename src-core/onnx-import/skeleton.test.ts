import { expect, test } from 'vitest';
import * as schema from '../lower/onnx-schema.ts';
import { ProtobufWriter } from '../lower/protobuf.ts';
import { bytesIn } from './model-bytes.fixture.ts';
import { skeletonOf } from './skeleton.ts';

test('a file of more fields than a call takes arguments is read, in pieces', async () => {
  const count = 1_000_000;
  const file = new ProtobufWriter();
  file.message(schema.model.graph, () => {
    for (let at = 0; at < count; at++) file.string(schema.graph.docString, '');
  });
  const bytes = bytesIn(file);
  let most = 0;
  const read = async (from: number, to: number) => {
    most = Math.max(most, to - from);
    return bytes.subarray(from, to);
  };
  const skeleton = await skeletonOf({ size: bytes.length, read });
  if (!skeleton.ok) throw new Error('it is a file');
  expect(Buffer.compare(skeleton.value, bytes)).toBe(0);
  // a file may be larger than memory
  expect(most).toBeLessThanOrEqual(4_194_304);
}, 30_000);
