import type { Result } from '../errors.ts';
import { readOnnx } from '../lower/onnx-read.ts';
import type { Imported } from './import-onnx.ts';
import { designOfFile } from './import-onnx.ts';

/** The bytes of an ONNX file as a design of operators. */
export function importOnnx(bytes: Uint8Array, title: string): Result<Imported> {
  const read = readOnnx(bytes);
  return read.ok ? designOfFile(read.value, title) : read;
}
