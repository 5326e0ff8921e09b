import type { Result } from '../errors.ts';
import { fail, issue, ok } from '../errors.ts';
import { mostOfTensor } from '../lower/graph-text.ts';
import { joinedBytes } from '../lower/joined-bytes.ts';
import * as schema from '../lower/onnx-schema.ts';
import { encodeUtf8 } from '../lower/utf8.ts';

/** A file that is read in pieces: its size, and the bytes from one place up to another. */
export interface FilePieces {
  readonly size: number;
  read(from: number, to: number): Promise<Uint8Array>;
}

/** The most bytes of a file without its weights. */
const mostOfRest = 268_435_456;
/** Bytes that are read at once: few where much is passed over, more and more where all is wanted. */
const leastWindow = 262_144;
const mostWindow = 4_194_304;
const longestHead = 20;
const { dataLocation } = schema.tensor;
const valueFields: ReadonlySet<number> = new Set([
  schema.tensor.floatData,
  schema.tensor.int32Data,
  schema.tensor.int64Data,
  schema.tensor.rawData,
  schema.tensor.doubleData,
  schema.tensor.uint64Data,
]);

class BrokenFile extends Error {
  readonly at: number;
  constructor(at: number, why: string) {
    super(why);
    this.at = at;
  }
}

/** Reads on from a place, a piece at a time. */
class Pieces {
  readonly #file: FilePieces;
  #piece: Uint8Array = new Uint8Array();
  #from = 0;
  #copied = 0;
  #window = leastWindow;

  constructor(file: FilePieces) {
    this.#file = file;
  }

  #has(from: number, to: number): boolean {
    return from >= this.#from && to <= this.#from + this.#piece.length;
  }

  async #have(from: number, to: number): Promise<void> {
    if (this.#has(from, to)) return;
    const isNext = from <= this.#from + this.#piece.length;
    this.#window = isNext ? Math.min(2 * this.#window, mostWindow) : leastWindow;
    const end = Math.min(this.#file.size, Math.max(to, from + this.#window));
    this.#piece = await this.#file.read(from, end);
    this.#from = from;
    if (this.#piece.length !== end - from) throw new BrokenFile(from, 'it ends while it is read');
  }

  /** The bytes from one place up to another, for good. */
  async copy(from: number, to: number): Promise<Uint8Array> {
    this.#copied += to - from;
    if (this.#copied > mostOfRest) throw new BrokenFile(from, 'it is too large without its weights');
    if (!this.#has(from, to)) await this.#have(from, to);
    return this.#piece.slice(from - this.#from, to - this.#from);
  }

  /** The field that begins at a place of a message. */
  async field(at: number, end: number): Promise<PlacedField> {
    const headEnd = Math.min(end, at + longestHead);
    if (!this.#has(at, headEnd)) await this.#have(at, headEnd);
    const tag = this.#varint(at, end);
    const kind = tag.value % 8;
    const number = Math.floor(tag.value / 8);
    const head = { number, kind, at };
    if (kind === 0) return { ...head, from: tag.next, to: this.#varint(tag.next, end).next };
    if (kind === 2) {
      const length = this.#varint(tag.next, end);
      return bounded({ ...head, from: length.next, to: length.next + length.value }, end);
    }
    if (kind !== 1 && kind !== 5) throw new BrokenFile(at, 'a field is of no kind that is in use');
    return bounded({ ...head, from: tag.next, to: tag.next + (kind === 1 ? 8 : 4) }, end);
  }

  #varint(at: number, end: number): { value: number; next: number } {
    let value = 0;
    for (let place = 0; place < 10; place++) {
      const byte = this.#piece[at + place - this.#from];
      if (byte === undefined || at + place >= end) throw new BrokenFile(at, 'it ends inside a number');
      value += (byte & 0x7f) * 2 ** (7 * place);
      if (byte < 0x80) return { value, next: at + place + 1 };
    }
    throw new BrokenFile(at, 'a number has more than 64 bits');
  }
}

interface PlacedField {
  readonly number: number;
  readonly kind: number;
  /** Where it begins, where its value does, and where it ends. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

function bounded(field: PlacedField, end: number): PlacedField {
  if (field.to > end) throw new BrokenFile(field.at, 'it ends inside a field');
  return field;
}

function varintBytes(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 0x80);
  return Uint8Array.from([...bytes, rest]);
}

const lengthOf = (parts: readonly Uint8Array[]): number => parts.reduce((sum, part) => sum + part.length, 0);

/** A field that holds other parts than it did. */
const wrapped = (number: number, parts: readonly Uint8Array[]): Uint8Array[] => [
  varintBytes(number * 8 + 2),
  varintBytes(lengthOf(parts)),
  ...parts,
];

/** Whether the bytes of a field of values are those that raw data has. */
const isPlain = (field: number): boolean =>
  field === schema.tensor.rawData || field === schema.tensor.floatData || field === schema.tensor.doubleData;

/** Says that values are in the file itself, by a path that is empty. */
const placedHere = (from: number, to: number): Uint8Array[] =>
  Object.entries({ location: '', offset: String(from), length: String(to - from) }).flatMap(([key, value]) =>
    wrapped(schema.tensor.externalData, [
      ...wrapped(schema.stringEntry.key, [encodeUtf8(key)]),
      ...wrapped(schema.stringEntry.value, [encodeUtf8(value)]),
    ]),
  );

async function tensorWithoutValues(pieces: Pieces, from: number, to: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for (let at = from; at < to; ) {
    const field = await pieces.field(at, to);
    if (!valueFields.has(field.number) || field.to - field.from <= mostOfTensor)
      parts.push(await pieces.copy(field.at, field.to));
    else {
      const place = isPlain(field.number) ? placedHere(field.from, field.to) : [];
      parts.push(varintBytes(dataLocation * 8), varintBytes(schema.externalData), ...place);
    }
    at = field.to;
  }
  return joinedBytes(parts);
}

async function graphWithoutValues(pieces: Pieces, from: number, to: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for (let at = from; at < to; ) {
    const field = await pieces.field(at, to);
    if (field.number === schema.graph.initializer && field.kind === 2 && field.to - field.from > mostOfTensor)
      parts.push(...wrapped(field.number, [await tensorWithoutValues(pieces, field.from, field.to)]));
    else parts.push(await pieces.copy(field.at, field.to));
    at = field.to;
  }
  return joinedBytes(parts);
}

/**
 * An ONNX file without the values of its larger weights, which are then said to be elsewhere. Reads it in pieces, so that a
 * file of any size takes no more memory than its graph. Bytes that are no such file are an issue (`onnx/malformed`).
 */
export async function skeletonOf(file: FilePieces): Promise<Result<Uint8Array>> {
  const pieces = new Pieces(file);
  const parts: Uint8Array[] = [];
  try {
    for (let at = 0; at < file.size; ) {
      const field = await pieces.field(at, file.size);
      if (field.number === schema.model.graph && field.kind === 2)
        parts.push(...wrapped(field.number, [await graphWithoutValues(pieces, field.from, field.to)]));
      else parts.push(await pieces.copy(field.at, field.to));
      at = field.to;
    }
  } catch (error) {
    if (!(error instanceof BrokenFile)) throw error;
    return fail(issue('onnx/malformed', {}, { detail: `${error.message}, at byte ${error.at}` }));
  }
  return ok(joinedBytes(parts));
}
