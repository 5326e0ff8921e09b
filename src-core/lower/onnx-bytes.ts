import type { Result } from '../errors.ts';
import { fail, issue, ok } from '../errors.ts';
import { elementCount } from '../language/tensor.ts';
import type { OnnxConstant, OnnxGraph, OnnxGraphNode, TypedAttribute } from './onnx-graph.ts';
import { toOnnxGraph, typedAttribute } from './onnx-graph.ts';
import * as schema from './onnx-schema.ts';
import type { Program, ProgramTensor, ProgramWeight } from './program.ts';
import { MessageWriter } from './protobuf.ts';
import type { WeightSource } from './weights.ts';
import { seededWeights } from './weights.ts';

export const irVersion = 8;
export const opsetVersion = 17;
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
  const file = new MessageWriter();
  file.integer(schema.model.irVersion, irVersion);
  file.string(schema.model.producerName, 'blockwright');
  file.string(schema.model.producerVersion, version);
  file.message(schema.model.graph, (message) => writeGraph(message, graph, weights));
  file.message(schema.model.opsetImport, (message) =>
    message.integer(schema.operatorSet.version, opsetVersion),
  );
  for (const [key, value] of Object.entries(graph.metadata)) {
    file.message(schema.model.metadataProps, (message) => {
      message.string(schema.stringEntry.key, key);
      message.string(schema.stringEntry.value, value);
    });
  }
  const { bytes, chunks } = file.finish();
  if (bytes > fileLimit) return fail(tooLarge(bytes));
  return ok({ bytes, chunks: { [Symbol.iterator]: () => chunks()[Symbol.iterator]() } });
}

const tooLarge = (bytes: number) => issue('compile/too-large', {}, { bytes, limit: fileLimit });

function writeGraph(message: MessageWriter, graph: OnnxGraph, weights: WeightSource): void {
  for (const node of graph.nodes) message.message(schema.graph.node, (m) => writeNode(m, node));
  message.string(schema.graph.name, graph.name);
  for (const weight of graph.weights) {
    message.message(schema.graph.initializer, (m) => writeWeight(m, weight, weights));
  }
  for (const constant of graph.constants) {
    message.message(schema.graph.initializer, (m) => writeConstant(m, constant));
  }
  const infos = [
    [schema.graph.input, graph.inputs],
    [schema.graph.output, graph.outputs],
    [schema.graph.valueInfo, graph.intermediates],
  ] as const;
  for (const [field, tensors] of infos) {
    for (const tensor of tensors) message.message(field, (m) => writeValueInfo(m, tensor));
  }
}

function writeNode(message: MessageWriter, node: OnnxGraphNode): void {
  for (const input of node.inputs) message.string(schema.node.input, input);
  for (const output of node.outputs) message.string(schema.node.output, output);
  message.string(schema.node.name, node.name);
  message.string(schema.node.opType, node.op);
  for (const [name, value] of Object.entries(node.attributes ?? {})) {
    message.message(schema.node.attribute, (m) => writeAttribute(m, name, typedAttribute(value)));
  }
}

function writeAttribute(message: MessageWriter, name: string, { type, value }: TypedAttribute): void {
  message.string(schema.attribute.name, name);
  switch (type) {
    case 'float':
      message.float(schema.attribute.f, value);
      break;
    case 'int':
      message.integer(schema.attribute.i, value);
      break;
    case 'string':
      message.string(schema.attribute.s, value);
      break;
    case 'floats':
      for (const entry of value) message.float(schema.attribute.floats, entry);
      break;
    case 'ints':
      for (const entry of value) message.integer(schema.attribute.ints, entry);
  }
  message.integer(schema.attribute.type, schema.attributeType[type]);
}

function writeWeight(message: MessageWriter, weight: ProgramWeight, weights: WeightSource): void {
  writeTensorHead(message, weight, schema.elementType.float);
  message.stream(schema.tensor.rawData, {
    bytes: 4 * elementCount(weight.shape),
    chunks: function* () {
      for (const piece of weights(weight)) yield bytesOf(piece);
    },
  });
}

function writeConstant(message: MessageWriter, constant: OnnxConstant): void {
  const { values } = constant;
  const whole = !(values instanceof Float32Array);
  writeTensorHead(message, constant, whole ? schema.elementType.int64 : schema.elementType.float);
  const bytes = bytesOf(whole ? BigInt64Array.from(values) : values);
  message.stream(schema.tensor.rawData, { bytes: bytes.length, chunks: () => [bytes] });
}

/** The bytes of an array without a copy: `raw_data` is little-endian, as is every platform that runs Blockwright. */
const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array | BigInt64Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

function writeTensorHead(message: MessageWriter, { name, shape }: ProgramTensor, dataType: number): void {
  for (const size of shape) message.integer(schema.tensor.dims, size);
  message.integer(schema.tensor.dataType, dataType);
  message.string(schema.tensor.name, name);
}

function writeValueInfo(message: MessageWriter, { name, shape }: ProgramTensor): void {
  message.string(schema.valueInfo.name, name);
  message.message(schema.valueInfo.type, (type) => {
    type.message(schema.type.tensorType, (tensor) => {
      tensor.integer(schema.tensorType.elemType, schema.elementType.float);
      tensor.message(schema.tensorType.shape, (sizes) => {
        for (const size of shape) {
          sizes.message(schema.tensorShape.dim, (dim) => dim.integer(schema.dimension.dimValue, size));
        }
      });
    });
  });
}
