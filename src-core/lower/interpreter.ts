import type { Tensor } from '../language/tensor.ts';
import { elementCount } from '../language/tensor.ts';
import type { Program, ProgramOperator, ProgramTensor, ProgramWeight } from './program.ts';

/** What of a program runs: its operators and copies, from its inputs to its outputs. */
interface ProgramSteps extends Pick<Program, 'operators' | 'copies'> {
  readonly inputs: readonly ProgramTensor[];
  readonly outputs: readonly ProgramTensor[];
}

/** Values of a weight, in order. */
export type WeightValues = (weight: ProgramWeight) => Float32Array;

/**
 * Runs a program through each definition's own plain `evaluate`: slow, and the measure of every faster runtime.
 * `inputs` are keyed by the names of the inputs' tensors, the result by those of the outputs. A tensor is let go after its last
 * use. Missing inputs and wrong sizes are a programmer's error.
 */
export function interpret(
  program: ProgramSteps,
  weightOf: WeightValues,
  inputs: Readonly<Record<string, Tensor>>,
): Record<string, Tensor> {
  const steps = interpretSteps(program, weightOf, inputs);
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
}

/** An operator that has just run, and what it gave. */
interface Interpreted {
  readonly operator: ProgramOperator;
  readonly tensors: readonly Tensor[];
}

/** As `interpret`, a step an operator: the caller sees every tensor as it is made, and may do other things between. */
export function* interpretSteps(
  program: ProgramSteps,
  weightOf: WeightValues,
  inputs: Readonly<Record<string, Tensor>>,
): Generator<Interpreted, Record<string, Tensor>> {
  const live = new Map<string, Tensor>();
  for (const { name, shape } of program.inputs) {
    const tensor = inputs[name];
    if (tensor === undefined) throw new Error(`there is no input ${name}`);
    live.set(name, checked(name, tensor, shape));
  }
  const reads = readCounts(program);
  const read = (name: string): Tensor => {
    const tensor = live.get(name);
    if (tensor === undefined) throw new Error(`${name} is read before it is written`);
    const left = (reads.get(name) as number) - 1;
    reads.set(name, left);
    if (left === 0) live.delete(name);
    return tensor;
  };
  for (const operator of program.operators) {
    const tensors = evaluateOperator(
      operator,
      operator.inputs.map((input) => read(input.name)),
      weightOf,
    );
    for (const [index, { name }] of operator.outputs.entries()) {
      if (reads.has(name)) live.set(name, tensors[index] as Tensor);
    }
    yield { operator, tensors };
  }
  for (const { input, output } of program.copies) live.set(output.name, read(input.name));
  return Object.fromEntries(program.outputs.map(({ name }) => [name, read(name)]));
}

/** How often each tensor is read, the caller's own reading of the outputs included. */
function readCounts({ operators, copies, outputs }: ProgramSteps): Map<string, number> {
  const counts = new Map<string, number>();
  const all = [
    ...operators.flatMap((operator) => operator.inputs),
    ...copies.map((copy) => copy.input),
    ...outputs,
  ];
  for (const { name } of all) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** What an operator alone gives, by its definition's own plain `evaluate`. Wrong sizes are a programmer's error. */
export function evaluateOperator(
  operator: ProgramOperator,
  inputs: readonly Tensor[],
  weightOf: WeightValues,
): readonly Tensor[] {
  const { path, definition, values, outputs } = operator;
  const weights: Record<string, Tensor> = {};
  for (const [short, weight] of Object.entries(operator.weights)) {
    weights[short] = checked(weight.name, { shape: weight.shape, data: weightOf(weight) }, weight.shape);
  }
  const shapes = outputs.map((output) => output.shape);
  const results = definition.evaluate(values, inputs, weights, shapes);
  if (results.length !== shapes.length) throw new Error(`${path} gave ${results.length} tensors`);
  for (const [index, tensor] of results.entries()) checked(path, tensor, shapes[index] as readonly number[]);
  return results;
}

function checked(name: string, tensor: Tensor, shape: readonly number[]): Tensor {
  const same = tensor.shape.length === shape.length && tensor.shape.every((size, i) => size === shape[i]);
  if (!same || tensor.data.length !== elementCount(shape)) {
    throw new Error(`${name} has the sizes ${tensor.shape.join(', ')}, expected ${shape.join(', ')}`);
  }
  return tensor;
}
