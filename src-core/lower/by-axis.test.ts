import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { receptiveFields } from '../analysis/receptive-field/receptive-field.ts';
import { receptiveFieldText } from '../analysis/receptive-field/words.ts';
import { catalogue } from '../catalogue.ts';
import type { Design, FieldValue } from '../document/design.ts';
import { emptyDesign } from '../document/design.ts';
import { parseDesign } from '../document/parse.ts';
import { serializeDesign } from '../document/serialize.ts';
import { conformance } from './conformance.fixture.ts';
import { interpret } from './interpreter.ts';
import { onnxruntime } from './onnxruntime.fixture.ts';
import { lower } from './program.ts';

type Fields = Readonly<Record<string, FieldValue>>;

/** An Input, one item and an Output. */
function designOf(
  definition: string,
  fields: Fields,
  [batch, channels, height, width]: readonly number[],
): Design {
  const position = { x: 0, y: 0 };
  const input = { batch: batch!, channels: channels!, height: height!, width: width! };
  return {
    ...emptyDesign('by axis'),
    nodes: [
      { id: 'x', definition: 'input', fields: input, position },
      { id: 'item', definition, fields, position },
      { id: 'y', definition: 'output', fields: {}, position },
    ],
    edges: [
      { id: 'e1', from: { node: 'x', port: 'out' }, to: { node: 'item', port: 'in' } },
      { id: 'e2', from: { node: 'item', port: 'out' }, to: { node: 'y', port: 'in' } },
    ],
  };
}

function programOf(design: Design) {
  const program = lower(analyze(design, catalogue));
  if (!program.ok) throw new Error(JSON.stringify(program.issues));
  return program.value;
}

/** Small whole numbers, so that sums of products are exact. */
const numbers = (count: number, seed: number): Float32Array =>
  Float32Array.from({ length: count }, (_, i) => ((i * 7 + seed * 13) % 11) - 5);

/** The shape of what the item gives on these numbers, and a sum of it in which every place weighs otherwise than its neighbours. */
function computed(design: Design): { shape: readonly number[]; sum: number } {
  const program = programOf(design);
  const [input] = program.inputs;
  const x = {
    shape: input!.shape,
    data: numbers(
      input!.shape.reduce((a, b) => a * b),
      1,
    ),
  };
  const weights = ({ shape }: { readonly shape: readonly number[] }) =>
    numbers(
      shape.reduce((a, b) => a * b),
      2,
    );
  const y = interpret(program, weights, { [input!.name]: x })[program.outputs[0]!.name]!;
  return { shape: y.shape, sum: y.data.reduce((sum, value, i) => sum + value * ((i % 13) + 1), 0) };
}

const none = { padding: 'none' };
const custom = { padding: 'custom' };
/** What torch 1.13 gives on the same numbers; where its padding is even alone, the map was padded or cut around it. */
const torch: readonly [string, string, Fields, number[], number[], number][] = [
  [
    'stride',
    'conv2d',
    { outChannels: 6, ...none, stride: 2, strideWidth: 3 },
    [1, 3, 32, 32],
    [1, 6, 15, 10],
    -2996,
  ],
  [
    'stride as a list',
    'conv2d',
    { outChannels: 6, ...none, stride: [2, 3] },
    [1, 3, 32, 32],
    [1, 6, 15, 10],
    -2996,
  ],
  [
    'dilation',
    'conv2d',
    { outChannels: 4, ...custom, dilationWidth: 2, pad: 1, padWidth: 2 },
    [1, 2, 7, 9],
    [1, 4, 7, 9],
    -482,
  ],
  [
    'dilation and pads as lists',
    'conv2d',
    { outChannels: 4, ...custom, dilation: [1, 2], pad: [1, 2] },
    [1, 2, 7, 9],
    [1, 4, 7, 9],
    -482,
  ],
  [
    'four sides',
    'conv2d',
    { outChannels: 4, groups: 2, kernel: [3, 2], stride: [2, 1], ...custom, pad: [0, 1, 2, 3] },
    [2, 4, 8, 7],
    [2, 4, 4, 10],
    576,
  ],
  [
    'output padding',
    'transposed-conv2d',
    { outChannels: 4, kernel: [3, 4], stride: [2, 3], dilation: [2, 1], pad: [1, 0], outputPadding: [1, 2] },
    [1, 2, 4, 5],
    [1, 4, 10, 18],
    77,
  ],
  [
    'four sides cut',
    'transposed-conv2d',
    {
      outChannels: 4,
      kernel: 4,
      kernelWidth: 3,
      stride: 3,
      strideWidth: 1,
      dilation: 1,
      dilationWidth: 2,
      pad: 1,
      padWidth: 2,
      padBottom: 0,
      padRight: 3,
      outputPadding: 2,
      outputPaddingWidth: 0,
    },
    [1, 3, 4, 6],
    [1, 4, 14, 5],
    -1267,
  ],
  [
    'factors',
    'resize',
    { mode: 'bilinear', factor: [2, 3], divisor: [1, 2] },
    [1, 2, 5, 7],
    [1, 2, 10, 10],
    -182.875,
  ],
  [
    'the third pool of CRNN',
    'max-pool',
    { kernel: 2, stride: 2, strideWidth: 1, ...custom, padWidth: 1 },
    [1, 3, 32, 32],
    [1, 3, 16, 33],
    39618,
  ],
  [
    'ceil mode',
    'max-pool',
    { kernel: [3, 2], stride: [2, 3], ...custom, pad: [1, 0], ceil: true },
    [1, 2, 9, 8],
    [1, 2, 5, 3],
    696,
  ],
  [
    'averages',
    'avg-pool',
    { kernel: [3, 2], stride: [2, 1], ...custom, pad: [1, 0] },
    [1, 2, 9, 8],
    [1, 2, 5, 7],
    -53.5,
  ],
  [
    'averages of what is there',
    'avg-pool',
    { kernel: [3, 2], stride: [2, 3], ...custom, pad: 1, ceil: true, countPadding: false },
    [1, 2, 9, 8],
    [1, 2, 5, 3],
    96.583,
  ],
];

