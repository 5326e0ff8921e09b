import { expect, test } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue, networkOf } from '../catalogue.ts';
import { describe } from '../errors.ts';
import type { OnnxFile, OnnxFileNode } from '../lower/onnx-read.ts';
import { elementType } from '../lower/onnx-schema.ts';
import { lower } from '../lower/program.ts';
import { structureOf } from '../lower/structures/of-program.fixture.ts';
import { canonical } from '../lower/structures/structure.fixture.ts';
import { designOfFile } from './import-onnx.ts';
import { fileOf } from './without-weights.fixture.ts';

function programOf(design: Parameters<typeof analyze>[0]) {
  const program = lower(analyze(design, catalogue));
  if (!program.ok) throw new Error(program.issues.map(describe).join('\n'));
  return program.value;
}

function importedFrom(file: OnnxFile) {
  const read = designOfFile(file, 'quantised');
  if (!read.ok) throw new Error(read.issues.map(describe).join('\n'));
  return read.value;
}

const structureOfFile = (file: OnnxFile) => canonical(structureOf(programOf(importedFrom(file).design)));

const [scale, zero] = ['the scale', 'the zero point'];

/** The quantised form of a float operator: domain, name, and its inputs among scales and zero points. */
const forms: Readonly<Record<string, (node: OnnxFileNode) => Partial<OnnxFileNode>>> = {
  Conv: ({ inputs: [x = '', w = '', bias] }) => ({
    op: 'QLinearConv',
    inputs: [x, scale, zero, w, scale, zero, scale, zero, ...(bias === undefined ? [] : [bias])],
  }),
  Gemm: ({ inputs: [x = '', w = '', bias = ''] }) => ({
    op: 'QGemm',
    domain: 'com.microsoft',
    inputs: [x, scale, zero, w, scale, zero, bias, scale, zero],
  }),
  Add: ({ inputs: [a = '', b = ''] }) => ({
    op: 'QLinearAdd',
    domain: 'com.microsoft',
    inputs: [a, scale, zero, b, scale, zero, scale, zero],
  }),
  Concat: ({ inputs }) => ({
    op: 'QLinearConcat',
    domain: 'com.microsoft',
    inputs: [scale, zero, ...inputs.flatMap((name) => [name, scale, zero])],
  }),
  GlobalAveragePool: ({ inputs: [x = ''] }) => ({
    op: 'QLinearGlobalAveragePool',
    domain: 'com.microsoft',
    inputs: [x, scale, zero, scale, zero],
  }),
};

const quantisers = [
  { name: scale, dims: [], elementType: elementType.float, data: { numbers: [0.05] } },
  { name: zero, dims: [], elementType: elementType.int8, data: { numbers: [3] } },
];

test.each(['resnet-18', 'squeezenet-1.1', 'hs-resnet-18-public'])('%s in quantised operators', (name) => {
  const file = fileOf(programOf(networkOf(name)!.design));
  const nodes = file.nodes.map((node) => ({ ...node, ...forms[node.op]?.(node) }));
  const written = nodes.filter(({ op }) => op.startsWith('Q')).length;
  expect(written).toBeGreaterThan(20);
  const integer = { ...file, nodes, initializers: [...file.initializers, ...quantisers] };
  expect(structureOfFile(integer)).toEqual(structureOfFile(file));
  expect(importedFrom(integer).notes.map(({ code, data }) => [code, data])).toEqual([
    ['onnx/quantized', { count: written }],
  ]);
});

test('tensors that are quantised and made floats again between float operators are the same network', () => {
  const file = fileOf(programOf(networkOf('resnet-18')!.design));
  const nodes = file.nodes.flatMap((node): OnnxFileNode[] => {
    if (node.op !== 'Conv') return [node];
    const [x = '', w = '', ...rest] = node.inputs;
    const step = (op: string, from: string, to: string) => ({
      name: `${op} ${to} ${node.name}`,
      op,
      domain: '',
      inputs: [from, scale, zero],
      outputs: [`${to} ${node.name}`],
      attributes: new Map(),
    });
    return [
      step('QuantizeLinear', x, 'q'),
      step('DequantizeLinear', `q ${node.name}`, 'x'),
      step('DequantizeLinear', w, 'w'),
      { ...node, inputs: [`x ${node.name}`, `w ${node.name}`, ...rest] },
    ];
  });
  const weights = file.initializers.map((tensor) => ({ ...tensor, elementType: elementType.int8 }));
  const integer = { ...file, nodes, initializers: [...weights, ...quantisers] };
  expect(structureOfFile(integer)).toEqual(structureOfFile(file));
});

test('a fused activation and a fused norm are their parts', () => {
  const tensor = (name: string, dims: readonly number[]) => ({
    name,
    dims,
    elementType: elementType.float,
    data: 'elsewhere' as const,
  });
  const file: OnnxFile = {
    irVersion: 8,
    opsets: [{ domain: '', version: 17 }],
    producer: { name: 'x', version: '' },
    name: 'fused',
    values: [],
    inputs: [{ name: 'x', shape: [1, 3, 8, 8] }],
    outputs: [{ name: 'y', shape: null }],
    initializers: [tensor('w', [8, 3, 3, 3]), tensor('g', [8]), tensor('b', [8])],
    nodes: [
      {
        name: 'conv',
        op: 'FusedConv',
        domain: 'com.microsoft',
        inputs: ['x', 'w'],
        outputs: ['c'],
        attributes: new Map<string, string | number[]>([
          ['activation', 'LeakyRelu'],
          ['activation_params', [0.2]],
        ]),
      },
      {
        name: 'norm',
        op: 'SkipLayerNormalization',
        domain: 'com.microsoft',
        inputs: ['t', 't', 'g', 'b'],
        outputs: ['y'],
        attributes: new Map([['epsilon', 1e-6]]),
      },
      {
        name: 'last',
        op: 'Transpose',
        domain: '',
        inputs: ['c'],
        outputs: ['t'],
        attributes: new Map([['perm', [0, 2, 3, 1]]]),
      },
    ],
    metadata: new Map(),
    functions: [],
  };
  const { design } = importedFrom(file);
  expect(design.nodes.map(({ definition, fields }) => [definition, fields])).toEqual([
    ['input', expect.anything()],
    ['conv2d', expect.objectContaining({ outChannels: 8, kernel: 3 })],
    ['leaky-relu', { slope: 20 }],
    ['permute', expect.anything()],
    ['add', {}],
    ['layer-norm', expect.anything()],
    ['output', {}],
  ]);
});
