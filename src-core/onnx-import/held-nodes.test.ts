import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { costUnder, expansionCost } from '../analysis/conventions/cost.ts';
import { conventions } from '../analysis/conventions/rules.ts';
import { elementTypeAt } from '../analysis/element-type.ts';
import { designFormulas, symbolicDesign } from '../analysis/formulas/design-formulas.ts';
import { catalogue } from '../catalogue.ts';
import type { Design } from '../document/design.ts';
import { parseDesign } from '../document/parse.ts';
import { serializeDesign } from '../document/serialize.ts';
import { describe as sentenceOf } from '../errors.ts';
import { heldOf } from '../lower/held-node.ts';
import { encodeOnnx } from '../lower/onnx-bytes.ts';
import type { OnnxFile } from '../lower/onnx-read.ts';
import { readOnnx } from '../lower/onnx-read.ts';
import { onnxruntime } from '../lower/onnxruntime.fixture.ts';
import { lower } from '../lower/program.ts';
import { readModel } from '../read-model/read-model.ts';
import { finished } from '../steps.ts';
import { importOnnx } from './import-bytes.fixture.ts';
import type { Imported } from './import-onnx.ts';
import {
  float,
  graph,
  int64,
  integer,
  list,
  modelBytes,
  ofCall,
  reals,
  text,
  value,
  whole,
} from './model-bytes.fixture.ts';

const imported = (bytes: Uint8Array): Imported => {
  const read = importOnnx(bytes, 'held');
  if (!read.ok) throw new Error(read.issues.map(sentenceOf).join('\n'));
  return read.value;
};

/** The file that a design is exported as. */
function exported(design: Design, opset = 17, kept?: string): Uint8Array {
  const program = lower(analyze(design, catalogue));
  if (!program.ok) throw new Error(program.issues.map(sentenceOf).join('\n'));
  const onnx = { opset, precision: 'fp32' } as const;
  const file = encodeOnnx(program.value, { version: '0', seed: 1, onnx, design: kept });
  if (!file.ok) throw new Error(file.issues.map(sentenceOf).join('\n'));
  return Uint8Array.from(Buffer.concat([...file.value.chunks].map((chunk) => Uint8Array.from(chunk))));
}

const fileIn = (bytes: Uint8Array): OnnxFile => {
  const read = readOnnx(bytes);
  if (!read.ok) throw new Error(read.issues.map(sentenceOf).join('\n'));
  return read.value;
};

const attributesIn = (bytes: Uint8Array, op: string): string[] =>
  fileIn(bytes)
    .nodes.filter((node) => node.op === op)
    .map((node) => Buffer.from(heldOf(node.bytes!)!).toString('hex'));

const convolution = (from: string, to: string, weight = 'w') => ({
  op: 'Conv',
  name: `/${to}`,
  inputs: [from, weight],
  outputs: [to],
  attributes: [list('kernel_shape', [3, 3]), list('pads', [1, 1, 1, 1])],
});
const image = value('x', float, [1, 3, 8, 8]);

/** The five largest values of each row, and where they are. */
const largest = modelBytes({
  nodes: [
    convolution('x', 'c'),
    {
      op: 'TopK',
      name: '/head/TopK',
      inputs: ['c', 'k'],
      outputs: ['v', 'places'],
      attributes: [integer('axis', 3), integer('largest', 1)],
    },
    { op: 'Relu', name: '/act/Relu', inputs: ['v'], outputs: ['y'] },
  ],
  inputs: [image],
  outputs: [value('y', float, [1, 4, 8, 5]), value('places', int64, [1, 4, 8, 5])],
  values: [value('v', float, [1, 4, 8, 5])],
  tensors: [reals('w', [4, 3, 3, 3]), whole('k', 5)],
});

test('an operator that is not known is held: it has sizes and no counts, and all else is counted', () => {
  const { design, opaque, notes } = imported(largest);
  expect(opaque).toEqual([{ op: 'TopK', domain: '', count: 1 }]);
  expect(notes.map(({ code }) => code)).toEqual(['onnx/opaque']);
  const { issues, totals, counted, items } = analyze(design, catalogue);
  expect(issues).toEqual([]);
  expect(totals).toBeNull();
  expect(counted).toMatchObject({ params: 108n, macs: 108n * 64n, opaque: 1 });
  const held = items.get('head')!;
  expect(held.facts).toBeNull();
  expect(held.outputs).toEqual([
    [1n, 4n, 8n, 5n],
    [1n, 4n, 8n, 5n],
  ]);
  expect(items.get('act')!.facts).not.toBeNull();
});

