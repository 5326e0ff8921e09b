import type { Result } from '../errors.ts';
import { fail, issue, ok } from '../errors.ts';
import type { HeaderTensor } from '../lower/header-tensor.ts';
import { elementType as types } from '../lower/onnx-schema.ts';
import { decodeUtf8 } from '../lower/utf8.ts';

/** The most bytes of a header that are read: names, types, shapes and places of tensors. */
export const headerLimit = 32 * 1024 * 1024;
/** The bytes before the header, which say how long it is. */
export const lengthBytes = 8;
const mostAxes = 64;

/** Bytes of a number of each type, and what ONNX calls it where it is read as a real number. */
const dtypes: Readonly<Record<string, readonly [width: number, elementType: number | null]>> = {
  F64: [8, types.double],
  F32: [4, types.float],
  F16: [2, types.float16],
  BF16: [2, types.bfloat16],
  I64: [8, null],
  I32: [4, null],
  I16: [2, null],
  I8: [1, null],
  U64: [8, null],
  U32: [4, null],
  U16: [2, null],
  U8: [1, null],
  BOOL: [1, null],
  F8_E4M3: [1, null],
  F8_E5M2: [1, null],
};

const malformed = (detail: string): Result<never> => fail(issue('safetensors/malformed', {}, { detail }));

/**
 * How long the header is that follows the first 8 bytes of a file of safetensors. Issues: safetensors/malformed where a file of
 * that size cannot have it.
 */
export function headerBytes(start: Uint8Array, fileBytes: number): Result<number> {
  if (start.length < lengthBytes) return malformed('it is shorter than the length of its header');
  const length = new DataView(start.buffer, start.byteOffset).getBigUint64(0, true);
  if (length > BigInt(headerLimit)) return malformed(`its header would have ${length} bytes`);
  if (Number(length) + lengthBytes > fileBytes) return malformed('it ends inside its header');
  return ok(Number(length));
}

/**
 * The tensors of a file of safetensors, by its header; their bytes are whole, inside the file, and nobody else's. Issues:
 * safetensors/malformed.
 * https://github.com/huggingface/safetensors#format
 */
export function readHeader(header: Uint8Array, fileBytes: number): Result<readonly HeaderTensor[]> {
  let table: unknown;
  try {
    table = JSON.parse(decodeUtf8(header));
  } catch {
    return malformed('its header is no JSON');
  }
  if (typeof table !== 'object' || table === null || Array.isArray(table))
    return malformed('its header is no table of tensors');
  const start = lengthBytes + header.length;
  const tensors: HeaderTensor[] = [];
  for (const [name, entry] of Object.entries(table)) {
    if (name === '__metadata__') continue;
    const tensor = tensorOf(name, entry, start, fileBytes);
    if (typeof tensor === 'string') return malformed(`${JSON.stringify(name).slice(0, 200)} ${tensor}`);
    tensors.push(tensor);
  }
  const inOrder = tensors.toSorted((a, b) => a.from - b.from || a.to - b.to);
  const shared = inOrder.find(({ from }, index) => index > 0 && from < inOrder[index - 1]!.to);
  if (shared !== undefined)
    return malformed(`${JSON.stringify(shared.name).slice(0, 200)} has bytes of another tensor`);
  return ok(tensors);
}

const isSize = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

const isSizes = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.length <= mostAxes && value.every(isSize);

/** A tensor of the table, or what is wrong with it. */
function tensorOf(name: string, entry: unknown, start: number, fileBytes: number): HeaderTensor | string {
  if (typeof entry !== 'object' || entry === null) return 'is no tensor';
  const { dtype, shape, data_offsets: offsets } = entry as Readonly<Record<string, unknown>>;
  const kind = typeof dtype === 'string' && Object.hasOwn(dtypes, dtype) ? dtypes[dtype] : undefined;
  if (kind === undefined) return 'is of no type that is known';
  if (!isSizes(shape)) return 'has no shape';
  if (!isSizes(offsets) || offsets.length !== 2) return 'has no place';
  const [width, elementType] = kind;
  const [from, to] = [start + offsets[0]!, start + offsets[1]!];
  if (to < from || to > fileBytes) return 'is not inside the file';
  if (BigInt(to - from) !== shape.reduce((product, size) => product * BigInt(size), BigInt(width)))
    return 'has another number of bytes than its shape says';
  return { name, elementType, shape, from, to };
}
