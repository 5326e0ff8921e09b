import type { Result } from '../../src-core/errors.ts';
import { ok } from '../../src-core/errors.ts';
import type { Tensor } from '../../src-core/language/tensor.ts';
import type { Computed as Values } from '../../src-core/pytorch/parity.ts';
import { readBytes } from '../files/read.ts';
import type { Computed } from './protocol.ts';

/** More bytes than any tensor that fits into memory here. */
const largest = 2 ** 31 - 1;

/** The bytes of a file in memory of their own, where numbers of any size may begin. */
async function readAlone(file: string): Promise<Result<ArrayBuffer>> {
  const bytes = await readBytes(file, largest);
  return bytes.ok ? ok(Uint8Array.from(bytes.value).buffer) : bytes;
}

/** The tensors that another program computed, by name: floats, little-endian as every platform here. Issues: those of reading them. */
export async function readComputed(
  tensors: Computed['tensors'],
): Promise<Result<ReadonlyMap<string, Tensor>>> {
  const read = new Map<string, Tensor>();
  for (const { name, shape, file } of tensors) {
    const bytes = await readAlone(file);
    if (!bytes.ok) return bytes;
    read.set(name, { shape, data: new Float32Array(bytes.value) });
  }
  return ok(read);
}

/** As `readComputed`, of doubles. */
export async function readExact(tensors: Computed['tensors']): Promise<Result<ReadonlyMap<string, Values>>> {
  const read = new Map<string, Values>();
  for (const { name, shape, file } of tensors) {
    const bytes = await readAlone(file);
    if (!bytes.ok) return bytes;
    read.set(name, { shape, data: new Float64Array(bytes.value) });
  }
  return ok(read);
}