test('a design that holds a node is saved, read back, and exported with its attributes byte for byte', async () => {
  const { design } = imported(largest);
  const again = parseDesign(serializeDesign(design));
  expect(again.ok && again.value).toEqual(design);
  const bytes = exported(design);
  expect(attributesIn(bytes, 'TopK')).toEqual(attributesIn(largest, 'TopK'));
  expect(Buffer.from(bytes).includes('somebody')).toBe(false);
  const back = imported(bytes);
  expect(back.opaque).toEqual([{ op: 'TopK', domain: '', count: 1 }]);
  const model = { bytes: bytes.length, chunks: [bytes] };
  const data = Float32Array.from({ length: 192 }, (_, at) => Math.cos(at));
  const { y, places } = await onnxruntime(model as never, { x: { shape: [1, 3, 8, 8], data } });
  expect(y!.shape).toEqual([1, 4, 8, 5]);
  expect(places!.data).toBeInstanceOf(BigInt64Array);
});

test('its sizes hold for the inputs of the file alone', () => {
  const { design } = imported(largest);
  const nodes = design.nodes.map((node) =>
    node.id === 'x' ? { ...node, fields: { ...node.fields, width: 9 } } : node,
  );
  const { issues, counted } = analyze({ ...design, nodes }, catalogue);
  expect(issues.map(({ code, where }) => [code, where.node])).toEqual([['opaque/other-sizes', 'head']]);
  expect(counted).toBeNull();
});

test('what the file does not say the sizes of opens with a problem', () => {
  const bytes = modelBytes({
    nodes: [
      convolution('x', 'c'),
      { op: 'TopK', name: '/top', inputs: ['c', 'k'], outputs: ['v', ''], attributes: [integer('axis', 3)] },
      { op: 'Relu', name: '/act', inputs: ['v'], outputs: ['y'] },
    ],
    inputs: [image],
    outputs: [value('y', float, null)],
    tensors: [reals('w', [4, 3, 3, 3]), whole('k', 5)],
  });
  const { design } = imported(bytes);
  const { issues } = analyze(design, catalogue);
  expect(issues.map(({ code, where }) => [code, where.node])).toEqual([['opaque/no-sizes', 'top']]);
});

/** An operator of somebody else's, with a table that is a weight, and one inside a graph that reads what is around it. */
const others = modelBytes(
  {
    nodes: [
      convolution('x', 'c'),
      {
        op: 'Magic',
        name: '/magic',
        domain: 'com.example',
        inputs: ['c', '', 'table', 'few'],
        outputs: ['m'],
        attributes: [
          text('mode', '__proto__'),
          graph('body', {
            nodes: [
              { op: 'Add', inputs: ['c', 'one'], outputs: ['inside'] },
              { op: 'Mul', inputs: ['inside', 'x'], outputs: ['product'] },
            ],
            outputs: [value('product', float, null)],
            tensors: [reals('one', [1])],
          }),
        ],
      },
      { op: 'Relu', name: '/act', inputs: ['m'], outputs: ['y'] },
    ],
    inputs: [image],
    outputs: [value('y', float, [1, 3, 8, 8])],
    values: [value('m', float, [1, 3, 8, 8])],
    tensors: [reals('w', [3, 3, 3, 3]), reals('table', [16, 16]), reals('few', [2])],
  },
  { domains: { 'com.example': 3 } },
);

test('an operator of another domain takes its version, weights and graphs along, which read what is around them', () => {
  const { design, opaque } = imported(others);
  expect(opaque).toEqual([{ op: 'Magic', domain: 'com.example', count: 1 }]);
  const magic = design.nodes.find(({ id }) => id === 'magic')!;
  expect(magic.weights).toEqual({ input3: { tensor: 'table', sizes: [16, 16] } });
  const wires = design.edges.filter(({ to }) => to.node === 'magic');
  expect(wires.map(({ from, to }) => [from.node, to.port])).toEqual([
    ['c', 'in1'],
    ['c', 'in2'],
    ['x', 'in3'],
  ]);
  const renamed: Design = JSON.parse(JSON.stringify(design).replaceAll('"c"', '"inside"'));
  const file = fileIn(exported(renamed));
  expect(file.opsets).toContainEqual({ domain: 'com.example', version: 3 });
  const node = file.nodes.find(({ op }) => op === 'Magic')!;
  expect(node.inputs).toEqual(['inside~2', '', 'magic.input3', expect.stringContaining('magic')]);
  expect(node.outer?.map(({ tensor }) => tensor)).toEqual(['inside~2', 'x']);
  expect(attributesIn(exported(design), 'Magic')).toEqual(attributesIn(others, 'Magic'));
});

test.each([
  ['of ONNX', largest],
  ['of another domain, with a graph', others],
])('a file that keeps its design is that very design again, operators %s', (_, bytes) => {
  const { design } = imported(bytes);
  const file = fileIn(exported(design, 17, serializeDesign(design)));
  const model = finished(readModel(file, 'held', catalogue, 'own'));
  if (!model.ok) throw new Error(model.issues.map(sentenceOf).join('\n'));
  expect(model.value.isOwn).toBe(true);
  const graphs = file.nodes.map((node) =>
    node.op === 'Magic' || node.op === 'TopK'
      ? { ...node, attributes: new Map([...node.attributes, ['axis', 2]]), bytes: undefined }
      : node,
  );
  const edited = finished(readModel({ ...file, nodes: graphs }, 'held', catalogue, 'own'));
  expect(edited.ok && edited.value.isOwn).toBe(false);
});

