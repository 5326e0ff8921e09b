import { sha256 } from '../document/sha256.ts';
import type { OnnxAttribute as WrittenAttribute } from '../language/onnx.ts';
import { readsOfNode } from '../language/onnx.ts';
import { elementCount } from '../language/tensor.ts';
import { attributesOf, heldOf } from './held-node.ts';
import type { OnnxGraph } from './onnx-graph.ts';
import { typedAttribute } from './onnx-graph.ts';
import type { OnnxFile } from './onnx-read.ts';
import { readsOfFileNode } from './onnx-read.ts';
import type { OnnxAttribute } from './onnx-read-attribute.ts';
import { hasGraph, readAttribute } from './onnx-read-attribute.ts';
import type { OnnxFileTensor } from './onnx-read-tensor.ts';
import { valuesOf } from './onnx-read-tensor.ts';
import * as schema from './onnx-schema.ts';
import { elementType } from './onnx-schema.ts';
import { readMessage } from './protobuf-reader.ts';
import { bytesOf, precisionOfType, storedBytes, storedTypes } from './real-types.ts';

/** Values of a tensor of more bytes than this stay in a file whose graph is read. */
export const mostOfTensor = 65_536;

interface Tensor {
  readonly name: string;
  readonly sizes: readonly (number | string | null)[];
}

interface Stored {
  readonly name: string;
  readonly dims: readonly number[];
  readonly type: number;
  /** Null of values that are no part of the graph: those of a weight, and those that are not read with it. */
  readonly values: readonly number[] | null;
}

/** The graph of a file, as it is written and as it is read. */
export interface PlainGraph {
  readonly opset: number;
  readonly inputs: readonly Tensor[];
  readonly outputs: readonly Tensor[];
  readonly nodes: readonly {
    readonly op: string;
    readonly domain: string;
    readonly inputs: readonly string[];
    readonly outputs: readonly string[];
    readonly attributes: readonly (readonly [name: string, value: unknown])[];
  }[];
  readonly stored: readonly Stored[];
}

const widths: ReadonlyMap<number, number> = new Map([
  [elementType.int64, 8],
  [elementType.float16, 2],
]);

/** The values of a tensor that is no weight; null where they are so many that they stay in the file. */
function readValues(tensor: OnnxFileTensor): readonly number[] | null {
  const bytes = elementCount(tensor.dims) * (widths.get(tensor.elementType) ?? 4);
  return bytes > mostOfTensor ? null : valuesOf(tensor);
}

/** The graph that is written. */
export function writtenGraph(graph: OnnxGraph, opset: number): PlainGraph {
  const plain = ({ name, shape, free }: OnnxGraph['inputs'][number]): Tensor => ({
    name,
    sizes: shape.map((size, axis) => (free?.[axis] ? free[axis].name : size)),
  });
  return {
    opset,
    inputs: graph.inputs.map(plain),
    outputs: graph.outputs.map(plain),
    nodes: graph.nodes.map((node) => {
      const { op, outputs, attributes = {}, held } = node;
      return {
        op,
        domain: held?.domain ?? '',
        inputs: readsOfNode(node),
        outputs,
        attributes:
          held === undefined
            ? Object.entries(attributes).map(([name, value]) => [name, writtenText(value)])
            : heldTexts(attributesOf(held)),
      };
    }),
    stored: [
      ...graph.weights.map(({ name, shape, precision }) => ({
        name,
        dims: shape,
        type: storedTypes[precision],
        values: null,
      })),
      ...graph.constants.map(({ name, shape, values, precision }) => {
        const isReal = values instanceof Float32Array;
        const raw = isReal ? storedBytes(values, precision) : bytesOf(BigInt64Array.from(values));
        const type = isReal ? storedTypes[precision] : elementType.int64;
        const held = { name, dims: shape, elementType: type, data: { raw } };
        return { name, dims: shape, type, values: readValues(held) };
      }),
    ],
  };
}

