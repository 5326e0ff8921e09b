import type { OnnxAttribute } from '../language/onnx.ts';
import { toOnnxGraph, typedAttribute } from '../lower/onnx-graph.ts';
import type { OnnxFile } from '../lower/onnx-read.ts';
import type { OnnxAttribute as ReadAttribute } from '../lower/onnx-read-attribute.ts';
import { elementType } from '../lower/onnx-schema.ts';
import type { Program } from '../lower/program.ts';

/** An attribute as it is read: whole numbers are plain ones. */
function asRead(attribute: OnnxAttribute): ReadAttribute {
  const { type, value } = typedAttribute(attribute);
  switch (type) {
    case 'tensor':
      return {
        name: '',
        dims: value.dims,
        elementType: value.type,
        data: { numbers: [...value.values] },
      };
    case 'int':
      return Number(value);
    case 'ints':
      return value.map(Number);
    default:
      return value;
  }
}

/** What is read of the file that a program is exported as, with the values of its weights in another file. */
export function fileOf(program: Program): OnnxFile {
  const graph = toOnnxGraph(program);
  const nodes = graph.nodes.map(({ name, op, inputs, outputs, attributes = {} }) => ({
    name,
    op,
    domain: '',
    inputs,
    outputs,
    attributes: new Map(Object.entries(attributes).map(([key, value]) => [key, asRead(value)])),
  }));
  return {
    irVersion: 8,
    values: [],
    opsets: [{ domain: '', version: 17 }],
    producer: { name: 'blockwright', version: '' },
    name: graph.name,
    nodes,
    initializers: [
      ...graph.weights.map(({ name, shape }) => ({
        name,
        dims: shape,
        elementType: elementType.float,
        data: 'elsewhere' as const,
      })),
      ...graph.constants.map(({ name, shape, values }) => ({
        name,
        dims: shape,
        elementType: values instanceof Float32Array ? elementType.float : elementType.int64,
        data: { numbers: [...values].map(Number) },
      })),
    ],
    inputs: graph.inputs,
    outputs: graph.outputs,
    metadata: new Map(Object.entries(graph.metadata)),
    functions: [],
  };
}

/** The same file with numbers in the place of all names, and nothing said beside its graph. */
export function withoutNames(file: OnnxFile): OnnxFile {
  const numbers = new Map<string, string>();
  const numbered = (name: string): string => {
    if (name === '') return '';
    const known = numbers.get(name) ?? `t${numbers.size}`;
    numbers.set(name, known);
    return known;
  };
  const plain = <T extends { readonly name: string }>(one: T): T => ({ ...one, name: numbered(one.name) });
  return {
    ...file,
    name: '',
    metadata: new Map(),
    inputs: file.inputs.map(plain),
    outputs: file.outputs.map(plain),
    initializers: file.initializers.map(plain),
    nodes: file.nodes.map((node, at) => ({
      ...node,
      name: `n${at}`,
      scopes: undefined,
      inputs: node.inputs.map(numbered),
      outputs: node.outputs.map(numbered),
    })),
  };
}
