import { describe, expect, test } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue, networkOf, networks } from '../catalogue.ts';
import type { Design } from '../document/design.ts';
import { serializeDesign } from '../document/serialize.ts';
import { exportProgram } from '../lower/export-program.ts';
import { encodeOnnx } from '../lower/onnx-bytes.ts';
import { toOnnxGraph } from '../lower/onnx-graph.ts';
import type { ExportOptions } from '../lower/onnx-options.ts';
import { plainExport } from '../lower/onnx-options.ts';
import type { OnnxFile } from '../lower/onnx-read.ts';
import { readOnnx } from '../lower/onnx-read.ts';
import { elementType } from '../lower/onnx-schema.ts';
import { ownMetadata } from '../lower/own-design.ts';
import { designOf } from '../lower/small-design.fixture.ts';
import { fileOf as withoutWeights } from '../onnx-import/without-weights.fixture.ts';
import { finished } from '../steps.ts';
import { ownDocument } from './own-document.ts';
import { readModel } from './read-model.ts';

const isAll = process.env.BLOCKWRIGHT_TEST_ALL === '1';

/** The bytes of a file that a design is exported as, with a text for it to keep. */
function exported(
  design: Design,
  options: ExportOptions = plainExport,
  text = serializeDesign(design),
  seed = 1,
) {
  const made = exportProgram(design, catalogue, options);
  if (!made.ok) throw new Error(made.issues.map(({ code }) => code).join());
  const onnx = encodeOnnx(made.value.program, { version: '1', seed, onnx: options, design: text });
  if (!onnx.ok) throw new Error(onnx.issues.map(({ code }) => code).join());
  return Buffer.concat([...onnx.value.chunks]);
}

function read(bytes: Uint8Array, depth: Parameters<typeof readModel>[3] = 'own') {
  const model = finished(readModel(fileOf(bytes), 'read', catalogue, depth));
  if (!model.ok) throw new Error(model.issues.map(({ code }) => code).join());
  return model.value;
}

function fileOf(bytes: Uint8Array): OnnxFile {
  const file = readOnnx(bytes);
  if (!file.ok) throw new Error('no file');
  return file.value;
}

const codesOf = (file: OnnxFile): readonly string[] | 'own' | null => {
  const own = ownDocument(file, catalogue);
  return own === null ? null : own.ok ? 'own' : own.issues.map(({ code, severity }) => `${severity} ${code}`);
};

/** What is read of the file of a design that keeps this text, with a hash that fits. */
function keeping(design: Design, text: string): OnnxFile {
  const made = exportProgram(design, catalogue, plainExport);
  if (!made.ok) throw new Error('refused');
  const metadata = ownMetadata(toOnnxGraph(made.value.program), plainExport.opset, text);
  return { ...withoutWeights(made.value.program), metadata: new Map(Object.entries(metadata)) };
}

const small = networkOf('squeezenet-1.1')!.design;

describe('a file that we exported', () => {
  test.each<[string, Partial<ExportOptions>]>([
    ['plain', {}],
    ['in half precision at opset 23', { precision: 'fp16', opset: 23 }],
    ['with free sizes', { dynamic: ['batch', 'height', 'width'] }],
    ['with norms folded', { foldNorms: true }],
  ])('is the very design again, %s', (_, asked) => {
    for (const name of ['squeezenet-1.1', 'mobilenet-v2']) {
      const { design } = networkOf(name)!;
      const model = read(exported(design, { ...plainExport, ...asked }));
      expect(serializeDesign(model.analysis.design)).toBe(serializeDesign(design));
      expect([model.isOwn, model.notes]).toEqual([true, []]);
      expect(new Set(model.blocks?.items.map(({ by }) => by))).toEqual(new Set(['design']));
    }
  });

  const chosen = networks.filter(({ name }) => isAll || ['swin-t', 'hs-resnet-50'].includes(name));
  test.each(chosen)('$name is the very design again', { timeout: 60_000 }, ({ design }) => {
    expect(codesOf(keeping(design, serializeDesign(design)))).toBe('own');
  });

  test('is so with other weights, and with every tensor and node renamed', () => {
    const trained = fileOf(exported(small, plainExport, serializeDesign(small), 2));
    expect(codesOf(trained)).toBe('own');
    const other = (name: string) => (name === '' ? '' : `t-${name}`);
    const renamed: OnnxFile = {
      ...trained,
      nodes: trained.nodes.map((node) => ({
        ...node,
        name: '',
        inputs: node.inputs.map(other),
        outputs: node.outputs.map(other),
      })),
      initializers: trained.initializers.map((one) => ({ ...one, name: other(one.name) })).toReversed(),
      inputs: trained.inputs.map((one) => ({ ...one, name: other(one.name) })),
      outputs: trained.outputs.map((one) => ({ ...one, name: other(one.name) })),
    };
    expect(codesOf(renamed)).toBe('own');
  });

  test('keeps nothing of the design where that was left out', () => {
    const made = exportProgram(small, catalogue, plainExport);
    if (!made.ok) throw new Error('refused');
    const onnx = encodeOnnx(made.value.program, { version: '1', seed: 1 });
    if (!onnx.ok) throw new Error('refused');
    const file = fileOf(Buffer.concat([...onnx.value.chunks]));
    expect([...file.metadata.keys()]).toEqual(['blockwright.scopes']);
    expect(codesOf(file)).toBeNull();
  });
});

