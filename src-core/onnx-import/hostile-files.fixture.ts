import type { OnnxFile, OnnxFileNode } from '../lower/onnx-read.ts';
import type { OnnxAttribute } from '../lower/onnx-read-attribute.ts';
import { elementType } from '../lower/onnx-schema.ts';
import { readers } from './readers.ts';

/** Attributes that some operator reads, so that every one meets values that it does not expect. */
const attributeNames = [
  ...['kernel_shape', 'strides', 'pads', 'dilations', 'group', 'auto_pad', 'ceil_mode', 'output_padding'],
  ...['axis', 'axes', 'perm', 'keepdims', 'epsilon', 'alpha', 'beta', 'transA', 'transB', 'output_shape'],
  ...['mode', 'blocksize', 'starts', 'ends', 'steps', 'split', 'num_outputs', 'equation', 'size', 'to'],
  ...['coordinate_transformation_mode', 'scales', 'sizes', 'value', 'allowzero', 'hidden_size', 'direction'],
];

const all = (value: OnnxAttribute): OnnxFileNode['attributes'] =>
  new Map(attributeNames.map((name) => [name, value]));

/** What may be wrong with the attributes of a node. */
const attributes: Readonly<Record<string, OnnxFileNode['attributes']>> = {
  'no attributes': new Map(),
  'attributes that are text': all('__proto__'),
  'attributes that are long text': all('x'.repeat(100_000)),
  'attributes of nothing': all([]),
  'attributes of zero': all([0, 0, 0, 0]),
  'attributes below zero': all([-1, -7, -1, -7]),
  'attributes without end': all([2 ** 53, 2 ** 53]),
  'attributes that are no number': all(Number.NaN),
  'attributes of ten thousand numbers': all(Array.from({ length: 10_000 }, (_, index) => index)),
  'attributes that are graphs': all({ graph: true }),
  'attributes of a call that is none': all({ attributeOf: 'x' }),
  'fractions for whole numbers': all([0.5, 1.5]),
};

/** What may be wrong with what a node reads; `x` is a map, `w…` are weights. */
const inputs: Readonly<Record<string, readonly string[]>> = {
  'nothing read': [],
  'a thousand tensors read': Array(1000).fill('x'),
  'left-out tensors alone': ['', '', '', ''],
  'weights of no size': ['x', 'w of no size', 'w of no size'],
  'weights of countless values': ['x', 'w of countless values', 'w of countless values'],
  'a weight in the place of the map': ['w', 'x', 'x'],
  'what nobody makes': ['x', 'nobody made it'],
  itself: ['y', 'y', 'y'],
  'lists with numbers without end': ['x', 'far numbers', 'far numbers', 'far numbers', 'far numbers'],
};

const tensor = (name: string, dims: readonly number[], numbers?: readonly number[]) => ({
  name,
  dims,
  elementType: numbers === undefined ? elementType.float : elementType.int64,
  data: numbers === undefined ? ('elsewhere' as const) : { numbers },
});

const around = (node: OnnxFileNode): OnnxFile => ({
  irVersion: 8,
  values: [],
  opsets: [{ domain: '', version: 17 }],
  producer: { name: 'x', version: '' },
  name: 'hostile',
  inputs: [{ name: 'x', shape: [1, 8, 6, 6] }],
  outputs: [{ name: 'y', shape: null }],
  initializers: [
    tensor('w', [8, 8, 3, 3]),
    tensor('b', [8]),
    tensor('w of no size', [0, 8, 3, 3]),
    tensor('w of countless values', [2 ** 31, 2 ** 31, 3, 3]),
    tensor('far numbers', [2], [2 ** 53, -(2 ** 53)]),
  ],
  nodes: [node],
  metadata: new Map(),
  functions: [],
});

/** Files of one node each, of every operator that is read, with everything wrong that an exporter or a foe may write. */
export function hostileFiles(): readonly (readonly [name: string, file: OnnxFile])[] {
  const plain = { name: '../../etc/__proto__', domain: '', outputs: ['y', 'y2', 'y3'] };
  return [...readers.keys()].flatMap((op) => [
    ...Object.entries(attributes).map(
      ([wrong, given]) =>
        [`${op}: ${wrong}`, around({ ...plain, op, inputs: ['x', 'w', 'b'], attributes: given })] as const,
    ),
    ...Object.entries(inputs).map(
      ([wrong, read]) =>
        [`${op}: ${wrong}`, around({ ...plain, op, inputs: read, attributes: new Map() })] as const,
    ),
  ]);
}