test('files with held nodes of which bytes are wrong are designs or problems', { timeout: 600_000 }, () => {
  const seed = randomInt(2 ** 31);
  const wound = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 }));
  fc.assert(
    fc.property(
      fc.constantFrom(largest, others),
      fc.array(wound, { minLength: 1, maxLength: 3 }),
      (whole, wounds) => {
        const bytes = Uint8Array.from(whole);
        for (const [at, byte] of wounds) bytes[at % bytes.length] = byte;
        const read = importOnnx(bytes, 'wounded');
        const program = read.ok ? lower(analyze(read.value.design, catalogue)) : read;
        const file = program.ok ? encodeOnnx(program.value, { version: '0', seed: 1 }) : program;
        if (!file.ok) expect(file.issues.length).toBeGreaterThan(0);
        else expect(readOnnx(Buffer.concat([...file.value.chunks])).ok).toBe(true);
      },
    ),
    { seed, numRuns: process.env.BLOCKWRIGHT_TEST_ALL === '1' ? 50_000 : 500 },
  );
});

test('blocks are found around a held node', () => {
  const read = readOnnx(largest);
  if (!read.ok) throw new Error('it is readable');
  const model = finished(readModel(read.value, 'held', catalogue, 'blocks'));
  if (!model.ok) throw new Error(model.issues.map(sentenceOf).join('\n'));
  expect(model.value.opaque).toEqual([{ op: 'TopK', domain: '', count: 1 }]);
  const flat = analyze(imported(largest).design, catalogue);
  expect(model.value.analysis.counted).toEqual(flat.counted);
  expect(model.value.analysis.totals).toBeNull();
});

test('what is counted of it is said nowhere: no formula, no cost under any convention, of it and of all with it', () => {
  const { design } = imported(largest);
  const analysis = analyze(design, catalogue);
  const formulas = designFormulas(symbolicDesign(design, catalogue));
  expect(formulas.ok ? [] : formulas.issues.map(({ code }) => code)).toContain('formula/opaque');
  const costs = conventions.map((convention) => [
    costUnder(analysis, convention).value,
    expansionCost(analysis.items.get('head')!.expansion, convention).value,
  ]);
  expect(costs).toEqual(conventions.map(() => [null, null]));
  expect(elementTypeAt(analysis, 'places')).toBe('int64');
  expect(elementTypeAt(analysis, 'y')).toBe('fp32');
});

test('a held node is written for the versions that have it as it is', () => {
  const squeezed = (opset: number) =>
    modelBytes(
      {
        nodes: [
          { op: 'ReduceL1', name: '/sum', inputs: ['x'], outputs: ['y'], attributes: [list('axes', [1])] },
        ],
        inputs: [image],
        outputs: [value('y', float, [1, 1, 8, 8])],
      },
      { opset },
    );
  const { design } = imported(squeezed(13));
  expect(fileIn(exported(design, 17)).opsets).toEqual([{ domain: '', version: 17 }]);
  expect(() => exported(design, 18)).toThrow('opsets 1 to 17');
});

test('what does not stand alone is refused', () => {
  const bytes = modelBytes({
    nodes: [{ op: 'Odd', inputs: ['x'], outputs: ['y'], attributes: [ofCall('size', 'of the call')] }],
    inputs: [image],
    outputs: [value('y', float, [1, 3, 8, 8])],
  });
  const read = importOnnx(bytes, 'refused');
  expect(read.ok ? [] : read.issues.map(({ code }) => code)).toEqual(['onnx/operators']);
});

test.each([
  ['no text of a node', 'x'],
  ['a node without its parts', '{"op":"A"}'],
  ['attributes that are no base64', JSON.stringify({ ...bare(), attributes: 'é' })],
  ['sizes below zero', JSON.stringify({ ...bare(), outputs: [{ type: 1, sizes: [-1] }] })],
  ['more outputs than are held', JSON.stringify({ ...bare(), outputs: Array(5000).fill(null) })],
])('%s is a problem of its item', (_, node) => {
  const { design } = imported(largest);
  const nodes = design.nodes.map((one) => (one.id === 'head' ? { ...one, fields: { node } } : one));
  const { issues } = analyze({ ...design, nodes }, catalogue);
  expect(issues.map(({ code, where }) => [code, where.node])).toContainEqual(['field/unreadable', 'head']);
});

test('attributes that are no message are refused where they are written', () => {
  const { design } = imported(largest);
  const nodes = design.nodes.map((one) => {
    if (one.id !== 'head') return one;
    const node = JSON.parse(one.fields.node as string);
    return { ...one, fields: { node: JSON.stringify({ ...node, attributes: '////' }) } };
  });
  expect(() => exported({ ...design, nodes })).toThrow('cannot be written back');
});

function bare() {
  return { op: 'A', domain: '', version: 17, attributes: '', inputs: [], outer: [], outputs: [] };
}
