import type { Analysis } from '../../src-core/analysis/analyzer.ts';
import { encodeOnnx } from '../../src-core/lower/onnx-bytes.ts';
import { lower } from '../../src-core/lower/program.ts';

const known = new WeakMap<Analysis, { version: string; bytes: bigint | null }>();

/** Bytes of the ONNX file that an export writes, known without making a weight; null where there would be none. */
export function modelBytes(analysis: Analysis, version: string): bigint | null {
  const found = known.get(analysis);
  if (found?.version === version) return found.bytes;
  const program = lower(analysis);
  const file = program.ok ? encodeOnnx(program.value, { version, seed: 0 }) : program;
  const bytes = file.ok ? BigInt(file.value.bytes) : null;
  known.set(analysis, { version, bytes });
  return bytes;
}
