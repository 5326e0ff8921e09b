import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { analyze } from '../../src-core/analysis/analyzer.ts';
import { newWeightsIn } from '../../src-core/analysis/new-weights.ts';
import { catalogue, networkOf } from '../../src-core/catalogue.ts';
import type { Design } from '../../src-core/document/design.ts';
import { applyEdit } from '../../src-core/document/edit.ts';
import { parseDesign } from '../../src-core/document/parse.ts';
import { serializeDesign } from '../../src-core/document/serialize.ts';
import type { Tensor } from '../../src-core/language/tensor.ts';
import { livelyWeight, relativeDifference } from '../../src-core/lower/conformance.fixture.ts';
import { onnxruntime } from '../../src-core/lower/onnxruntime.fixture.ts';
import { weightsOf } from '../../src-core/lower/program.ts';
import { wholeWeight } from '../../src-core/lower/weights.ts';
import { raise } from '../../src-core/raise/raise.ts';
import { finished } from '../../src-core/steps.ts';
import { readOnnxFile } from '../files/read-onnx.ts';
import { pytorchModelOf } from './export-pytorch.ts';
import { rowOf, writeLively } from './lively-file.fixture.ts';
import { exportModelOf, filledModelOf } from './model.ts';
import { seededValues } from './session.ts';
import { weightSource } from './weight-source.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'weights-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function imported(path: string): Promise<Design> {
  const read = await readOnnxFile(path, 'operators');
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  return read.value.analysis.design;
}

const raisedOf = (design: Design): Design => finished(raise(analyze(design, catalogue), catalogue))!.design;

const isAll = process.env.BLOCKWRIGHT_TEST_ALL === '1';
const ready = (name: string): Design => networkOf(name)!.design;

/** Norms and shortcuts, twins that read one tensor, matrices. Looking for blocks in a whole network takes its time. */
const designs: readonly (readonly [name: string, design: Design, isRaised: boolean])[] = [
  [
    'a row of blocks',
    rowOf([
      ['basic-stage', { planes: 24 }],
      ['fire', {}],
    ]),
    true,
  ],
  ['mobilenet-v3-small', ready('mobilenet-v3-small'), false],
  ['layers on the last axis', rowOf([['convnext-block', {}]]), false],
  ...(isAll ? ['googlenet', 'convnext-tiny', 'resnet-18', 'hs-resnet-50'] : []).map(
    (name) => [name, ready(name), true] as const,
  ),
];

test.each(designs)(
  '%s that was read back computes what the file does',
  async (name, original, isRaised) => {
    const path = join(folder, `${name}.onnx`);
    const { inputs: ends } = writeLively(original, path, 7);
    const inputs = Object.fromEntries(
      ends.map((end): [string, Tensor] => [end.name, { shape: end.shape, data: seededValues(end, 1) }]),
    );
    const bytes = readFileSync(path);
    const expected = Object.values(
      await onnxruntime({ bytes: bytes.length, nodes: 0, chunks: [bytes] }, inputs),
    );
    const flat = await imported(path);
    for (const design of isRaised ? [flat, raisedOf(flat)] : [flat]) {
      expect(newWeightsIn(analyze(design, catalogue))).toEqual([]);
      const kept = parseDesign(serializeDesign(design));
      expect(kept).toEqual({ ok: true, value: design });
      const model = await filledModelOf(serializeDesign(design), '1');
      if (!model.ok) throw new Error(JSON.stringify(model.issues));
      const got = Object.values(await onnxruntime(model.value.onnx, inputs));
      expect(relativeDifference(got[0], expected[0]!)).toBeLessThan(1e-4);
    }
  },
  isAll ? 600_000 : 60_000,
);

test('a width that is edited has new weights, and says so; what it does not touch keeps those of the file', async () => {
  const path = join(folder, 'edited.onnx');
  const program = writeLively(ready('squeezenet-1.1'), path, 7);
  const flat = await imported(path);
  const { id } = flat.nodes.findLast(({ definition }) => definition === 'conv2d')!;
  const edited = applyEdit(flat, { kind: 'setField', id, field: 'outChannels', value: 10 });
  if (!edited.ok) throw new Error('not edited');
  const { design } = edited.value;
  const [note, ...more] = newWeightsIn(analyze(design, catalogue));
  expect([note?.code, note?.severity, note?.where, more]).toEqual(['weights/new', 'note', { node: id }, []]);
  const model = await exportModelOf(serializeDesign(design), '1', {});
  if (!model.ok) throw new Error('not exported');
  const fresh = new Set<string>();
  const source = await weightSource(design, model.value.program, ({ name }) => {
    fresh.add(name);
    return [];
  });
  if (!source.ok) throw new Error('no weights');
  const original = new Map(weightsOf(program).map((weight) => [weight.name, weight]));
  for (const weight of weightsOf(model.value.program)) {
    const values = wholeWeight(weight, source.value);
    const { path: item, short } = weight.owner!;
    const { tensor } = design.nodes.find((node) => node.id === item)!.weights![short]!;
    if (!fresh.has(weight.name)) expect(values).toEqual(livelyWeight(original.get(tensor)!, 7));
  }
  expect([...fresh]).toEqual([`${id}.weight`, `${id}.bias`]);
});

test('a file that is gone or holds something else is said before anything runs', async () => {
  const path = join(folder, 'changed.onnx');
  writeLively(ready('squeezenet-1.1'), path, 7);
  const text = serializeDesign(await imported(path));
  appendFileSync(path, '\0');
  const codes = async () => {
    const all = [
      await filledModelOf(text, '1'),
      await exportModelOf(text, '1', {}),
      await pytorchModelOf(text),
    ];
    return all.map((model) => (model.ok ? null : model.issues.map(({ code, where }) => [code, where])));
  };
  expect(await codes()).toEqual(Array(3).fill([['weights/changed', { file: path }]]));
  rmSync(path);
  expect(await codes()).toEqual(Array(3).fill([['weights/gone', { file: path }]]));
});
