import { encodeUtf8 } from './utf8.ts';

/** Bytes whose number is known before they are made: each call of `chunks` makes them anew. */
export interface ByteStream {
  readonly bytes: number;
  readonly chunks: () => Iterable<Uint8Array>;
}

interface PlacedStream {
  /** Where in the written bytes the stream's own bytes belong. */
  at: number;
  readonly stream: ByteStream;
}

const wire = { varint: 0, lengthDelimited: 2, fixed32: 5 } as const;

/** Pieces below this size are copied together, so that a file is not written in thousands of crumbs. */
const chunkBytes = 65_536;

/**
 * Writes a protobuf message. Small fields are bytes at once, in one buffer; a stream stays a promise of `bytes` bytes
 * at its place. So sizes add up before any of it is made, and nothing large is ever copied.
 * https://protobuf.dev/programming-guides/encoding/
 */
export class ProtobufWriter {
  #buffer = new Uint8Array(4096);
  #filled = 0;
  readonly #streams: PlacedStream[] = [];
  #streamed = 0;

  /** An int64, int32 or enum field; negative values take ten bytes. */
  integer(field: number, value: number | bigint): void {
    this.#tag(field, wire.varint);
    if (typeof value === 'number' && value >= 0) this.#varint(value);
    else this.#longVarint(BigInt.asUintN(64, BigInt(value)));
  }

  /** A float field: the value is rounded to 32 bits. */
  float(field: number, value: number): void {
    this.#tag(field, wire.fixed32);
    this.#push(new Uint8Array(Float32Array.of(value).buffer));
  }

  string(field: number, text: string): void {
    this.#tag(field, wire.lengthDelimited);
    const before = this.#filled;
    this.#varint(text.length);
    if (this.#pushAscii(text)) return;
    this.#filled = before;
    const bytes = encodeUtf8(text);
    this.#varint(bytes.length);
    this.#push(bytes);
  }

  /** Fields as they are written already. */
  written(fields: Uint8Array): void {
    this.#push(fields);
  }

  /** A bytes field that is made only when its chunk is read. */
  stream(field: number, stream: ByteStream): void {
    this.#tag(field, wire.lengthDelimited);
    this.#varint(stream.bytes);
    this.#streams.push({ at: this.#filled, stream });
    this.#streamed += stream.bytes;
  }

  /** A nested message: the fields that `write` writes with this same writer. */
  message(field: number, write: () => void): void {
    this.#tag(field, wire.lengthDelimited);
    const start = this.#filled;
    const firstStream = this.#streams.length;
    const streamed = this.#streamed;
    write();
    // The length stands before the content and is known only after it, so the content makes room.
    const length = this.#filled - start + this.#streamed - streamed;
    const end = this.#filled;
    this.#varint(length);
    const shift = this.#filled - end;
    this.#buffer.copyWithin(start + shift, start, end);
    this.#filled = start;
    this.#varint(length);
    this.#filled = end + shift;
    for (let i = firstStream; i < this.#streams.length; i++) (this.#streams[i] as PlacedStream).at += shift;
  }

  /** The message as a stream of its own. The writer must not be used any more. */
  finish(): ByteStream {
    const written = this.#buffer.subarray(0, this.#filled);
    const streams = this.#streams;
    return { bytes: this.#filled + this.#streamed, chunks: () => joined(pieces(written, streams)) };
  }

  #tag(field: number, type: number): void {
    this.#varint(field * 8 + type);
  }

  #varint(value: number): void {
    this.#reserve(8);
    let rest = value;
    while (rest >= 0x80) {
      this.#buffer[this.#filled++] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    this.#buffer[this.#filled++] = rest;
  }

  #longVarint(value: bigint): void {
    this.#reserve(10);
    let rest = value;
    while (rest >= 0x80n) {
      this.#buffer[this.#filled++] = Number(rest & 0x7fn) | 0x80;
      rest >>= 7n;
    }
    this.#buffer[this.#filled++] = Number(rest);
  }

  #push(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#buffer.set(bytes, this.#filled);
    this.#filled += bytes.length;
  }

  /** Writes a text of one-byte characters; false where it has another one. */
  #pushAscii(text: string): boolean {
    this.#reserve(text.length);
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code >= 0x80) return false;
      this.#buffer[this.#filled++] = code;
    }
    return true;
  }

  #reserve(bytes: number): void {
    const needed = this.#filled + bytes;
    if (needed <= this.#buffer.length) return;
    const larger = new Uint8Array(Math.max(needed, 2 * this.#buffer.length));
    larger.set(this.#buffer.subarray(0, this.#filled));
    this.#buffer = larger;
  }
}

/** The written bytes with every stream at its place. */
function* pieces(written: Uint8Array, streams: readonly PlacedStream[]): Generator<Uint8Array> {
  let start = 0;
  for (const { at, stream } of streams) {
    yield written.subarray(start, at);
    start = at;
    let bytes = 0;
    for (const chunk of stream.chunks()) {
      bytes += chunk.length;
      yield chunk;
    }
    // The length stands in the file already and cannot be taken back.
    if (bytes !== stream.bytes) throw new Error(`a stream of ${stream.bytes} bytes gave ${bytes}`);
  }
  yield written.subarray(start);
}

/** Copies small pieces together. Every chunk is the reader's to keep: no buffer is used twice. */
function* joined(all: Iterable<Uint8Array>): Generator<Uint8Array> {
  let buffer = new Uint8Array(chunkBytes);
  let filled = 0;
  for (const piece of all) {
    if (filled > 0 && filled + piece.length > chunkBytes) {
      yield buffer.subarray(0, filled);
      buffer = new Uint8Array(chunkBytes);
      filled = 0;
    }
    if (piece.length >= chunkBytes) {
      yield piece;
    } else {
      buffer.set(piece, filled);
      filled += piece.length;
    }
  }
  if (filled > 0) yield buffer.subarray(0, filled);
}
