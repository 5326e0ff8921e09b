import { expect, test } from 'vitest';
import { analyze } from '../../analysis/analyzer.ts';
import { catalogue } from '../../catalogue.ts';
import type { Design } from '../../document/design.ts';
import { livelyWeight, normals, relativeDifference } from '../../lower/conformance.fixture.ts';
import type { FileTensor } from '../../lower/file-weights.ts';
import { fileWeights, storedWeights } from '../../lower/file-weights.ts';
import { interpret } from '../../lower/interpreter.ts';
import { toOnnxGraph } from '../../lower/onnx-graph.ts';
import { elementType } from '../../lower/onnx-schema.ts';
import type { Program } from '../../lower/program.ts';
import { lower } from '../../lower/program.ts';
import { designOf } from '../../lower/small-design.fixture.ts';
import type { WeightSource } from '../../lower/weights.ts';
import { wholeWeight, withDerived } from '../../lower/weights.ts';
import { designOfFile } from '../import-onnx.ts';
import { fileOf } from '../without-weights.fixture.ts';

const [positions, heads, width] = [5, 3, 4];
const channels = heads * width;

/** The operators of torch's MultiheadAttention as an exporter writes them; the keys begin at a channel. */
const exported = (keysFrom: number): Design => {
  const part = (start: number) => ['slice', { axis: 'rows', start, channels }, 'qkv'] as const;
  const inHeads = (from: string) => ['reshape', { sizes: [heads, width] }, from] as const;
  return designOf({
    x: ['sequence-input', { channels: positions, length: channels }],
    turned: ['permute', { order: [1, 0, 2] }, 'x'],
    qkv: ['linear', { outFeatures: 3 * channels, lastAxis: true }, 'turned'],
    q: part(0),
    k: part(keysFrom),
    v: part(2 * channels),
    qh: inHeads('q'),
    kh: inHeads('k'),
    vh: inHeads('v'),
    qt: ['permute', { order: [1, 0, 2] }, 'qh'],
    kt: ['permute', { order: [1, 2, 0] }, 'kh'],
    vt: ['permute', { order: [1, 0, 2] }, 'vh'],
    root: ['constant', { values: [Math.sqrt(width)] }],
    scaled: ['div', {}, 'qt', 'root'],
    scores: ['matmul', {}, 'scaled', 'kt'],
    shares: ['softmax', { axis: 'last' }, 'scores'],
    attended: ['matmul', {}, 'shares', 'vt'],
    back: ['permute', { order: [1, 0, 2] }, 'attended'],
    flat: ['flatten', {}, 'back'],
    mixed: ['linear', { outFeatures: channels }, 'flat'],
    cut: ['reshape', { sizes: [1, channels] }, 'mixed'],
    out: ['permute', { order: [1, 0, 2] }, 'cut'],
    y: ['output', {}, 'out'],
  });
};

function programOf(design: Design): Program {
  const program = lower(analyze(design, catalogue));
  if (!program.ok) throw new Error(JSON.stringify(program.issues));
  return program.value;
}

/** A design's file as it is read back, with the weights of the file, and as it was written. */
function readBack(design: Design) {
  const program = programOf(design);
  const source: WeightSource = withDerived((weight) => [livelyWeight(weight, 7)]);
  const values = new Map(
    toOnnxGraph(program).weights.map((weight) => [weight.name, wholeWeight(weight, source)]),
  );
  const tensor = (name: string): FileTensor | undefined => {
    const held = values.get(name);
    if (held === undefined) return undefined;
    const read = (from: number, to: number) => new Uint8Array(held.buffer, held.byteOffset + from, to - from);
    return { elementType: elementType.float, bytes: held.byteLength, read };
  };
  const file = fileOf(program);
  const place = { location: '', offset: 0, length: 0 };
  const initializers = file.initializers.map((one) => (one.data === 'elsewhere' ? { ...one, place } : one));
  const imported = designOfFile({ ...file, initializers }, 'read');
  if (!imported.ok) throw new Error(JSON.stringify(imported.issues));
  const back: Design = {
    ...imported.value.design,
    weights: { file: 'net.onnx', format: 'onnx', sha256: '' },
  };
  const again = programOf(back);
  const none: WeightSource = ({ name }) => {
    throw new Error(`${name} is not in the file`);
  };
  const weights = fileWeights(storedWeights(again, back), tensor, none);
  if (!weights.ok) throw new Error(JSON.stringify(weights.issues));
  return { program, source, again, weights: weights.value, back };
}

const run = (program: Program, source: WeightSource) => {
  const [input] = program.inputs;
  const x = { shape: input!.shape, data: normals({ ...input!, name: 'x' }, 3) };
  const outputs = interpret(program, (weight) => wholeWeight(weight, source), { [input!.name]: x });
  return Object.values(outputs)[0]!;
};

test('attention with its positions first is read with its images first, and computes the same', () => {
  const { program, source, again, weights, back } = readBack(exported(channels));
  expect(back.nodes.map(({ definition }) => definition)).toContain('split');
  expect(back.nodes.some(({ definition }) => definition === 'slice')).toBe(false);
  expect(relativeDifference(run(again, weights), run(program, source))).toBeLessThan(1e-6);
});

test('what has its keys elsewhere is left as it is', () => {
  const { program, source, again, weights, back } = readBack(exported(channels + 1));
  expect(back.nodes.some(({ definition }) => definition === 'slice')).toBe(true);
  expect(relativeDifference(run(again, weights), run(program, source))).toBeLessThan(1e-6);
});
