import { elementCount } from '../language/tensor.ts';
import * as schema from './onnx-schema.ts';
import { readMessage } from './protobuf-reader.ts';

/** A tensor of a file: an initialiser, or the value of an attribute. Its values are decoded where they are asked for. */
export interface OnnxFileTensor {
  readonly name: string;
  readonly dims: readonly number[];
  /** A TensorProto.DataType: 1 is fp32, 7 is int64. */
  readonly elementType: number;
  /** Where the values are: bytes as they are in memory, numbers one by one, or not in this file. */
  readonly data: { readonly raw: Uint8Array } | { readonly numbers: readonly number[] } | 'elsewhere';
  /** Of values that are elsewhere, where; absent where the file does not say. */
  readonly place?: TensorPlace;
}

/** Where the bytes of a tensor are that are not at hand. */
interface TensorPlace {
  /** The path of the file that they are in, from the folder of this one on, as it is written; empty where that is this one. */
  readonly location: string;
  readonly offset: number;
  /** Null up to the end of the file. */
  readonly length: number | null;
}

/** Reads a TensorProto; raises MalformedProtobuf. Values are neither copied nor decoded. */
export function readTensor(bytes: Uint8Array): OnnxFileTensor {
  const dims: number[] = [];
  const numbers: number[] = [];
  let name = '';
  let elementType = 0;
  let raw: Uint8Array | null = null;
  let isElsewhere = false;
  const external = new Map<string, string>();
  const take = (some: readonly number[]) => {
    for (const one of some) numbers.push(one);
  };
  readMessage(bytes, {
    [schema.tensor.dims]: (v) => {
      for (const size of v.integers()) dims.push(size);
    },
    [schema.tensor.dataType]: (v) => {
      elementType = v.integer();
    },
    [schema.tensor.name]: (v) => {
      name = v.text();
    },
    [schema.tensor.rawData]: (v) => {
      raw = v.bytes();
    },
    [schema.tensor.floatData]: (v) => take(v.floats()),
    [schema.tensor.int32Data]: (v) => take(v.integers()),
    [schema.tensor.int64Data]: (v) => take(v.integers()),
    [schema.tensor.doubleData]: (v) => take(v.doubles()),
    [schema.tensor.uint64Data]: (v) => take(v.integers()),
    [schema.tensor.externalData]: (v) => external.set(...readEntry(v.bytes())),
    [schema.tensor.dataLocation]: (v) => {
      isElsewhere = v.integer() === schema.externalData;
    },
  });
  if (!isElsewhere) return { name, dims, elementType, data: raw === null ? { numbers } : { raw } };
  const place = placeOf(external);
  return { name, dims, elementType, data: 'elsewhere', ...(place !== null && { place }) };
}

/** Reads a StringStringEntryProto. */
export function readEntry(bytes: Uint8Array): [key: string, value: string] {
  const entry: [string, string] = ['', ''];
  readMessage(bytes, {
    [schema.stringEntry.key]: (v) => {
      entry[0] = v.text();
    },
    [schema.stringEntry.value]: (v) => {
      entry[1] = v.text();
    },
  });
  return entry;
}

/** Null where no file is named, or a number is none that a place in a file can be. */
function placeOf(external: ReadonlyMap<string, string>): TensorPlace | null {
  const location = external.get('location');
  const length = external.get('length');
  const numbers = [external.get('offset') ?? '0', length ?? '0'].map((text) =>
    /^\d{1,15}$/.test(text) ? Number(text) : null,
  );
  const [offset = null, bytes = null] = numbers;
  if (location === undefined || offset === null || bytes === null) return null;
  return { location, offset, length: length === undefined ? null : bytes };
}

type Decode = (view: DataView, at: number) => number;
const { elementType: types } = schema;

/** Bytes of a value in raw data, and how it is read; types that hold no numbers are not among them. */
const decoders: ReadonlyMap<number, readonly [width: number, decode: Decode]> = new Map([
  [types.float, [4, (view, at) => view.getFloat32(at, true)]],
  [types.uint8, [1, (view, at) => view.getUint8(at)]],
  [types.int8, [1, (view, at) => view.getInt8(at)]],
  [types.uint16, [2, (view, at) => view.getUint16(at, true)]],
  [types.int16, [2, (view, at) => view.getInt16(at, true)]],
  [types.int32, [4, (view, at) => view.getInt32(at, true)]],
  [types.int64, [8, (view, at) => Number(view.getBigInt64(at, true))]],
  [types.bool, [1, (view, at) => view.getUint8(at)]],
  [types.float16, [2, (view, at) => halfOf(view.getUint16(at, true))]],
  [types.double, [8, (view, at) => view.getFloat64(at, true)]],
  [types.uint32, [4, (view, at) => view.getUint32(at, true)]],
  [types.uint64, [8, (view, at) => Number(view.getBigUint64(at, true))]],
  [types.bfloat16, [2, (view, at) => bfloatOf(view.getUint16(at, true))]],
]);

/** The bytes of one value of a type in raw data, and how these are read as a number; null of a type that holds none. */
export function decoderOf(elementType: number): { readonly width: number; readonly decode: Decode } | null {
  const [width, decode] = decoders.get(elementType) ?? [0, null];
  return decode === null ? null : { width, decode };
}

/** The number that 16 bits of IEEE 754 half precision stand for. */
function halfOf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** The number whose upper half these 16 bits are. */
function bfloatOf(bits: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, bits * 0x10000);
  return view.getFloat32(0);
}

/** The values of a tensor; null where they are not in the file, are no numbers, or are not as many as its sizes say. */
export function valuesOf({ dims, elementType, data }: OnnxFileTensor): readonly number[] | null {
  if (data === 'elsewhere') return null;
  const count = elementCount(dims);
  const isSixteen = elementType === types.float16 || elementType === types.bfloat16;
  if ('numbers' in data) {
    if (data.numbers.length !== count) return null;
    if (!isSixteen) return data.numbers;
    return data.numbers.map(elementType === types.float16 ? halfOf : bfloatOf);
  }
  const decoder = decoderOf(elementType);
  if (decoder === null || data.raw.length !== count * decoder.width) return null;
  const view = new DataView(data.raw.buffer, data.raw.byteOffset, data.raw.byteLength);
  return Array.from({ length: count }, (_, index) => decoder.decode(view, index * decoder.width));
}
