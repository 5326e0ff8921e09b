import { fromBinary } from '@bufbuild/protobuf';
import type { GraphProto, ModelProto, TensorShapeProto_Dimension, ValueInfoProto } from 'onnx-buf';
import { AttributeProto_AttributeType, ModelProtoSchema, TensorProto_DataType } from 'onnx-buf';
import { describe, expect, it } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue, featured } from '../catalogue.ts';
import type { Design } from '../document/design.ts';
import { encodeOnnx } from './onnx-bytes.ts';
import { toOnnxGraph, typedAttribute } from './onnx-graph.ts';
import type { Program } from './program.ts';
import { lower } from './program.ts';
import { fillWeight } from './weights.ts';

function lowered(design: Design): Program {
  const result = lower(analyze(design, catalogue));
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.value;
}

/** The file as an independent reader sees it: classes generated from the ONNX project's own schema. */
function decoded(program: Program): { model: ModelProto; graph: GraphProto } {
  const result = encodeOnnx(program, { version: '1.2.3', seed: 1 });
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  const bytes = Buffer.concat([...result.value.chunks]);
  expect(bytes.length).toBe(result.value.bytes);
  const model = fromBinary(ModelProtoSchema, bytes);
  return { model, graph: model.graph! };
}

const sizeOf = (dimension: TensorShapeProto_Dimension) =>
  dimension.value.case === 'dimValue' ? Number(dimension.value.value) : null;

function shapeOf({ name, type }: ValueInfoProto) {
  if (type?.value.case !== 'tensorType') return { name, shape: null };
  expect(type.value.value.elemType).toBe(TensorProto_DataType.FLOAT);
  return { name, shape: type.value.value.shape?.dim.map(sizeOf) };
}

const bytesOf = (array: Float32Array | BigInt64Array) =>
  Buffer.from(array.buffer, array.byteOffset, array.byteLength);

describe.each(featured)('the file of $name, read by an independent reader', ({ design }) => {
  const program = lowered(design);
  const expected = toOnnxGraph(program);
  const { model, graph } = decoded(program);

  it('names its versions, producer and title', () => {
    expect(model.irVersion).toBe(8n);
    expect(model.opsetImport.map(({ domain, version }) => [domain, version])).toEqual([['', 17n]]);
    expect([model.producerName, model.producerVersion]).toEqual(['blockwright', '1.2.3']);
    expect(graph.name).toBe(design.title);
  });

  it('has every node under its path, with inputs, outputs and attributes', () => {
    const nodes = graph.node.map(({ name, opType, domain, input, output }) => ({
      ...{ name, opType, domain, input, output },
    }));
    expect(nodes).toEqual(
      expected.nodes.map(({ name, op, inputs, outputs }) => ({
        ...{ name, opType: op, domain: '', input: inputs, output: outputs },
      })),
    );
    expect(new Set(nodes.map(({ name }) => name)).size).toBe(nodes.length);
    expect(nodes.map(({ name }) => name)).toEqual(program.operators.map(({ path }) => path));
    for (const [index, { attribute }] of graph.node.entries()) {
      const attributes = Object.entries(expected.nodes[index]!.attributes ?? {});
      expect(attribute.map(({ name }) => name)).toEqual(attributes.map(([name]) => name));
      for (const [at, [, value]] of attributes.entries()) {
        const { f, i, ints, type } = attribute[at]!;
        const typed = typedAttribute(value);
        if (typed.type === 'ints') expect(ints).toEqual(typed.value);
        else if (typed.type === 'int') expect(i).toBe(typed.value);
        else expect(f).toBe(Math.fround(Number(typed.value)));
        const name = typed.type.toUpperCase() as keyof typeof AttributeProto_AttributeType;
        expect(type).toBe(AttributeProto_AttributeType[name]);
      }
    }
  });

  it('has the weights as fresh values, bit for bit, and the constants', () => {
    const { weights, constants } = expected;
    expect(graph.initializer.length).toBe(weights.length + constants.length);
    for (const [index, { name, dims, dataType, rawData }] of graph.initializer.entries()) {
      const weight = weights[index];
      const constant = constants[index - weights.length];
      expect(name).toBe((weight ?? constant)!.name);
      expect(dims.map(Number)).toEqual((weight ?? constant)!.shape);
      expect(dataType).toBe(weight ? TensorProto_DataType.FLOAT : TensorProto_DataType.INT64);
      const array = weight ? fillWeight(weight, 1) : BigInt64Array.from(constant!.values as bigint[]);
      expect(bytesOf(array).equals(rawData)).toBe(true);
    }
  });

  it('counts exactly the parameters of the analysis', () => {
    const trainable = new Set(expected.weights.filter((weight) => weight.trainable).map(({ name }) => name));
    const count = graph.initializer
      .filter(({ name }) => trainable.has(name))
      .reduce((sum, { dims }) => sum + dims.reduce((product, size) => product * size, 1n), 0n);
    expect(count).toBe(analyze(design, catalogue).totals?.params);
  });

  it('gives the shape of every tensor', () => {
    expect(graph.input.map(shapeOf)).toEqual(expected.inputs);
    expect(graph.output.map(shapeOf)).toEqual(expected.outputs);
    const all = [...graph.valueInfo, ...graph.output].map(shapeOf).sort((a, b) => (a.name < b.name ? -1 : 1));
    const written = program.operators.flatMap(({ outputs }) => outputs);
    expect(all).toEqual([...written].sort((a, b) => (a.name < b.name ? -1 : 1)));
  });

  it('keeps the tree of scopes in its metadata', () => {
    expect(model.metadataProps.map(({ key }) => key)).toEqual(['blockwright.scopes']);
    expect(JSON.parse(model.metadataProps[0]!.value)).toEqual(program.scopes);
  });
});
