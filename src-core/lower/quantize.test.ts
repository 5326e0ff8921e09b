import { expect, test } from 'vitest';
import type { Tensor } from '../language/tensor.ts';
import { elementCount } from '../language/tensor.ts';
import { livelyWeight, normalInputs } from './conformance.fixture.ts';
import { foldNorms } from './fold-norms.ts';
import { interpret, interpretSteps } from './interpreter.ts';
import { joinedBytes } from './joined-bytes.ts';
import type { OnnxBytes } from './onnx-bytes.ts';
import { encodeOnnx } from './onnx-bytes.ts';
import { plainExport } from './onnx-options.ts';
import type { OnnxFile } from './onnx-read.ts';
import { readOnnx } from './onnx-read.ts';
import { valuesOf } from './onnx-read-tensor.ts';
import { elementType } from './onnx-schema.ts';
import { onnxruntime } from './onnxruntime.fixture.ts';
import type { Program, ProgramWeight } from './program.ts';
import { programOf } from './small-design.fixture.ts';
import type { ValueRange, ValueRanges } from './value-ranges.ts';
import { wholeWeight } from './weights.ts';

const seed = 7;

/** Each kind of operator that is written in whole numbers, and some that are not. */
const { program } = foldNorms(
  programOf({
    input: ['input', { channels: 3, height: 12, width: 12 }],
    stem: ['conv2d', { outChannels: 12, kernel: 3, bias: true }, 'input'],
    relu: ['relu', {}, 'stem'],
    pool: ['max-pool', { kernel: 3, stride: 2 }, 'relu'],
    conv: ['conv2d', { outChannels: 12, kernel: 3 }, 'pool'],
    norm: ['batch-norm', {}, 'conv'],
    sum: ['add', {}, 'norm', 'pool'],
    joined: ['concat', {}, 'sum', 'pool'],
    tanh: ['tanh', {}, 'joined'],
    gated: ['mul', {}, 'joined', 'tanh'],
    mean: ['global-avg-pool', {}, 'gated'],
    flat: ['flatten', {}, 'mean'],
    head: ['linear', { outFeatures: 5 }, 'flat'],
    output: ['output', {}, 'head'],
  }),
);

const own = (weight: ProgramWeight): Iterable<Float32Array> => [livelyWeight(weight, seed)];
const weightOf = (weight: ProgramWeight): Float32Array => wholeWeight(weight, own);
const inputs = normalInputs(program, seed);

function rangesOf(of: Program): ValueRanges {
  const reach = ({ data }: Tensor): ValueRange => ({ low: Math.min(...data), high: Math.max(...data) });
  const ranges = new Map(Object.entries(inputs).map(([name, tensor]) => [name, reach(tensor)]));
  for (const { operator, tensors } of interpretSteps(of, weightOf, inputs))
    for (const [at, { name }] of operator.outputs.entries()) ranges.set(name, reach(tensors[at]!));
  return ranges;
}

function encoded(ranges: ValueRanges): OnnxBytes {
  const onnx = encodeOnnx(program, {
    version: 'test',
    seed,
    weights: own,
    onnx: { ...plainExport, precision: 'int8', ranges },
  });
  if (!onnx.ok) throw new Error(JSON.stringify(onnx.issues));
  return onnx.value;
}

function fileOf(bytes: OnnxBytes): OnnxFile {
  const file = readOnnx(joinedBytes([...bytes.chunks].map((chunk) => chunk.slice())));
  if (!file.ok) throw new Error(JSON.stringify(file.issues));
  return file.value;
}

const ranges = rangesOf(program);
const whole = fileOf(encoded(ranges));
const stored = (name: string) => {
  const tensor = whole.initializers.find((one) => one.name === name)!;
  return { ...tensor, values: valuesOf(tensor)! };
};
const writerOf = (name: string) => whole.nodes.find(({ outputs }) => outputs.includes(name))!;

