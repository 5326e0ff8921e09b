import type { Result } from '../errors.ts';
import { fail, issue, ok } from '../errors.ts';
import { elementCount } from '../language/tensor.ts';
import { toOnnxGraph } from './onnx-graph.ts';
import { encodeModel } from './onnx-model.ts';
import type { Program } from './program.ts';
import { ProtobufWriter } from './protobuf.ts';
import type { WeightSource } from './weights.ts';
import { seededWeights } from './weights.ts';

/** Protobuf readers stop at 2^31 - 1 bytes; the rest is left for what a reader adds. */
export const fileLimit = 1_900_000_000;

export interface EncodeOptions {
  /** Of Blockwright, for the file's `producer_version`. */
  readonly version: string;
  readonly seed: number;
  /** Values to write in the place of freshly initialised ones. */
  readonly weights?: WeightSource;
}

/** An ONNX file in the making: its size, and its bytes in order. Each walk over `chunks` makes them anew. */
export interface OnnxBytes {
  readonly bytes: number;
  readonly chunks: Iterable<Uint8Array>;
}

/**
 * Encodes a program as an ONNX file (IR 8, opset 17), weights inside. No weight is made before its chunk is read, and
 * none is held whole. Equal programs, seeds and versions give equal bytes.
 * Refuses a file over 1.9 GB (`compile/too-large`) before the first chunk.
 */
export function encodeOnnx(program: Program, options: EncodeOptions): Result<OnnxBytes> {
  const { version, seed, weights = seededWeights(seed) } = options;
  const graph = toOnnxGraph(program);
  const raw = graph.weights.reduce((sum, { shape }) => sum + 4 * elementCount(shape), 0);
  if (raw > fileLimit) return fail(tooLarge(raw));
  const file = new ProtobufWriter();
  encodeModel(file, graph, { version, weights });
  const { bytes, chunks } = file.finish();
  if (bytes > fileLimit) return fail(tooLarge(bytes));
  return ok({ bytes, chunks: { [Symbol.iterator]: () => chunks()[Symbol.iterator]() } });
}

const tooLarge = (bytes: number) => issue('compile/too-large', {}, { bytes, limit: fileLimit });
