import { decodeUtf8 } from './utf8.ts';

/** Bytes that are no protobuf message: where, counted from the start of their buffer, and why. */
export class MalformedProtobuf extends Error {
  readonly at: number;
  constructor(at: number, why: string) {
    super(why);
    this.at = at;
  }
}

/** The most bytes a 64-bit varint takes. */
const longestVarint = 10;

class Cursor {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get position(): number {
    return this.#bytes.byteOffset + this.#at;
  }

  get atEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  varint(): bigint {
    let low = 0;
    let high = 0n;
    for (let i = 0; i < longestVarint; i++) {
      const byte = this.#bytes[this.#at];
      if (byte === undefined) throw new MalformedProtobuf(this.position, 'it ends inside a number');
      this.#at += 1;
      if (i < 4) low += (byte & 0x7f) << (7 * i);
      else high |= BigInt(byte & 0x7f) << BigInt(7 * i);
      if (byte < 0x80) return BigInt.asIntN(64, high | BigInt(low));
    }
    throw new MalformedProtobuf(this.position, 'a number has more than 64 bits');
  }

  take(length: bigint): Uint8Array {
    if (length < 0n || length > BigInt(this.#bytes.length - this.#at)) {
      throw new MalformedProtobuf(this.position, 'it ends inside a field');
    }
    const start = this.#at;
    this.#at += Number(length);
    return this.#bytes.subarray(start, this.#at);
  }
}

function floatsIn(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.length / 4 }, (_, index) => view.getFloat32(4 * index, true));
}

/** The value of a field. Its methods raise MalformedProtobuf where the file holds another kind of value. */
class ProtobufValue {
  readonly #at: number;
  readonly #value: bigint | Uint8Array;

  constructor(at: number, value: bigint | Uint8Array) {
    this.#at = at;
    this.#value = value;
  }

  integer(): number {
    if (typeof this.#value !== 'bigint') throw this.#wrongKind('a number');
    return Number(this.#value);
  }

  /** A view of the file, not a copy. */
  bytes(): Uint8Array {
    if (typeof this.#value === 'bigint') throw this.#wrongKind('text or a message');
    return this.#value;
  }

  text(): string {
    return decodeUtf8(this.bytes());
  }

  /** Entries of a repeated integer: one, or many where the writer packed them. */
  integers(): number[] {
    if (typeof this.#value === 'bigint') return [Number(this.#value)];
    const cursor = new Cursor(this.#value);
    const values: number[] = [];
    while (!cursor.atEnd) values.push(Number(cursor.varint()));
    return values;
  }

  /** A number of four bytes. */
  float(): number {
    return floatsIn(this.#fixed(4))[0]!;
  }

  /** Entries of a repeated number of four bytes: one, or many where the writer packed them. */
  floats(): number[] {
    return floatsIn(this.#fixed(4));
  }

  /** Entries of a repeated number of eight bytes. */
  doubles(): number[] {
    const bytes = this.#fixed(8);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return Array.from({ length: bytes.length / 8 }, (_, index) => view.getFloat64(8 * index, true));
  }

  /** Bytes of numbers that take `width` each. */
  #fixed(width: number): Uint8Array {
    const bytes = this.bytes();
    if (bytes.length % width !== 0) throw this.#wrongKind(`numbers of ${width} bytes`);
    return bytes;
  }

  #wrongKind(expected: string): MalformedProtobuf {
    return new MalformedProtobuf(this.#at, `a field should be ${expected}`);
  }
}

/** What to do with the fields of a message, by field number; others are passed over. */
export type FieldReaders = Readonly<Record<number, (value: ProtobufValue) => void>>;

/**
 * Hands the fields of a message to their readers, in file order. Raises MalformedProtobuf where the bytes end too
 * early or break the rules. https://protobuf.dev/programming-guides/encoding/
 */
export function readMessage(message: Uint8Array, readers: FieldReaders): void {
  const cursor = new Cursor(message);
  while (!cursor.atEnd) {
    const at = cursor.position;
    const tag = readTag(cursor);
    const value = readValue(cursor, Number(tag & 7n), at);
    readers[Number(tag >> 3n)]?.(new ProtobufValue(at, value));
  }
}

/** A field of a message as it is written, and its value where that is text or a message. */
interface RawField {
  readonly field: number;
  readonly written: Uint8Array;
  readonly value: Uint8Array | null;
}

/** The fields of a message in file order, as they are written. Raises MalformedProtobuf. */
export function* rawFields(message: Uint8Array): Generator<RawField> {
  const cursor = new Cursor(message);
  while (!cursor.atEnd) {
    const at = cursor.position;
    const tag = readTag(cursor);
    const value = readValue(cursor, Number(tag & 7n), at);
    const written = message.subarray(at - message.byteOffset, cursor.position - message.byteOffset);
    yield { field: Number(tag >> 3n), written, value: typeof value === 'bigint' ? null : value };
  }
}

/** The number of a field, and in the last three bits the type that it is written with. */
function readTag(cursor: Cursor): bigint {
  const at = cursor.position;
  const tag = cursor.varint();
  if (tag < 8n || tag > 0xffff_ffffn) throw new MalformedProtobuf(at, 'a field has no usable number');
  return tag;
}

function readValue(cursor: Cursor, wireType: number, at: number): bigint | Uint8Array {
  switch (wireType) {
    case 0:
      return cursor.varint();
    case 1:
      return cursor.take(8n);
    case 2:
      return cursor.take(cursor.varint());
    case 5:
      return cursor.take(4n);
    default:
      throw new MalformedProtobuf(at, 'a field is of no kind that is in use');
  }
}
