import { fromBinary } from '@bufbuild/protobuf';
import { AttributeProto_AttributeType, ModelProtoSchema } from 'onnx-buf';
import { describe, expect, it } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue, networkOf } from '../catalogue.ts';
import type { Design } from '../document/design.ts';
import { emptyDesign } from '../document/design.ts';
import type { Catalogue } from '../language/definition.ts';
import { defineOperator, onePort } from '../language/definition.ts';
import { elementCount } from '../language/tensor.ts';
import { encodeOnnx, fileLimit } from './onnx-bytes.ts';
import { toOnnxGraph } from './onnx-graph.ts';
import type { Program } from './program.ts';
import { lower } from './program.ts';

function lowered(design: Design, known: Catalogue = catalogue): Program {
  const result = lower(analyze(design, known));
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.value;
}

function encoded(program: Program, seed = 1): Buffer {
  const result = encodeOnnx(program, { version: '1.2.3', seed });
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  const bytes = Buffer.concat([...result.value.chunks]);
  expect(bytes.length).toBe(result.value.bytes);
  return bytes;
}

const at = { x: 0, y: 0 };
/** One item between an Input and an Output. */
function around(definition: string, fields: Design['nodes'][number]['fields'] = {}): Design {
  return {
    ...emptyDesign('Größe 20w × 5s 🧱'),
    nodes: [
      { id: 'x', definition: 'input', fields: { channels: 2, height: 4, width: 4 }, position: at },
      { id: 'item', definition, fields, position: at },
      { id: 'y', definition: 'output', fields: {}, position: at },
    ],
    edges: [
      { id: 'a', from: { node: 'x', port: 'out' }, to: { node: 'item', port: 'in' } },
      { id: 'b', from: { node: 'item', port: 'out' }, to: { node: 'y', port: 'in' } },
    ],
  };
}

/** Lowers to two nodes, with a constant and an attribute of every kind. */
const several = defineOperator({
  ...{
    id: 'several',
    title: 'Several',
    summary: 'Takes two nodes.',
    family: 'act',
    operation: 'none',
    fields: {},
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  shape: (_, [x]) => [x!],
  macs: () => 0n,
  torch: () => null,
  evaluate: (_, [x]) => [x!],
  onnx: (_, io) => [
    { op: 'Erf', suffix: 'erf', inputs: [io.inputs[0]!.name], outputs: [io.inner('erf')] },
    {
      op: 'Mul',
      suffix: 'mul',
      inputs: [io.inner('erf'), io.constant('half', Float32Array.of(0.5), [])],
      outputs: [io.outputs[0]!.name],
      attributes: {
        ...{ text: 'µ', whole: -3, long: -(2n ** 63n), real: { float: 0.1 } },
        ...{ wholes: [0n, 127n, 128n, -1n], reals: [0.5, -2] },
      },
    },
  ],
  examples: [],
});
const extended: Catalogue = {
  ...catalogue,
  definitionOf: (id) => (id === several.id ? several : catalogue.definitionOf(id)),
};

describe('an operator of several nodes', () => {
  // Classes generated from the ONNX project's own schema read it.
  const graph = fromBinary(ModelProtoSchema, encoded(lowered(around('several'), extended))).graph!;

  it('gives each its fixed suffix, and tensors between them names of their own', () => {
    expect(graph.node.map(({ name, input, output }) => [name, input, output])).toEqual([
      ['item#erf', ['x'], ['item#erf']],
      ['item#mul', ['item#erf', 'item.half'], ['y']],
    ]);
    const { nodes } = toOnnxGraph(lowered(around('several'), extended));
    expect(nodes.map(({ path }) => path)).toEqual(['item', 'item']);
    expect(graph.initializer[0]).toMatchObject({ name: 'item.half', dims: [], dataType: 1 });
    expect([...graph.initializer[0]!.rawData]).toEqual([0, 0, 0, 0x3f]);
  });

  it('writes attributes of every kind', () => {
    const found = Object.fromEntries(
      graph.node[1]!.attribute.map((attribute) => [attribute.name, attribute]),
    );
    expect(Buffer.from(found.text!.s).toString()).toBe('µ');
    expect([found.whole!.i, found.long!.i]).toEqual([-3n, -(2n ** 63n)]);
    expect(found.real!.f).toBe(Math.fround(0.1));
    expect(found.wholes!.ints).toEqual([0n, 127n, 128n, -1n]);
    expect(found.reals!.floats).toEqual([0.5, -2]);
    expect(Object.values(found).map(({ type }) => AttributeProto_AttributeType[type])).toEqual([
      ...['STRING', 'INT', 'INT', 'FLOAT', 'INTS', 'FLOATS'],
    ]);
  });

  it('keeps a title of any alphabet', () => {
    expect(graph.name).toBe('Größe 20w × 5s 🧱');
  });
});

it('the same seed gives the same bytes, another one others', () => {
  const program = lowered(around('hs-block', { s: 2, w: 1 }));
  expect(encoded(program, 5).equals(encoded(program, 5))).toBe(true);
  expect(encoded(program, 5).equals(encoded(program, 6))).toBe(false);
  const twice = encodeOnnx(program, { version: '1', seed: 5 });
  expect(twice.ok && Buffer.concat([...twice.value.chunks])).toEqual(
    twice.ok && Buffer.concat([...twice.value.chunks]),
  );
});

describe('a file over 1.9 GB', () => {
  it('is refused before a single weight is made', () => {
    const wide = around('conv2d', { outChannels: 1_048_576, kernel: 17 });
    let made = 0;
    const result = encodeOnnx(lowered(wide), {
      ...{ version: '1', seed: 0 },
      weights: ({ shape }) => {
        made += 1;
        return [new Float32Array(elementCount(shape))];
      },
    });
    expect(!result.ok && result.issues).toMatchObject([
      { code: 'compile/too-large', data: { bytes: 4 * 1_048_576 * 2 * 17 * 17, limit: fileLimit } },
    ]);
    expect(made).toBe(0);
  });

  it('is measured without being made: one just below has its size before its first chunk', () => {
    const program = lowered(around('conv2d', { outChannels: 1_048_576, kernel: 15 }));
    const result = encodeOnnx(program, { version: '1', seed: 0 });
    expect(result.ok && result.value.bytes).toBeGreaterThan(4 * 1_048_576 * 2 * 15 * 15);
  });
});

it('chunks are few, and none is large', () => {
  const result = encodeOnnx(lowered(networkOf('resnet-50')!.design), { version: '1', seed: 0 });
  if (!result.ok) throw new Error('refused');
  const lengths = Array.from(result.value.chunks, (chunk) => chunk.length);
  expect(Math.max(...lengths)).toBeLessThanOrEqual(2 ** 18);
  expect(lengths.length).toBeLessThan(550);
});

it('a source of weights that gives too few values is a fault of the program, not a broken file', () => {
  const result = encodeOnnx(lowered(around('conv2d')), {
    ...{ version: '1', seed: 0 },
    weights: () => [new Float32Array(3)],
  });
  expect(() => result.ok && [...result.value.chunks]).toThrow('a stream of');
});
