import { elementCount } from '../language/tensor.ts';
import { encodeUtf8 } from '../lower/utf8.ts';
import type { WeightSource } from '../lower/weights.ts';
import { wholeWeight } from '../lower/weights.ts';
import type { StateTensor } from './state.ts';

/** A file in chunks that are made as they are asked for, each time anew. */
export interface SafetensorsBytes {
  readonly bytes: number;
  readonly chunks: Iterable<Uint8Array>;
}

const sizeOf = ({ shape, from }: StateTensor): number => elementCount(shape) * (from === null ? 8 : 4);

/** The header: little-endian length, then JSON that is padded with blanks to a multiple of 8 bytes. */
function headerOf(tensors: readonly StateTensor[]): Uint8Array {
  let end = 0;
  const entries = tensors.map((tensor) => {
    const start = end;
    end += sizeOf(tensor);
    const dtype = tensor.from === null ? 'I64' : 'F32';
    return [tensor.key, { dtype, shape: tensor.shape, data_offsets: [start, end] }] as const;
  });
  // A table of names without a prototype: `__proto__` is a name like any other.
  const table = `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${JSON.stringify(entry)}`).join()}}`;
  const text = encodeUtf8(table);
  const padded = Math.ceil(text.length / 8) * 8;
  const header = new Uint8Array(8 + padded).fill(0x20);
  new DataView(header.buffer).setBigUint64(0, BigInt(padded), true);
  header.set(text, 8);
  return header;
}

const isLittle = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** fp32 in the order of bytes of the file, whatever that of the machine is. */
function littleEndian(values: Float32Array): Uint8Array {
  if (isLittle) return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < values.length; i++) view.setFloat32(4 * i, values[i]!, true);
  return bytes;
}

function valuesOf({ from, values, shape }: StateTensor, source: WeightSource): Uint8Array {
  if (from === null || values === undefined) return new Uint8Array(elementCount(shape) * 8);
  const all = Object.fromEntries(
    Object.entries(from).map(([short, weight]) => [short, wholeWeight(weight, source)]),
  );
  return littleEndian(values(all));
}

/**
 * The tensors of a state dict as a file of safetensors, one tensor in memory at a time.
 * https://github.com/huggingface/safetensors#format
 */
export function safetensorsOf(tensors: readonly StateTensor[], source: WeightSource): SafetensorsBytes {
  const header = headerOf(tensors);
  function* chunks() {
    yield header;
    for (const tensor of tensors) yield valuesOf(tensor, source);
  }
  return {
    bytes: header.length + tensors.reduce((sum, tensor) => sum + sizeOf(tensor), 0),
    chunks: { [Symbol.iterator]: chunks },
  };
}
