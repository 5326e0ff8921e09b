import type { RealPrecision } from './onnx-options.ts';
import * as schema from './onnx-schema.ts';

/** ONNX's number of the element type of each precision. */
export const realTypes: Readonly<Record<RealPrecision, number>> = {
  fp32: schema.elementType.float,
  fp16: schema.elementType.float16,
};

/** How a file holds numbers that are made as reals: as such, or as the whole numbers that they are. */
export type StoredType = RealPrecision | 'int8' | 'uint8' | 'int32';

/** ONNX's number of each. */
export const storedTypes: Readonly<Record<StoredType, number>> = {
  ...realTypes,
  int8: schema.elementType.int8,
  uint8: schema.elementType.uint8,
  int32: schema.elementType.int32,
};

/** The precision of an element type that `realTypes` has. */
export const precisionOfType = (type: number): RealPrecision => (type === realTypes.fp16 ? 'fp16' : 'fp32');

export const bytesPerValue: Readonly<Record<StoredType, number>> = {
  fp32: 4,
  fp16: 2,
  int8: 1,
  uint8: 1,
  int32: 4,
};

/** The bytes of an array without a copy: `raw_data` is little-endian, as is every platform that runs Blockwright. */
export const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

/** Values as a file holds them. */
export function storedBytes(values: Float32Array, type: StoredType): Uint8Array {
  switch (type) {
    case 'fp32':
      return bytesOf(values);
    case 'fp16':
      return bytesOf(halves(values));
    case 'int8':
      return bytesOf(Int8Array.from(values));
    case 'uint8':
      return Uint8Array.from(values);
    case 'int32':
      return bytesOf(Int32Array.from(values));
  }
}

/**
 * The bits of the nearest half-precision numbers, ties to even as IEEE 754 rounds: 5 bits of exponent, 10 of fraction. What is
 * beyond 65504 becomes infinite.
 */
function halves(values: Float32Array): Uint16Array {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const result = new Uint16Array(values.length);
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as number;
    const sign = (word >>> 16) & 0x8000;
    const size = word & 0x7fffffff;
    // 0x38800000 is the least normal half, 0x47800000 the first power of two beyond all of them.
    if (size >= 0x38800000 && size < 0x47800000) {
      const odd = (size >>> 13) & 1;
      result[i] = sign | ((size - 0x38000000 + 0xfff + odd) >>> 13);
    } else {
      result[i] = sign | (size >= 0x47800000 ? beyond(size) : tiny(size));
    }
  }
  return result;
}

const beyond = (size: number): number => (size > 0x7f800000 ? 0x7e00 : 0x7c00);

/** A number below the least normal half, as a whole number of 2^-24. */
function tiny(size: number): number {
  const exponent = size >>> 23;
  if (exponent < 102) return 0;
  const fraction = (size & 0x7fffff) | 0x800000;
  const shift = 126 - exponent;
  const whole = fraction >>> shift;
  const rest = fraction & ((1 << shift) - 1);
  const tie = 1 << (shift - 1);
  return rest > tie || (rest === tie && (whole & 1) === 1) ? whole + 1 : whole;
}