type Change = (file: OnnxFile) => OnnxFile;
type Node = OnnxFile['nodes'][number];
type Stored = OnnxFile['initializers'][number];

const nodeChanged =
  (op: string, change: (node: Node) => Partial<Node>): Change =>
  (file) => {
    const at = file.nodes.findIndex((node) => node.op === op);
    expect(at).toBeGreaterThanOrEqual(0);
    return {
      ...file,
      nodes: file.nodes.map((node, index) => (index === at ? { ...node, ...change(node) } : node)),
    };
  };

const storedChanged =
  (is: (one: Stored) => boolean, change: (one: Stored) => Partial<Stored>): Change =>
  (file) => {
    const at = file.initializers.findIndex(is);
    expect(at).toBeGreaterThanOrEqual(0);
    return {
      ...file,
      initializers: file.initializers.map((one, index) => (index === at ? { ...one, ...change(one) } : one)),
    };
  };

describe('a graph or a design that was changed is read by its operators, and that is said', () => {
  const whole = fileOf(exported(networkOf('mobilenet-v2')!.design));
  const withText =
    (change: (text: string) => string): Change =>
    (file) => {
      const text = change(file.metadata.get('blockwright.design')!);
      return { ...file, metadata: new Map([...file.metadata, ['blockwright.design', text]]) };
    };

  test.each<[string, Change]>([
    [
      'an attribute',
      nodeChanged('Conv', ({ attributes }) => ({ attributes: new Map([...attributes, ['group', 2]]) })),
    ],
    ['an operator', nodeChanged('Clip', () => ({ op: 'Relu' }))],
    ['a domain', nodeChanged('Conv', () => ({ domain: 'com.microsoft' }))],
    ['a wire', nodeChanged('Add', ({ inputs }) => ({ inputs: [inputs[0]!, inputs[0]!] }))],
    [
      'sizes of a weight',
      storedChanged(
        ({ dims }) => dims.length === 4,
        ({ dims }) => ({ dims: [...dims].reverse() }),
      ),
    ],
    [
      'the bound of a clip',
      storedChanged(
        ({ dims, elementType: type }) => dims.length === 0 && type === elementType.float,
        () => ({ data: { numbers: [4] } }),
      ),
    ],
    [
      'a size of the input',
      (file) => ({ ...file, inputs: file.inputs.map((one) => ({ ...one, shape: [1, 3, 64, 64] })) }),
    ],
    ['the order of outputs', (file) => ({ ...file, outputs: [] })],
    ['the opset', (file) => ({ ...file, opsets: [{ domain: '', version: 16 }] })],
    ['a title of the design', withText((text) => text.replace('MobileNetV2', 'MobileNetV3'))],
    ['a field of the design', withText((text) => text.replace('"depth": 2', '"depth": 3'))],
    [
      'the list of constants',
      (file) => ({ ...file, metadata: new Map([...file.metadata, ['blockwright.constants', '[]']]) }),
    ],
    ['the hash', (file) => ({ ...file, metadata: new Map([...file.metadata, ['blockwright.graph', '']]) })],
  ])('%s', (_, change) => {
    const changed = change(whole);
    expect(changed).not.toEqual(whole);
    expect(codesOf(changed)).toEqual(['note onnx/other-graph']);
  });

  test('as bytes too: the blocks that are found say how, and the note comes along', () => {
    const tiny = designOf({
      x: ['input', { channels: 3, height: 16, width: 16 }],
      stem: ['stem', {}, 'x'],
      head: ['head', { classes: 4 }, 'stem'],
      y: ['output', {}, 'head'],
    });
    const bytes = exported({ ...tiny, title: 'Tiny' });
    const at = bytes.lastIndexOf('"Tiny"');
    expect(at).toBeGreaterThan(0);
    bytes[at + 1] = 'X'.charCodeAt(0);
    const model = read(bytes, 'blocks');
    expect([model.isOwn, model.notes.map(({ code }) => code)]).toEqual([false, ['onnx/other-graph']]);
    expect(new Set(model.blocks?.items.map(({ by }) => by))).toEqual(new Set(['scopes']));
    expect(model.analysis.totals).toEqual(analyze(tiny, catalogue).totals);
  });
});

test.each([
  ['no JSON', ''],
  ['no design', 'null'],
  ['nested without an end', '['.repeat(100_000)],
  ['a key that makes objects', serializeDesign(small).replace('"title"', '"__proto__"')],
  ['a newer version', serializeDesign(small).replace(/"version": \d+/, '"version": 999')],
  ['an operator that nobody knows', serializeDesign(small).replaceAll('"max-pool"', '"max-poll"')],
  ['a design with a problem', serializeDesign(small).replaceAll('"in"', '"nowhere"')],
])('a text that is %s comes in by the door of a file, whatever its hash says', (_, text) => {
  expect(text).not.toBe(serializeDesign(small));
  expect(codesOf(keeping(small, text))).toEqual(['note onnx/kept-design']);
});
