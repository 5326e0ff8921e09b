import type { Result } from '../../src-core/errors.ts';
import { ok } from '../../src-core/errors.ts';
import type { HeaderTensor } from '../../src-core/lower/header-tensor.ts';
import { headerBytes, lengthBytes, readHeader } from '../../src-core/pytorch/safetensors-read.ts';
import { inFile } from './onnx-skeleton.ts';
import { inPlainFile } from './read.ts';

/** True of a path whose file is taken for a checkpoint. */
export const isSafetensorsPath = (path: string): boolean => /\.safetensors$/i.test(path);

/** The tensors of a file of safetensors, without their values. Issues: those of `inPlainFile` and `readHeader`. */
export const safetensorsIn = (path: string): Promise<Result<readonly HeaderTensor[]>> =>
  inPlainFile(path, async (file, size) => {
    const read = async (from: number, count: number) => {
      const bytes = new Uint8Array(count);
      const { bytesRead } = await file.read(bytes, 0, count, from);
      return bytes.subarray(0, bytesRead);
    };
    const length = headerBytes(await read(0, lengthBytes), size);
    if (!length.ok) return inFile(path, length);
    const tensors = readHeader(await read(lengthBytes, length.value), size);
    return tensors.ok ? ok(tensors.value) : inFile(path, tensors);
  });
