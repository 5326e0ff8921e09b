import type { Result } from '../errors.ts';
import { ok } from '../errors.ts';
import type { Tensor } from '../language/tensor.ts';
import { elementCount } from '../language/tensor.ts';
import { interpret } from './interpreter.ts';
import { normalOf } from './normal.ts';
import type { OnnxBytes } from './onnx-bytes.ts';
import { encodeOnnx } from './onnx-bytes.ts';
import type { OnnxOptions } from './onnx-options.ts';
import type { Program, ProgramTensor, ProgramWeight } from './program.ts';
import { WordStream } from './random.ts';
import { fillWeight } from './weights.ts';

type Tensors = Readonly<Record<string, Tensor>>;

/** Loads a model, runs it once on inputs by name, and gives its outputs by name. */
export type Runtime = (model: OnnxBytes, inputs: Tensors) => Promise<Tensors>;

/**
 * Runs a program on a runtime and on the interpreter, with the same random weights and inputs. The file is made of
 * `exported` where that is given, which is then the same design with other options.
 * Gives the relative difference of every output by name; refuses what `encodeOnnx` refuses.
 */
export async function conformance(
  program: Program,
  run: Runtime,
  seed: number,
  { exported = program, onnx }: { readonly exported?: Program; readonly onnx?: OnnxOptions } = {},
): Promise<Result<Readonly<Record<string, number>>>> {
  const weightOf = livelyWeights(seed);
  const weights = (weight: ProgramWeight) => [weightOf(weight)];
  const model = encodeOnnx(exported, { version: 'test', seed, weights, ...(onnx && { onnx }) });
  if (!model.ok) return model;
  const inputs = normalInputs(program, seed);
  const expected = interpret(program, weightOf, inputs);
  const actual = await run(model.value, inputs);
  const differences = Object.entries(expected).map(([name, tensor]) => [
    name,
    relativeDifference(actual[name], tensor),
  ]);
  return ok(Object.fromEntries(differences));
}

/** Values below this are what rounding leaves of larger ones that cancel, such as the mean of what a norm gives. */
const rounding = 1e-4;

/**
 * Largest difference between two tensors, over the largest size of the expected values, or over 1e-4 where these are
 * smaller; NaN where an expected value is not finite, infinite where the shapes differ or another value is not.
 */
export function relativeDifference(actual: Tensor | undefined, expected: Tensor): number {
  if (actual === undefined || actual.shape.join() !== expected.shape.join()) return Number.POSITIVE_INFINITY;
  let difference = 0;
  let size = 0;
  for (let i = 0; i < expected.data.length; i++) {
    if (!Number.isFinite(expected.data[i])) return Number.NaN;
    const gap = Math.abs((actual.data[i] as number) - (expected.data[i] as number));
    if (!Number.isFinite(gap)) return Number.POSITIVE_INFINITY;
    difference = Math.max(difference, gap);
    size = Math.max(size, Math.abs(expected.data[i] as number));
  }
  return difference / Math.max(size, rounding);
}

/** Normal numbers for every input, by name. */
export const normalInputs = ({ inputs }: Program, seed: number): Tensors =>
  Object.fromEntries(inputs.map((input) => [input.name, { shape: input.shape, data: normals(input, seed) }]));

/** The lively values of each weight, made once. */
export function livelyWeights(seed: number): (weight: ProgramWeight) => Float32Array {
  const made = new Map<string, Float32Array>();
  return (weight) => {
    const values = made.get(weight.name) ?? livelyWeight(weight, seed);
    made.set(weight.name, values);
    return values;
  };
}

/** Fresh weights would hide what a norm does, since it starts as the identity: constants are moved, and stay positive. */
export function livelyWeight(weight: ProgramWeight, seed: number): Float32Array {
  if (weight.init !== 'zeros' && weight.init !== 'ones') return fillWeight(weight, seed);
  const noise = normals(weight, seed);
  return weight.init === 'zeros'
    ? noise.map((value) => value / 8)
    : noise.map((value) => 1 / (1 + Math.abs(value) / 2));
}

export function normals({ name, shape }: ProgramTensor, seed: number): Float32Array {
  const words = new Uint32Array(elementCount(shape));
  new WordStream(seed, name).fill(words);
  return Float32Array.from(words, normalOf);
}
