import { expect, test } from 'vitest';
import type { Result } from '../errors.ts';
import { encodeUtf8 } from '../lower/utf8.ts';
import { headerBytes, headerLimit, readHeader } from './safetensors-read.ts';

const data = 24;
/** Reads a header before so many bytes of data. */
function read(header: unknown): ReturnType<typeof readHeader> {
  const bytes = encodeUtf8(typeof header === 'string' ? header : JSON.stringify(header));
  return readHeader(bytes, 8 + bytes.length + data);
}

const tensor = (more: object) => ({ dtype: 'F32', shape: [2, 3], data_offsets: [0, 24], ...more });
const codesOf = (result: Result<unknown>) => (result.ok ? [] : result.issues.map(({ code }) => code));

test('tensors are where the header says, after it', () => {
  const header = {
    __metadata__: { format: 'pt' },
    b: { dtype: 'BF16', shape: [], data_offsets: [8, 10] },
    a: { dtype: 'F16', shape: [2, 2], data_offsets: [0, 8] },
  };
  const start = 8 + JSON.stringify(header).length;
  expect(read(header)).toEqual({
    ok: true,
    value: [
      { name: 'b', elementType: 16, shape: [], from: start + 8, to: start + 10 },
      { name: 'a', elementType: 10, shape: [2, 2], from: start, to: start + 8 },
    ],
  });
});

test.each<readonly [string, unknown]>([
  ['no JSON', '{"a": '],
  ['nested without an end', '['.repeat(200_000)],
  ['a list', []],
  ['null', null],
  ['a tensor that is a number', { a: 1 }],
  ['no type', { a: tensor({ dtype: undefined }) }],
  ['a type of an object of JavaScript', { a: tensor({ dtype: 'constructor' }) }],
  ['a shape below zero', { a: tensor({ shape: [-2, -3] }) }],
  ['a shape of fractions', { a: tensor({ shape: [1.5, 4] }) }],
  ['a shape of more than there is', { a: tensor({ shape: [2 ** 40, 2 ** 40] }) }],
  ['a shape of countless axes', { a: tensor({ shape: Array(65).fill(1) }) }],
  ['one offset', { a: tensor({ data_offsets: [0] }) }],
  ['offsets that go back', { a: tensor({ data_offsets: [24, 0] }) }],
  ['offsets beyond the file', { a: tensor({ shape: [7], data_offsets: [0, 28] }) }],
  ['offsets that no number holds', { a: tensor({ data_offsets: [0, 1e300] }) }],
  ['fewer bytes than the shape', { a: tensor({ data_offsets: [0, 20] }) }],
  ['bytes of two tensors', { a: tensor({}), b: tensor({ shape: [1], data_offsets: [20, 24] }) }],
])('%s is no header', (_, header) => {
  expect(codesOf(read(header))).toEqual(['safetensors/malformed']);
});

test('a header is bounded before it is read', () => {
  const start = (length: bigint) => {
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setBigUint64(0, length, true);
    return bytes;
  };
  expect(headerBytes(start(16n), 24)).toEqual({ ok: true, value: 16 });
  for (const [bytes, size] of [
    [start(17n), 24],
    [start(2n ** 64n - 1n), 2 ** 40],
    [start(BigInt(headerLimit) + 1n), 2 ** 40],
    [new Uint8Array(7), 7],
  ] as const)
    expect(codesOf(headerBytes(bytes, size))).toEqual(['safetensors/malformed']);
});
