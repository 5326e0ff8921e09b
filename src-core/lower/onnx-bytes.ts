import type { Result } from '../errors.ts';
import { fail, issue, ok } from '../errors.ts';
import { elementCount } from '../language/tensor.ts';
import type { OnnxGraph } from './onnx-graph.ts';
import { toOnnxGraph } from './onnx-graph.ts';
import { OnnxRefusal } from './onnx-lowering.ts';
import { encodeModel } from './onnx-model.ts';
import type { OnnxOptions } from './onnx-options.ts';
import { plainExport } from './onnx-options.ts';
import { ownMetadata } from './own-design.ts';
import type { Program } from './program.ts';
import { ProtobufWriter } from './protobuf.ts';
import { bytesPerValue } from './real-types.ts';
import type { WeightSource } from './weights.ts';
import { seededWeights, withDerived } from './weights.ts';

/** Protobuf readers stop at 2^31 - 1 bytes; the rest is left for what a reader adds. */
export const fileLimit = 1_900_000_000;

export interface EncodeOptions {
  /** Of Blockwright, for the file's `producer_version`. */
  readonly version: string;
  readonly seed: number;
  /** Values to write in the place of freshly initialised ones. */
  readonly weights?: WeightSource;
  /** What the file is written for; absent for what every run takes. */
  readonly onnx?: OnnxOptions;
  /** Text of the design, to be kept in the file; absent where it holds the graph alone. */
  readonly design?: string | undefined;
}

/** An ONNX file in the making: its size, and its bytes in order. Each walk over `chunks` makes them anew. */
export interface OnnxBytes {
  readonly bytes: number;
  /** Of its graph. */
  readonly nodes: number;
  readonly chunks: Iterable<Uint8Array>;
}

/**
 * Encodes a program as an ONNX file, weights inside. No weight is made before its chunk is read, and
 * none is held whole. Equal programs, seeds and versions give equal bytes.
 * Refuses a file over 1.9 GB (`compile/too-large`) before the first chunk, and operators that cannot be what is asked for
 * (`export/free-size`, `export/opset`).
 */
export function encodeOnnx(program: Program, options: EncodeOptions): Result<OnnxBytes> {
  const { version, seed, weights = seededWeights(seed), onnx = plainExport, design } = options;
  const graph = graphOf(program, onnx);
  if (!graph.ok) return graph;
  const raw = graph.value.weights.reduce(
    (sum, { shape, precision }) => sum + bytesPerValue[precision] * elementCount(shape),
    0,
  );
  if (raw > fileLimit) return fail(tooLarge(raw));
  const file = new ProtobufWriter();
  const { metadata: scopes } = graph.value;
  const own = design === undefined ? {} : ownMetadata(graph.value, onnx.opset, design);
  encodeModel(
    file,
    { ...graph.value, metadata: { ...scopes, ...own } },
    { version, weights: withDerived(weights), opset: onnx.opset },
  );
  const { bytes, chunks } = file.finish();
  if (bytes > fileLimit) return fail(tooLarge(bytes));
  const nodes = graph.value.nodes.length;
  return ok({ bytes, nodes, chunks: { [Symbol.iterator]: () => chunks()[Symbol.iterator]() } });
}

function graphOf(program: Program, options: OnnxOptions): Result<OnnxGraph> {
  try {
    return ok(toOnnxGraph(program, options));
  } catch (error) {
    if (error instanceof OnnxRefusal) return fail(error.issue);
    throw error;
  }
}

const tooLarge = (bytes: number) => issue('compile/too-large', {}, { bytes, limit: fileLimit });
