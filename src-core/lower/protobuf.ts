import { encodeUtf8 } from './utf8.ts';

/** Bytes whose number is known before they are made: each call of `chunks` makes them anew. */
export interface ByteStream {
  readonly bytes: number;
  readonly chunks: () => Iterable<Uint8Array>;
}

type Part = Uint8Array | ByteStream;

const wire = { varint: 0, lengthDelimited: 2, fixed32: 5 } as const;

/** Pieces below this size are copied together, so that a file is not written in thousands of crumbs. */
const chunkBytes = 65_536;

/**
 * Writes one protobuf message. Small fields are bytes at once; a stream stays a promise of `bytes` bytes, so sizes add
 * up before any of it is made, and nothing large is ever copied.
 * https://protobuf.dev/programming-guides/encoding/
 */
export class MessageWriter {
  readonly #parts: Part[] = [];
  #partBytes = 0;
  #buffer = new Uint8Array(64);
  /** Bytes of `buffer` in use: those after the last part. */
  #filled = 0;

  get bytes(): number {
    return this.#partBytes + this.#filled;
  }

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
    const bytes = encodeUtf8(text);
    this.#tag(field, wire.lengthDelimited);
    this.#varint(bytes.length);
    this.#push(bytes);
  }

  stream(field: number, stream: ByteStream): void {
    this.#tag(field, wire.lengthDelimited);
    this.#varint(stream.bytes);
    this.#part(stream);
  }

  /** A nested message, filled by `write`. */
  message(field: number, write: (message: MessageWriter) => void): void {
    const inner = new MessageWriter();
    write(inner);
    this.#tag(field, wire.lengthDelimited);
    this.#varint(inner.bytes);
    for (const part of inner.#parts) this.#part(part);
    this.#push(inner.#buffer.subarray(0, inner.#filled));
  }

  /** The finished message as a stream; the writer must not be used any more. */
  finish(): ByteStream {
    this.#endBuffer();
    const parts = this.#parts;
    return { bytes: this.#partBytes, chunks: () => joined(parts) };
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

  #reserve(bytes: number): void {
    const needed = this.#filled + bytes;
    if (needed <= this.#buffer.length) return;
    const larger = new Uint8Array(Math.max(needed, 2 * this.#buffer.length));
    larger.set(this.#buffer.subarray(0, this.#filled));
    this.#buffer = larger;
  }

  #part(part: Part): void {
    this.#endBuffer();
    this.#parts.push(part);
    this.#partBytes += part instanceof Uint8Array ? part.length : part.bytes;
  }

  #endBuffer(): void {
    if (this.#filled === 0) return;
    this.#parts.push(this.#buffer.slice(0, this.#filled));
    this.#partBytes += this.#filled;
    this.#filled = 0;
  }
}

/** All bytes in order. Every chunk is the reader's to keep: no buffer is used twice. */
function* joined(parts: readonly Part[]): Generator<Uint8Array> {
  let buffer = new Uint8Array(chunkBytes);
  let filled = 0;
  for (const chunk of pieces(parts)) {
    if (filled > 0 && filled + chunk.length > chunkBytes) {
      yield buffer.subarray(0, filled);
      buffer = new Uint8Array(chunkBytes);
      filled = 0;
    }
    if (chunk.length >= chunkBytes) {
      yield chunk;
    } else {
      buffer.set(chunk, filled);
      filled += chunk.length;
    }
  }
  if (filled > 0) yield buffer.subarray(0, filled);
}

function* pieces(parts: readonly Part[]): Generator<Uint8Array> {
  for (const part of parts) {
    if (part instanceof Uint8Array) {
      yield part;
      continue;
    }
    let bytes = 0;
    for (const chunk of part.chunks()) {
      bytes += chunk.length;
      yield chunk;
    }
    // A length that was written already cannot be taken back.
    if (bytes !== part.bytes) throw new Error(`a stream of ${part.bytes} bytes gave ${bytes}`);
  }
}
