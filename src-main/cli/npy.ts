import type { Result } from '../../src-core/errors.ts';
import { fail, issue, ok } from '../../src-core/errors.ts';
import type { Tensor } from '../../src-core/language/tensor.ts';
import { elementCount } from '../../src-core/language/tensor.ts';

/**
 * Arrays as `numpy.save` writes them: a magic, a version, a header that is a Python dictionary, the values.
 * Source: NumPy's documentation of numpy.lib.format.
 */
const magic = Uint8Array.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]);

/** The values start at a multiple of this. */
const alignment = 64;

/** More than any array of numbers needs; other headers are not read on. */
const longestHeader = 64 * 1024;

/** A tensor as an array file of 32-bit floats, little-endian, in C order; header first. */
export function encodeNpy({ shape, data }: Tensor): readonly Uint8Array[] {
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const fields = `{'descr': '<f4', 'fortran_order': False, 'shape': (${sizes}), }`;
  const start = magic.length + 4;
  const length = Math.ceil((start + fields.length + 1) / alignment) * alignment - start;
  const header = new Uint8Array(start + length);
  header.set(magic);
  header.set([1, 0, length & 0xff, length >> 8], magic.length);
  header.set(new TextEncoder().encode(`${fields.padEnd(length - 1)}\n`), start);
  const values = new DataView(new ArrayBuffer(data.length * 4));
  data.forEach((value, index) => {
    values.setFloat32(index * 4, value, true);
  });
  return [header, new Uint8Array(values.buffer)];
}

/** Reads the value at a byte; `little` is the order of its bytes. */
type ReadValue = (view: DataView, at: number, little: boolean) => number;

function halfAt(view: DataView, at: number, little: boolean): number {
  const bits = view.getUint16(at, little);
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** The kinds of numbers that are read, by NumPy's letter and bytes; each becomes a 32-bit float. */
const kinds: Readonly<Record<string, ReadValue>> = {
  f2: halfAt,
  f4: (view, at, little) => view.getFloat32(at, little),
  f8: (view, at, little) => view.getFloat64(at, little),
  i1: (view, at) => view.getInt8(at),
  i2: (view, at, little) => view.getInt16(at, little),
  i4: (view, at, little) => view.getInt32(at, little),
  i8: (view, at, little) => Number(view.getBigInt64(at, little)),
  u1: (view, at) => view.getUint8(at),
  u2: (view, at, little) => view.getUint16(at, little),
  u4: (view, at, little) => view.getUint32(at, little),
  u8: (view, at, little) => Number(view.getBigUint64(at, little)),
  b1: (view, at) => view.getUint8(at),
};

interface Header {
  readonly kind: string;
  readonly little: boolean;
  readonly fortran: boolean;
  readonly shape: readonly number[];
  /** Where the values start. */
  readonly at: number;
}

const malformed = (detail: string): Result<never> => fail(issue('npy/malformed', {}, { detail }));

const headerFields =
  /^\{(?=.*'descr': ?'([<>|=])([a-z]\d)')(?=.*'fortran_order': ?(True|False))(?=.*'shape': ?\(([\d, ]*)\))[^\0]*\}\s*$/s;

function readHeader(bytes: Uint8Array): Result<Header> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 || magic.some((byte, index) => bytes[index] !== byte)) {
    return malformed('it does not begin as one');
  }
  const version = bytes[6]!;
  if (version < 1 || version > 3) return malformed(`its version ${version} is unknown`);
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  const start = version === 1 ? 10 : 12;
  if (length > longestHeader || start + length > bytes.length) return malformed('its header is cut off');
  const text = new TextDecoder('latin1').decode(bytes.subarray(start, start + length));
  const fields = headerFields.exec(text);
  if (fields === null) return malformed('its header tells no plain array of numbers');
  const [, order = '', kind = '', fortran = '', sizes = ''] = fields;
  if (!Object.hasOwn(kinds, kind)) return malformed(`it holds values of kind ${kind}`);
  const shape = sizes.split(',').flatMap((size) => (size.trim() === '' ? [] : [Number(size)]));
  const little = order !== '>';
  return ok({ kind, little, fortran: fortran === 'True', shape, at: start + length });
}

/** Row-major values of an array whose first axis runs fastest. */
function fromFortran(values: Float32Array, shape: readonly number[]): Float32Array {
  const steps = shape.map((_, axis) => elementCount(shape.slice(0, axis)));
  const place = shape.map(() => 0);
  return values.map((_, index) => {
    if (index > 0) {
      for (let axis = shape.length - 1; axis >= 0; axis--) {
        place[axis]! += 1;
        if (place[axis]! < shape[axis]!) break;
        place[axis] = 0;
      }
    }
    return values[place.reduce((sum, at, axis) => sum + at * steps[axis]!, 0)]!;
  });
}

/** Reads an array file of real numbers of any kind, byte order and axis order. Issue: npy/malformed. */
export function decodeNpy(bytes: Uint8Array): Result<Tensor> {
  const header = readHeader(bytes);
  if (!header.ok) return header;
  const { kind, little, fortran, shape, at } = header.value;
  const count = elementCount(shape);
  const size = Number(kind[1]);
  if (!Number.isSafeInteger(count) || at + count * size !== bytes.length) {
    return malformed(`its sizes ${shape.join(' × ')} do not fit its ${bytes.length} bytes`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const read = kinds[kind]!;
  const values = new Float32Array(count);
  for (let index = 0; index < count; index++) values[index] = read(view, at + index * size, little);
  return ok({ shape, data: fortran ? fromFortran(values, shape) : values });
}
