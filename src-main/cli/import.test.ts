import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { analyze } from '../../src-core/analysis/analyzer.ts';
import { catalogue } from '../../src-core/catalogue.ts';
import { parseDesign } from '../../src-core/document/parse.ts';
import { serializeDesign } from '../../src-core/document/serialize.ts';
import { withFreshWeights } from '../../src-core/document/stored-weights.ts';
import { withWholePath } from '../../src-core/document/weights-path.ts';
import { lower, weightsOf } from '../../src-core/lower/program.ts';
import { fillWeight, wholeWeight } from '../../src-core/lower/weights.ts';
import {
  bool,
  float,
  graph,
  int64,
  integer,
  list,
  modelBytes,
  reals,
  value,
  whole,
} from '../../src-core/onnx-import/model-bytes.fixture.ts';
import { readOnnxFile } from '../files/read-onnx.ts';
import { builtRunner } from '../runner/built.fixture.ts';
import { rowOf, writeLively } from '../runner/lively-file.fixture.ts';
import { weightSource } from '../runner/weight-source.ts';
import { capturingIo } from './captured.ts';
import { cliJson } from './captured-json.fixture.ts';
import { runJob } from './job.ts';

let runner: string;
let folder: string;
beforeAll(async () => {
  runner = await builtRunner('cli-import');
  folder = mkdtempSync(join(tmpdir(), 'import-'));
  writeLively(rowOf([['basic-stage', { planes: 24 }]]), join(folder, 'row.onnx'), 7);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

test('a model and what it is read as are run, and both come to the same', async () => {
  const output = join(folder, 'row.blockwright.json');
  const { code, json } = await cliJson(['import', join(folder, 'row.onnx'), '-o', output], runner);
  expect(code).toBe(0);
  expect(json).toMatchObject({
    weights: 'present',
    equal: { params: true, macs: true, outputs: true },
    raised: { share: 1, items: [{ definition: 'basic-stage' }] },
    issues: [],
  });
  const design = parseDesign(readFileSync(output, 'utf8'));
  expect(design.ok && design.value.weights?.file).toBe('row.onnx');
  expect((await cliJson(['analyze', output], runner)).json).toMatchObject({ issues: [] });
}, 60_000);

test('a design that its own file keeps is run against it too', async () => {
  const design = join(folder, 'own.blockwright.json');
  writeFileSync(design, serializeDesign(rowOf([['fire', {}]])));
  const model = join(folder, 'own.onnx');
  expect((await cliJson(['export', design, '--onnx', model, '--seed', '3'], runner)).code).toBe(0);
  const { code, json } = await cliJson(['import', model], runner);
  expect(code).toBe(0);
  expect(json).toMatchObject({
    weights: 'present',
    equal: { params: true, macs: true, outputs: true },
    raised: { items: [{ definition: 'fire', by: 'design' }] },
    issues: [],
  });
}, 60_000);

/** Operators that are not known, of which the file says no sizes, behind sizes that it leaves open. */
const unsized = (more: readonly string[] = []) =>
  modelBytes(
    {
      nodes: [
        {
          op: 'Conv',
          name: '/conv',
          inputs: ['x', 'w'],
          outputs: ['c'],
          attributes: [list('kernel_shape', [3, 3]), list('pads', [1, 1, 1, 1])],
        },
        { op: 'Shrink', name: '/shrink', inputs: ['c'], outputs: ['s'] },
        {
          op: 'TopK',
          name: '/top',
          inputs: ['s', 'k'],
          outputs: ['v', 'places'],
          attributes: [integer('axis', 3)],
        },
        { op: 'Relu', name: '/act', inputs: ['v'], outputs: ['a'] },
        ...more.map((op) => ({ op, name: `/${op}`, domain: 'com.example', inputs: ['c'], outputs: [op] })),
      ],
      inputs: [value('x', float, ['batch', 3, 'height', 8])],
      outputs: [value('a', float, null), ...more.map((op) => value(op, float, null))],
      tensors: [reals('w', [4, 3, 3, 3]), whole('k', 5)],
    },
    { domains: { 'com.example': 1 } },
  );

test('sizes that a file does not say are those that onnxruntime works out, and are counted no more for it', async () => {
  const [model, output] = [join(folder, 'unsized.onnx'), join(folder, 'unsized.blockwright.json')];
  writeFileSync(model, unsized());
  const { json } = await cliJson(['import', model, '-o', output], runner);
  expect(json).toMatchObject({
    opaque: [
      { op: 'Shrink', count: 1 },
      { op: 'TopK', count: 1 },
    ],
    totals: { params: null, macs: null },
    equal: { outputs: true },
  });
  const codes = (json as { issues: { code: string; where: object }[] }).issues.map(({ code }) => code);
  expect(codes).toContain('onnx/sizes-found');
  expect(codes).not.toContain('opaque/no-sizes');
  const design = parseDesign(readFileSync(output, 'utf8'));
  if (!design.ok) throw new Error('it is readable');
  const { items, issues } = analyze(design.value, catalogue);
  expect(issues).toEqual([]);
  expect(items.get('shrink')!.outputs).toEqual([[1n, 4n, 224n, 8n]]);
  expect(items.get('top')!.outputs[0]).toEqual([1n, 4n, 224n, 5n]);
  expect(items.get('act')!.outputs).toEqual([[1n, 4n, 224n, 5n]]);
  expect(items.get('act')!.facts).not.toBeNull();
  expect(items.get('shrink')!.facts).toBeNull();
}, 60_000);

test('what onnxruntime does not know keeps its sizes open, with its words, and the others have theirs', async () => {
  const model = join(folder, 'partly.onnx');
  writeFileSync(model, unsized(['Magic']));
  const { json } = await cliJson(['import', model], runner);
  const { issues } = json as { issues: { code: string; message: string; where: object }[] };
  expect(issues.find(({ code }) => code === 'onnx/sizes-found')?.message).toContain('Shrink, TopK');
  const unknown = issues.find(({ code }) => code === 'onnx/sizes-unknown');
  expect(unknown?.message).toContain('Magic');
  expect(unknown?.message).toContain('com.example');
  expect(issues.filter(({ code }) => code === 'opaque/no-sizes').map(({ where }) => where)).toEqual([
    expect.objectContaining({ node: 'Magic' }),
  ]);
}, 60_000);

/** Where the largest values are, and a choice between two graphs that read what is around them. */
const held = modelBytes({
  nodes: [
    {
      op: 'Conv',
      name: '/conv',
      inputs: ['x', 'w'],
      outputs: ['c'],
      attributes: [list('kernel_shape', [3, 3]), list('pads', [1, 1, 1, 1])],
    },
    {
      op: 'TopK',
      name: '/top',
      inputs: ['c', 'k'],
      outputs: ['v', 'places'],
      attributes: [integer('axis', 3)],
    },
    { op: 'ReduceSum', name: '/sum', inputs: ['v'], outputs: ['s'], attributes: [integer('keepdims', 0)] },
    { op: 'IsNaN', name: '/none', inputs: ['s'], outputs: ['isNone'] },
    {
      op: 'If',
      name: '/if',
      inputs: ['isNone'],
      outputs: ['chosen'],
      attributes: [
        graph('then_branch', {
          nodes: [{ op: 'Neg', inputs: ['v'], outputs: ['negative'] }],
          outputs: [value('negative', float, [1, 4, 8, 5])],
        }),
        graph('else_branch', {
          nodes: [{ op: 'Mul', inputs: ['v', 'v'], outputs: ['square'] }],
          outputs: [value('square', float, [1, 4, 8, 5])],
        }),
      ],
    },
    { op: 'Relu', name: '/act', inputs: ['chosen'], outputs: ['y'] },
  ],
  inputs: [value('x', float, [1, 3, 8, 8])],
  outputs: [value('y', float, [1, 4, 8, 5]), value('places', int64, [1, 4, 8, 5])],
  values: [
    value('v', float, [1, 4, 8, 5]),
    value('s', float, []),
    value('isNone', bool, []),
    value('chosen', float, [1, 4, 8, 5]),
  ],
  tensors: [reals('w', [4, 3, 3, 3]), whole('k', 5)],
});

test('operators that are not known are listed, counted nowhere, and compute what the file does', async () => {
  const file = join(folder, 'held.onnx');
  writeFileSync(file, held);
  const output = join(folder, 'held.blockwright.json');
  const { code, json } = await cliJson(['import', file, '-o', output], runner);
  expect(code).toBe(0);
  expect(json).toMatchObject({
    opaque: [
      { op: 'TopK', domain: '', count: 1 },
      { op: 'ReduceSum', domain: '', count: 1 },
      { op: 'IsNaN', domain: '', count: 1 },
      { op: 'If', domain: '', count: 1 },
    ],
    totals: { params: null, macs: null },
    equal: { params: true, macs: true, outputs: true },
    issues: [{ code: 'onnx/opaque' }],
  });
  const verified = await cliJson(['verify', output], runner);
  expect(verified.json).toMatchObject({ issues: [{ code: 'opaque/no-reference' }] });
  const predicted = await cliJson(['predict', output, '--device', 'cpu'], runner);
  expect(predicted.json).toMatchObject({ issues: [{ code: 'predict/opaque' }] });
  const pytorch = await cliJson(['export', output, '--pytorch', join(folder, 'held.py')], runner);
  const codes = (pytorch.json as { issues: { code: string }[] }).issues.map((one) => one.code);
  expect(codes).toEqual(Array(4).fill('pytorch/no-form'));
}, 60_000);

test('what a file makes of made-up inputs may be no number, and is then held against nothing', async () => {
  const model = join(folder, 'log.onnx');
  // made-up inputs are below 0 as often as above
  writeLively(rowOf([['log', {}]]), model, 7);
  const { code, json } = await cliJson(['import', model, '--flat'], runner);
  expect(code).toBe(0);
  expect(json).toMatchObject({
    equal: { params: true, macs: true, outputs: null },
    issues: [{ code: 'import/outputs-unknown' }],
  });
}, 60_000);

test('a design of other values is told from the file', async () => {
  const model = join(folder, 'row.onnx');
  const read = await readOnnxFile(model, 'operators');
  if (!read.ok) throw new Error('not read');
  const design = serializeDesign(withFreshWeights(read.value.analysis.design));
  const ran = await runJob(capturingIo(runner).io, { kind: 'compareWithModel', design, model });
  expect(ran.ok && ran.value.largest).toBeGreaterThan(1e-2);
}, 60_000);

describe('the weights of a checkpoint', () => {
  const original = rowOf([
    ['basic-stage', { planes: 24 }],
    ['prelu', {}],
  ]);
  const file = (name: string): string => join(folder, name);

  test('are taken by name, and are those that were written', async () => {
    writeFileSync(file('a.blockwright.json'), serializeDesign(original));
    const write = ['--pytorch', file('a.py'), '--weights', file('a.safetensors'), '--seed', '5'];
    expect((await cliJson(['export', file('a.blockwright.json'), ...write], runner)).code).toBe(0);
    const load = ['--weights', file('a.safetensors'), '-o', file('b.blockwright.json')];
    const { code, json } = await cliJson(['import', file('a.blockwright.json'), ...load]);
    expect(code).toBe(0);
    expect(json).toMatchObject({ missing: [], misfits: [], leftOver: [] });
    const design = parseDesign(readFileSync(file('b.blockwright.json'), 'utf8'));
    if (!design.ok) throw new Error('no design');
    expect(design.value.weights).toMatchObject({ file: 'a.safetensors', format: 'safetensors' });
    const program = lower(analyze(design.value, catalogue));
    if (!program.ok) throw new Error('not lowered');
    const source = await weightSource(
      withWholePath(design.value, file('b.blockwright.json')),
      program.value,
      () => {
        throw new Error('a weight is new');
      },
    );
    if (!source.ok) throw new Error('no weights');
    for (const weight of weightsOf(program.value))
      expect(wholeWeight(weight, source.value)).toEqual(fillWeight(weight, 5));
  }, 60_000);

  test('that do not fit are told', async () => {
    const wider = rowOf([
      ['basic-stage', { planes: 24 }],
      ['linear', { outFeatures: 3, lastAxis: true }],
    ]);
    writeFileSync(file('c.blockwright.json'), serializeDesign(wider));
    const { json } = await cliJson([
      'import',
      file('c.blockwright.json'),
      '--weights',
      file('a.safetensors'),
    ]);
    expect(json).toMatchObject({
      missing: ['item2.bias'],
      misfits: [{ name: 'item2.weight', expected: [3, 12], got: [24] }],
      leftOver: [],
    });
    const { fitted } = json as Record<string, string[]>;
    expect(fitted!.length).toBeGreaterThan(20);
    writeFileSync(file('broken.safetensors'), 'short');
    const { code, err } = await cliJson(['import', 'resnet-18', '--weights', file('broken.safetensors')]);
    expect([code, err]).toEqual([2, expect.stringContaining('not a readable file of safetensors')]);
  }, 60_000);
});
