import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProtobufWriter } from './protobuf.ts';
import { MalformedProtobuf, readMessage } from './protobuf-reader.ts';

/** A message as a tree: what is written, and what must be read again. */
type Entry =
  | { readonly kind: 'integer'; readonly value: bigint }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'stream'; readonly value: readonly number[] }
  | { readonly kind: 'message'; readonly value: Message };
type Message = readonly { readonly field: number; readonly entry: Entry }[];

const { message } = fc.letrec<{ message: Message; entry: Entry }>((tie) => ({
  message: fc.array(fc.record({ field: fc.integer({ min: 1, max: 536_870_911 }), entry: tie('entry') }), {
    maxLength: 6,
  }),
  entry: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({
      kind: fc.constant('integer' as const),
      value: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    }),
    fc.record({ kind: fc.constant('float' as const), value: fc.float({ noNaN: true }) }),
    fc.record({
      kind: fc.constant('string' as const),
      value: fc.string({ unit: 'grapheme', maxLength: 300 }),
    }),
    // Long enough for lengths of one, two and three bytes.
    fc.record({
      kind: fc.constant('stream' as const),
      value: fc.array(fc.constantFrom(0, 7, 129, 20_000), { maxLength: 4 }),
    }),
    fc.record({ kind: fc.constant('message' as const), value: tie('message') }),
  ),
}));

const filled = (bytes: number): Uint8Array => new Uint8Array(bytes).fill(bytes % 251);

function write(writer: ProtobufWriter, fields: Message): void {
  for (const { field, entry } of fields) {
    switch (entry.kind) {
      case 'integer':
        writer.integer(field, entry.value);
        break;
      case 'float':
        writer.float(field, entry.value);
        break;
      case 'string':
        writer.string(field, entry.value);
        break;
      case 'stream': {
        const bytes = entry.value.reduce((sum, length) => sum + length, 0);
        writer.stream(field, { bytes, chunks: () => entry.value.map(filled) });
        break;
      }
      case 'message':
        writer.message(field, () => write(writer, entry.value));
    }
  }
}

function written(fields: Message): Buffer {
  const writer = new ProtobufWriter();
  write(writer, fields);
  const { bytes, chunks } = writer.finish();
  const all = Buffer.concat([...chunks()]);
  expect(all.length).toBe(bytes);
  return all;
}

/** Reads a message with the reader of another implementation, guided by what was written. */
function check(reader: BinaryReader, end: number, fields: Message): void {
  for (const { field, entry } of fields) {
    const [number, type] = reader.tag();
    expect(number).toBe(field);
    switch (entry.kind) {
      case 'integer':
        expect(type).toBe(WireType.Varint);
        expect(BigInt(reader.int64())).toBe(entry.value);
        break;
      case 'float':
        expect(reader.float()).toBe(entry.value);
        break;
      case 'string':
        expect(reader.string()).toBe(entry.value);
        break;
      case 'stream':
        expect(Buffer.concat(entry.value.map(filled)).equals(reader.bytes())).toBe(true);
        break;
      case 'message': {
        const length = reader.uint32();
        check(reader, reader.pos + length, entry.value);
      }
    }
  }
  expect(reader.pos).toBe(end);
}

describe('a written message', () => {
  it('is read back by another implementation', () => {
    fc.assert(
      fc.property(message, (fields) => {
        const bytes = written(fields);
        check(new BinaryReader(bytes), bytes.length, fields);
      }),
      { numRuns: 300 },
    );
  });

  it('can be made twice', () => {
    const writer = new ProtobufWriter();
    write(writer, [{ field: 1, entry: { kind: 'stream', value: [70_000, 3] } }]);
    const { chunks } = writer.finish();
    expect([...chunks()].map((chunk) => chunk.length)).toEqual([4, 70_000, 3]);
    expect(Buffer.concat([...chunks()]).equals(Buffer.concat([...chunks()]))).toBe(true);
  });
});

describe('reading fields', () => {
  it('hands over what was written', () => {
    fc.assert(
      fc.property(message, (fields) => {
        const top = fields.map(({ entry }, index) => ({ field: index + 1, entry }));
        const seen: unknown[] = [];
        const readers = Object.fromEntries(
          top.map(({ field, entry }) => [
            field,
            (value: Parameters<Parameters<typeof readMessage>[1][number]>[0]) => {
              if (entry.kind === 'string') expect(value.text()).toBe(entry.value);
              else if (entry.kind === 'integer') expect(value.integer()).toBe(Number(entry.value));
              else value.bytes();
              seen.push(field);
            },
          ]),
        );
        readMessage(written(top), readers);
        expect(seen).toEqual(top.map(({ field }) => field));
      }),
    );
  });

  it('reads packed and repeated integers alike', () => {
    const values: number[] = [];
    const packed = Buffer.from([0x0a, 3, 1, 0x80, 1, 0x08, 5]);
    readMessage(packed, { 1: (value) => values.push(...value.integers()) });
    expect(values).toEqual([1, 128, 5]);
  });

  it.each([
    ['a number without end', [0x08, 0x80]],
    ['a number of more than 64 bits', [0x08, ...Array<number>(10).fill(0xff), 1]],
    ['a length beyond the end', [0x0a, 5, 1]],
    ['a length of 2^64 - 1', [0x0a, ...Array<number>(9).fill(0xff), 1]],
    ['a fixed number cut off', [0x0d, 1, 2]],
    ['field number 0', [0x00, 1]],
    ['a group', [0x0b]],
  ])('refuses %s', (_, bytes) => {
    expect(() => readMessage(Uint8Array.from(bytes), {})).toThrow(MalformedProtobuf);
  });
});