test('weights are the nearest numbers of -127 to 127 by their output channel, biases in steps of what they are added to', () => {
  const products = whole.nodes.filter(({ op }) => op === 'Conv' || op === 'Gemm');
  expect(products.map(({ op }) => op)).toEqual(['Conv', 'Conv', 'Gemm']);
  const weights = program.operators.flatMap((operator) => Object.entries(operator.weights));
  for (const [at, { inputs: read }] of products.entries()) {
    const [before, weight, bias] = read.map(writerOf);
    const [numbers, scales, zeros] = weight!.inputs.map((name) => stored(name));
    expect([numbers!.elementType, zeros!.elementType]).toEqual([elementType.int8, elementType.int8]);
    const [, exact] = weights.filter(([short]) => short === 'weight')[at]!;
    const values = weightOf(exact);
    const each = elementCount(exact.shape.slice(1));
    for (const [channel, scale] of scales!.values.entries()) {
      const row = numbers!.values.slice(channel * each, (channel + 1) * each);
      expect(Math.max(...row.map(Math.abs))).toBe(127);
      for (const [place, number] of row.entries())
        expect(Math.abs(number * scale - values[channel * each + place]!)).toBeLessThanOrEqual(
          scale * 0.5001,
        );
    }
    const [sums, steps] = bias!.inputs.map((name) => stored(name));
    expect(sums!.elementType).toBe(elementType.int32);
    const [step] = stored(before!.inputs[1]!).values;
    expect(steps!.values).toEqual(scales!.values.map((scale) => Math.fround(scale * step!)));
    const summands = weightOf(weights.filter(([short]) => short === 'bias')[at]![1]);
    for (const [channel, sum] of sums!.values.entries())
      expect(Math.abs(sum * steps!.values[channel]! - summands[channel]!)).toBeLessThanOrEqual(
        steps!.values[channel]! * 0.51,
      );
  }
});

test('a step has room for all that was seen and for zero itself, and what only moves values keeps it', () => {
  const steps = new Map(
    whole.nodes
      .filter(({ op }) => op === 'QuantizeLinear')
      .map(({ inputs: [name, scale, zero] }) => [
        name!,
        [stored(scale!).values[0]!, stored(zero!).values[0]!],
      ]),
  );
  for (const [name, [scale, zero]] of steps) {
    if (name === 'pool') continue;
    const { low, high } = ranges.get(name)!;
    expect(Number.isInteger(zero)).toBe(true);
    expect(scale! * (0 - zero!)).toBeLessThanOrEqual(Math.min(0, low) + scale!);
    expect(scale! * (255 - zero!)).toBeGreaterThanOrEqual(Math.max(0, high) - scale!);
  }
  expect(steps.get('pool')).toEqual(steps.get('relu'));
  // What the activation cuts off is rounded behind it alone.
  expect(steps.has('stem')).toBe(false);
  expect(steps.has('output')).toBe(false);
});

test('onnxruntime computes in whole numbers what the reference does in reals, to the steps', async () => {
  const expected = Object.values(interpret(program, weightOf, inputs))[0]!;
  const [got] = Object.values(await onnxruntime(encoded(ranges), inputs));
  const squares = (values: Float32Array) => values.reduce((sum, value) => sum + value * value, 0);
  const off = got!.data.map((value, at) => value - expected.data[at]!);
  const share = Math.sqrt(squares(off) / squares(expected.data));
  expect(share).toBeGreaterThan(0);
  expect(share).toBeLessThan(0.03);
});

test('tensors of which nothing is known, or of one value, stay real', async () => {
  const none = fileOf(encoded(new Map()));
  expect(none.nodes.filter(({ op }) => op === 'QuantizeLinear')).toEqual([]);
  expect(none.initializers.every((tensor) => tensor.elementType !== elementType.int8)).toBe(true);
  const still = new Map(
    [...ranges].map(([name, range]) => [name, name === 'input' ? { low: 0, high: 0 } : range]),
  );
  const [first] = fileOf(encoded(still)).nodes;
  expect(first).toMatchObject({ op: 'Conv', inputs: ['input', expect.anything(), expect.anything()] });
});