test.each(torch)('%s of %s is what torch makes it', (_, definition, fields, input, shape, sum) => {
  const made = computed(designOf(definition, fields, input));
  expect(made.shape).toEqual(shape);
  expect(made.sum).toBeCloseTo(sum, 2);
});

/** As `computed`, of fields that are two ways of saying the same. */
const alike: readonly [string, Fields, Fields][] = [
  ['conv2d', { kernel: 5, kernelWidth: 0, strideWidth: 0, stride: 2 }, { kernel: 5, stride: 2 }],
  ['conv2d', { ...custom, pad: 1 }, { ...custom, pad: [1, 1, 1, 1] }],
  ['resize', { factor: [3, 3], divisorWidth: 0 }, { factor: 3 }],
  ['conv-unit', { kernel: [3, 5], stride: [1, 2] }, { kernel: 3, kernelWidth: 5, stride: 1, strideWidth: 2 }],
  [
    'max-pool',
    { kernel: { expression: '2' }, stride: [{ expression: 'kernel' }, 1], padding: 'same' },
    { kernel: 2, strideWidth: 1, padding: 'same' },
  ],
];
test.each(alike)('%s with %j is that with %j', (definition, one, other) => {
  const input = [1, 2, 9, 8];
  expect(computed(designOf(definition, one, input))).toEqual(computed(designOf(definition, other, input)));
});

test.each<[Fields, string, string]>([
  [{ stride: [2, 3, 4] }, 'field/axis-list', 'stride'],
  [{ stride: [2, 3], strideWidth: 3 }, 'field/set-twice', 'strideWidth'],
  [{ stride: [2, 65] }, 'field/out-of-range', 'strideWidth'],
  [{ kernel: 3, kernelWidth: 4 }, 'field/not-odd', 'kernelWidth'],
  [{ bias: [true, false] as unknown as FieldValue }, 'field/not-a-toggle', 'bias'],
])('%j has one problem, %s at %s', (fields, code, field) => {
  const { issues } = analyze(designOf('conv2d', fields, [1, 2, 9, 8]), catalogue).items.get('item')!;
  expect(issues.map((found) => [found.code, found.where.field])).toEqual([[code, field]]);
});

test('rows that are made from the columns that follow them are a loop', () => {
  const fields = { stride: { expression: 'strideWidth' } };
  const { issues } = analyze(designOf('conv2d', fields, [1, 2, 9, 8]), catalogue).items.get('item')!;
  expect(issues.map(({ code, where }) => [code, where.field])).toEqual([
    ['expression/circular', 'strideWidth'],
    ['expression/circular', 'stride'],
  ]);
});

test('a file is written as it was read, lists and all', () => {
  const text = serializeDesign(designOf('conv2d', { stride: [2, 3], kernelWidth: 0, pad: 1 }, [1, 2, 9, 8]));
  const read = parseDesign(text);
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  expect(serializeDesign(read.value)).toBe(text);
});

test('what is read of the image goes by rows and columns', () => {
  const design = designOf(
    'conv2d',
    { kernel: [3, 5], stride: [1, 2], dilation: [2, 1], ...custom, pad: [1, 2, 0, 0] },
    [1, 2, 9, 8],
  );
  const [field] = receptiveFields(analyze(design, catalogue))!.of('item')!;
  expect(receptiveFieldText(field!)).toBe(
    'rows 5 px, stride 1, offset −1; columns 5 px, stride 2, offset −2',
  );
});

describe('random windows run in onnxruntime as in the interpreter', () => {
  const numRuns = process.env.BLOCKWRIGHT_TEST_ALL === '1' ? 400 : 25;
  const int = (min: number, max: number) => fc.integer({ min, max });
  const pair = (min: number, max: number) => fc.tuple(int(min, max), int(min, max));
  const sides = fc.tuple(int(0, 2), int(0, 2), int(0, 2), int(0, 2));
  const sizes = fc.tuple(int(1, 2), fc.constantFrom(2, 4), int(5, 11), int(5, 11));
  const padding = fc.constantFrom('same', 'custom', 'none');
  const filters = {
    outChannels: fc.constant(4),
    groups: int(1, 2),
    kernel: pair(1, 4),
    dilation: pair(1, 3),
  };
  const pools = { kernel: pair(1, 4), stride: pair(1, 4), padding, ceil: fc.boolean() };
  test.each<[string, fc.Arbitrary<Fields>]>([
    ['conv2d', fc.record({ ...filters, stride: pair(1, 3), padding, pad: sides })],
    [
      'transposed-conv2d',
      fc.record({ ...filters, stride: pair(1, 3), padding, pad: sides, outputPadding: pair(0, 2) }),
    ],
    ['max-pool', fc.record({ ...pools, pad: sides })],
    ['avg-pool', fc.record({ ...pools, pad: sides, countPadding: fc.boolean() })],
  ])('%s', async (definition, fields) => {
    const property = fc.asyncProperty(fields, sizes, int(0, 99), async (drawn, input, seed) => {
      const design = designOf(definition, drawn, input);
      // Windows that do not fit are drawn again.
      fc.pre(analyze(design, catalogue).issues.length === 0);
      const result = await conformance(programOf(design), onnxruntime, seed);
      if (!result.ok) throw new Error(JSON.stringify(result.issues));
      for (const gap of Object.values(result.value)) expect(gap).toBeLessThan(1e-4);
    });
    await fc.assert(property, { numRuns });
  });
});
