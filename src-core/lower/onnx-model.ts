import type { FreeSize, RealTensor } from '../language/onnx.ts';
import { elementCount } from '../language/tensor.ts';
import { attributesOf } from './held-node.ts';
import type { OnnxGraph, TypedAttribute } from './onnx-graph.ts';
import { typedAttribute } from './onnx-graph.ts';
import type { OnnxConstant, OnnxGraphNode, OnnxWeight } from './onnx-lowering.ts';
import type { RealPrecision } from './onnx-options.ts';
import { irVersionOf } from './onnx-options.ts';
import * as schema from './onnx-schema.ts';
import type { ProgramTensor } from './program.ts';
import type { ProtobufWriter } from './protobuf.ts';
import {
  bytesOf,
  bytesPerValue,
  precisionOfType,
  realTypes,
  storedBytes,
  storedTypes,
} from './real-types.ts';
import type { WeightSource } from './weights.ts';

export interface ModelOptions {
  readonly version: string;
  readonly weights: WeightSource;
  readonly opset: number;
}

/** Writes a graph as a ModelProto: fields in the order of their numbers, weights as streams of raw data. */
export function encodeModel(
  file: ProtobufWriter,
  graph: OnnxGraph,
  { version, weights, opset }: ModelOptions,
): void {
  file.integer(schema.model.irVersion, irVersionOf(opset));
  file.string(schema.model.producerName, 'blockwright');
  file.string(schema.model.producerVersion, version);
  file.message(schema.model.graph, () => writeGraph(file, graph, weights));
  file.message(schema.model.opsetImport, () => file.integer(schema.operatorSet.version, opset));
  for (const [domain, domainVersion] of graph.domains) {
    file.message(schema.model.opsetImport, () => {
      file.string(schema.operatorSet.domain, domain);
      file.integer(schema.operatorSet.version, domainVersion);
    });
  }
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
    for (const tensor of tensors) {
      const precision = 'precision' in tensor ? tensor.precision : 'fp32';
      file.message(field, () => writeValueInfo(file, tensor, precision));
    }
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
  if (node.held === undefined) return;
  file.written(attributesOf(node.held));
  if (node.held.domain !== '') file.string(schema.node.domain, node.held.domain);
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
    case 'tensor':
      file.message(schema.attribute.t, () => writeTensorValue(file, value));
      break;
    case 'floats':
      for (const entry of value) file.float(schema.attribute.floats, entry);
      break;
    case 'ints':
      for (const entry of value) file.integer(schema.attribute.ints, entry);
  }
  file.integer(schema.attribute.type, schema.attributeType[type]);
}

function writeWeight(file: ProtobufWriter, weight: OnnxWeight, weights: WeightSource): void {
  writeTensorHead(file, weight, storedTypes[weight.precision]);
  file.stream(schema.tensor.rawData, {
    bytes: bytesPerValue[weight.precision] * elementCount(weight.shape),
    chunks: function* () {
      for (const piece of weights(weight)) yield storedBytes(piece, weight.precision);
    },
  });
}

function writeConstant(file: ProtobufWriter, constant: OnnxConstant): void {
  const { values, precision } = constant;
  const whole = !(values instanceof Float32Array);
  writeTensorHead(file, constant, whole ? schema.elementType.int64 : storedTypes[precision]);
  const bytes = whole ? bytesOf(BigInt64Array.from(values)) : storedBytes(values, precision);
  file.stream(schema.tensor.rawData, { bytes: bytes.length, chunks: () => [bytes] });
}

function writeTensorValue(file: ProtobufWriter, { dims, values, type }: RealTensor): void {
  for (const size of dims) file.integer(schema.tensor.dims, size);
  file.integer(schema.tensor.dataType, type);
  const bytes = storedBytes(values, precisionOfType(type));
  file.stream(schema.tensor.rawData, { bytes: bytes.length, chunks: () => [bytes] });
}

function writeTensorHead(file: ProtobufWriter, { name, shape }: ProgramTensor, dataType: number): void {
  for (const size of shape) file.integer(schema.tensor.dims, size);
  file.integer(schema.tensor.dataType, dataType);
  file.string(schema.tensor.name, name);
}

function writeValueInfo(
  file: ProtobufWriter,
  { name, shape, free, type }: ProgramTensor,
  precision: RealPrecision,
): void {
  file.string(schema.valueInfo.name, name);
  file.message(schema.valueInfo.type, () => {
    file.message(schema.type.tensorType, () => {
      file.integer(schema.tensorType.elemType, type ?? realTypes[precision]);
      file.message(schema.tensorType.shape, () => {
        for (const [axis, size] of shape.entries()) {
          file.message(schema.tensorShape.dim, () => writeSize(file, size, free?.[axis] ?? null));
        }
      });
    });
  });
}

/** A free size is written under the name of the input's dimension that it equals; one that equals none is left open. */
function writeSize(file: ProtobufWriter, size: number, free: FreeSize | null): void {
  if (free === null) file.integer(schema.dimension.dimValue, size);
  else if (free.name !== null) file.string(schema.dimension.dimParam, free.name);
}
