import type { Tensor } from '../language/tensor.ts';
import { livelyWeights, normalInputs, normals, relativeDifference } from './conformance.fixture.ts';
import { interpret } from './interpreter.ts';
import type { Program, ProgramOperator, ProgramWeight } from './program.ts';

/** For tests only: how far two right runtimes may part. */

/** What a long sum may lose in single precision, as a share of a value: a few of its last bits. */
const lastBits = 2 ** -22;
/** What is apart by less needs no reason. */
const usual = 1e-4;
/** Roundings of two runtimes fall otherwise than those that are tried here. */
const margin = 8;

/** @param least what a value is moved by where it is small itself */
function moved({ shape, data }: Tensor, name: string, seed: number, least = 0): Tensor {
  const noise = normals({ name, shape }, seed);
  const by = (value: number, index: number) => (noise[index] as number) * (lastBits * value + least);
  return { shape, data: data.map((value, index) => value + by(value, index)) };
}

const sizeOf = (values: Float32Array): number =>
  values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

/**
 * How far a norm may be off by itself: a runtime may divide a value and its mean before it takes one from the other, and what each
 * loses then is a last bit of what it is over the root of epsilon at the most. One that has its mean and variance as weights does not.
 */
function lossOfNorm({ values, weights }: ProgramOperator, inputs: readonly Tensor[]): number {
  const { epsilon } = values;
  const hasStatistics = Object.values(weights).some(({ trainable }) => !trainable);
  if (hasStatistics || typeof epsilon !== 'number' || epsilon <= 0 || inputs[0] === undefined) return 0;
  return (lastBits * sizeOf(inputs[0].data)) / Math.sqrt(epsilon);
}

/**
 * How far a function of each value may be off by itself: in its tail, as 1 + erf(x) of a GELU, it gives what is left of larger values that
 * cancel, and these have lost a last bit of what it reads.
 */
function lossOfFunction(
  { weights }: ProgramOperator,
  inputs: readonly Tensor[],
  results: readonly Tensor[],
): number {
  const [only] = inputs;
  const isFunction =
    only !== undefined &&
    inputs.length === 1 &&
    Object.keys(weights).length === 0 &&
    results[0]?.shape.join() === only.shape.join();
  return isFunction ? (lastBits / 4) * sizeOf(only.data) : 0;
}

/**
 * The largest relative change of an output where every tensor and weight on the way to it is changed in its last bits: what a design makes
 * of the rounding of its operators. A norm over values that are all but equal makes it a whole number.
 */
function roundingOf(program: Program, seed: number): number {
  const movedBy = (operator: ProgramOperator): ProgramOperator => {
    const { path, definition } = operator;
    const evaluate: typeof definition.evaluate = (values, inputs, ...more) => {
      const results = definition.evaluate(values, inputs, ...more);
      const least = lossOfNorm(operator, inputs) + lossOfFunction(operator, inputs, results);
      return results.map((tensor, index) => moved(tensor, `${path} ${index}`, seed, least));
    };
    return { ...operator, definition: { ...definition, evaluate } };
  };
  const weightOf = livelyWeights(seed);
  const inputs = normalInputs(program, seed);
  const given = Object.entries(inputs).map(
    ([name, tensor]) => [name, moved(tensor, name, seed + 1)] as const,
  );
  // Standardized filters are normed too.
  const movedWeight = (weight: ProgramWeight) =>
    moved({ shape: weight.shape, data: weightOf(weight) }, weight.name, seed + 1).data as Float32Array;
  const exact = interpret(program, weightOf, inputs);
  const rounded = interpret(
    { ...program, operators: program.operators.map(movedBy) },
    movedWeight,
    Object.fromEntries(given),
  );
  return Math.max(
    ...Object.entries(exact).map(([name, tensor]) => relativeDifference(rounded[name], tensor)),
  );
}

/**
 * The relative difference that rounding explains, of a program with the lively weights of a seed: more than the usual only where
 * `difference` asks for it, as to find it out runs the program twice.
 */
export const toleranceOf = (difference: number, program: Program, seed: number): number =>
  difference < usual ? usual : usual + margin * roundingOf(program, seed);
