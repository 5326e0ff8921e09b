import { elementCount } from '../language/tensor.ts';
import type { OnnxConstant, OnnxGraph, OnnxGraphNode, TypedAttribute } from './onnx-graph.ts';
import { typedAttribute } from './onnx-graph.ts';
import * as schema from './onnx-schema.ts';
import type { ProgramTensor, ProgramWeight } from './program.ts';
import type { ProtobufWriter } from './protobuf.ts';
import type { WeightSource } from './weights.ts';

const irVersion = 8;
const opsetVersion = 17;

export interface ModelOptions {
  readonly version: string;
  readonly weights: WeightSource;
}

/** Writes a graph as a ModelProto: fields in the order of their numbers, weights as streams of raw data. */
export function encodeModel(
  file: ProtobufWriter,
  graph: OnnxGraph,
  { version, weights }: ModelOptions,
): void {
  file.integer(schema.model.irVersion, irVersion);
  file.string(schema.model.producerName, 'blockwright');
  file.string(schema.model.producerVersion, version);
  file.message(schema.model.graph, () => writeGraph(file, graph, weights));
  file.message(schema.model.opsetImport, () => file.integer(schema.operatorSet.version, opsetVersion));
  for (const [key, value] of Object.entries(graph.metadata)) {
    file.message(schema.model.metadataProps, () => {
      file.string(schema.stringEntry.key, key);
      file.string(schema.stringEntry.value, value);
    });
  }
}

function writeGraph(file: ProtobufWriter, graph: OnnxGraph, weights: WeightSource): void {
  for (const node of graph.nodes) file.message(schema.graph.node, () => writeNode(file, node));
  file.string(schema.graph.name, graph.name);
  for (const weight of graph.weights) {
    file.message(schema.graph.initializer, () => writeWeight(file, weight, weights));
  }
  for (const constant of graph.constants) {
    file.message(schema.graph.initializer, () => writeConstant(file, constant));
  }
  const infos = [
    [schema.graph.input, graph.inputs],
    [schema.graph.output, graph.outputs],
    [schema.graph.valueInfo, graph.intermediates],
  ] as const;
  for (const [field, tensors] of infos) {
    for (const tensor of tensors) file.message(field, () => writeValueInfo(file, tensor));
  }
}

function writeNode(file: ProtobufWriter, node: OnnxGraphNode): void {
  for (const input of node.inputs) file.string(schema.node.input, input);
  for (const output of node.outputs) file.string(schema.node.output, output);
  file.string(schema.node.name, node.name);
  file.string(schema.node.opType, node.op);
  for (const [name, value] of Object.entries(node.attributes ?? {})) {
    file.message(schema.node.attribute, () => writeAttribute(file, name, typedAttribute(value)));
  }
}

function writeAttribute(file: ProtobufWriter, name: string, { type, value }: TypedAttribute): void {
  file.string(schema.attribute.name, name);
  switch (type) {
    case 'float':
      file.float(schema.attribute.f, value);
      break;
    case 'int':
      file.integer(schema.attribute.i, value);
      break;
    case 'string':
      file.string(schema.attribute.s, value);
      break;
    case 'floats':
      for (const entry of value) file.float(schema.attribute.floats, entry);
      break;
    case 'ints':
      for (const entry of value) file.integer(schema.attribute.ints, entry);
  }
  file.integer(schema.attribute.type, schema.attributeType[type]);
}

function writeWeight(file: ProtobufWriter, weight: ProgramWeight, weights: WeightSource): void {
  writeTensorHead(file, weight, schema.elementType.float);
  file.stream(schema.tensor.rawData, {
    bytes: 4 * elementCount(weight.shape),
    chunks: function* () {
      for (const piece of weights(weight)) yield bytesOf(piece);
    },
  });
}

function writeConstant(file: ProtobufWriter, constant: OnnxConstant): void {
  const { values } = constant;
  const whole = !(values instanceof Float32Array);
  writeTensorHead(file, constant, whole ? schema.elementType.int64 : schema.elementType.float);
  const bytes = bytesOf(whole ? BigInt64Array.from(values) : values);
  file.stream(schema.tensor.rawData, { bytes: bytes.length, chunks: () => [bytes] });
}

/** The bytes of an array without a copy: `raw_data` is little-endian, as is every platform that runs Blockwright. */
const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array | BigInt64Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

function writeTensorHead(file: ProtobufWriter, { name, shape }: ProgramTensor, dataType: number): void {
  for (const size of shape) file.integer(schema.tensor.dims, size);
  file.integer(schema.tensor.dataType, dataType);
  file.string(schema.tensor.name, name);
}

function writeValueInfo(file: ProtobufWriter, { name, shape }: ProgramTensor): void {
  file.string(schema.valueInfo.name, name);
  file.message(schema.valueInfo.type, () => {
    file.message(schema.type.tensorType, () => {
      file.integer(schema.tensorType.elemType, schema.elementType.float);
      file.message(schema.tensorType.shape, () => {
        for (const size of shape) {
          file.message(schema.tensorShape.dim, () => file.integer(schema.dimension.dimValue, size));
        }
      });
    });
  });
}
