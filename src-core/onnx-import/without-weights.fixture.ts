import { toOnnxGraph, typedAttribute } from '../lower/onnx-graph.ts';
import type { OnnxFile } from '../lower/onnx-read.ts';
import { elementType } from '../lower/onnx-schema.ts';
import type { Program } from '../lower/program.ts';

/** What is read of the file that a program is exported as, with the values of its weights in another file. */
export function fileOf(program: Program): OnnxFile {
  const graph = toOnnxGraph(program);
  const nodes = graph.nodes.map(({ name, op, inputs, outputs, attributes = {} }) => ({
    name,
    op,
    domain: '',
    inputs,
    outputs,
    attributes: new Map(
      Object.entries(attributes).map(([key, value]) => {
        const typed = typedAttribute(value).value;
        return [
          key,
          Array.isArray(typed) ? typed.map(Number) : typeof typed === 'bigint' ? Number(typed) : typed,
        ];
      }),
    ) as OnnxFile['nodes'][number]['attributes'],
  }));
  return {
    irVersion: 8,
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
    metadata: new Map(),
    functions: [],
  };
}