/** The graph of a file; `constants` names its stored real numbers that are no weights. */
export function readGraph(file: OnnxFile, constants: ReadonlySet<string>): PlainGraph {
  const plain = ({ name, shape }: OnnxFile['inputs'][number]): Tensor => ({ name, sizes: shape ?? [] });
  return {
    opset: file.opsets.find(({ domain }) => domain === '')?.version ?? 0,
    inputs: file.inputs.map(plain),
    outputs: file.outputs.map(plain),
    nodes: file.nodes.map((node) => {
      const { bytes, outer: _, ...told } = node;
      return {
        ...told,
        inputs: readsOfFileNode(node),
        attributes:
          bytes !== undefined && hasGraph(node.attributes)
            ? heldTexts(heldOf(bytes) ?? bytes)
            : attributeTexts(node.attributes),
      };
    }),
    stored: file.initializers.map((tensor) => ({
      name: tensor.name,
      dims: tensor.dims,
      type: tensor.elementType,
      values: isWhole(tensor) || constants.has(tensor.name) ? readValues(tensor) : null,
    })),
  };
}

/** An attribute as it is read back. */
function writtenText(attribute: WrittenAttribute): unknown {
  const typed = typedAttribute(attribute);
  if (typed.type !== 'tensor') return typed.value;
  const { dims, values, type } = typed.value;
  const data = { raw: storedBytes(values, precisionOfType(type)) };
  return attributeText({ name: '', dims, elementType: type, data });
}

const attributeText = (value: OnnxAttribute): unknown =>
  typeof value === 'object' && 'dims' in value ? [value.dims, value.elementType, valuesOf(value)] : value;

type Attributes = ReadonlyMap<string, OnnxAttribute>;
type Texts = PlainGraph['nodes'][number]['attributes'];

const attributeTexts = (attributes: Attributes): Texts =>
  [...attributes].map(([name, value]) => [name, attributeText(value)]);

/** Attributes as they are written in a file; where graphs are among them, told by their bytes. */
function heldTexts(bytes: Uint8Array): Texts {
  const attributes = new Map<string, OnnxAttribute>();
  readMessage(bytes, { [schema.node.attribute]: (v) => attributes.set(...readAttribute(v.bytes())) });
  return hasGraph(attributes) ? [['graphs', sha256(bytes)]] : attributeTexts(attributes);
}

const isWhole = ({ elementType: type }: OnnxFileTensor): boolean => type === elementType.int64;

/** Numbers as single precision has them, as that is how a file keeps real ones. */
const asWritten = (_: string, value: unknown): unknown => {
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'number' && !Number.isInteger(value) ? String(Math.fround(value)) : value;
};

/**
 * Structure, attributes and shapes of a graph as a text in which tensors are numbered as they come: equal where two files
 * compute the same in the same order, whatever names they give and whatever their weights hold.
 */
export function graphText({ opset, inputs, outputs, nodes, stored }: PlainGraph): string {
  const numbers = new Map<string, number>();
  const kept = new Map(stored.map((tensor) => [tensor.name, tensor]));
  const lines: unknown[] = [['opset', opset]];
  const made = (name: string): number => {
    numbers.set(name, numbers.size);
    return numbers.size - 1;
  };
  const read = (name: string): number | null => {
    if (name === '') return null;
    const known = numbers.get(name);
    if (known !== undefined) return known;
    const { dims, type, values } = kept.get(name) ?? {};
    const number = made(name);
    lines.push(['stored', number, dims, type, values]);
    return number;
  };
  for (const { name, sizes } of inputs) if (!kept.has(name)) lines.push(['input', made(name), sizes]);
  for (const { op, domain, inputs: from, outputs: to, attributes } of nodes) {
    const sorted = attributes.toSorted(([a], [b]) => (a < b ? -1 : 1));
    lines.push([domain, op, from.map(read), to.map(made), sorted]);
  }
  for (const { name, sizes } of outputs) lines.push(['output', read(name), sizes]);
  return lines.map((line) => JSON.stringify(line, asWritten)).join('\n');
}
