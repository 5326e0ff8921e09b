import type { Tensor } from '../../src-core/language/tensor.ts';
import { interpretSteps } from '../../src-core/lower/interpreter.ts';
import type { Program, ProgramWeight } from '../../src-core/lower/program.ts';
import type { WeightSource } from '../../src-core/lower/weights.ts';
import { wholeWeight } from '../../src-core/lower/weights.ts';
import type { WorkContext } from './loadable.ts';
import { seededValues } from './session.ts';

/** The most multiply-accumulates that the reference interpreter is asked for: about 20 s of one core. */
export const referenceLimit = 1_000_000_000;

/** All tensors of a program as its definitions' own plain `evaluate` gives them, by name. Other work goes on between two operators. */
export async function referenceTensors(
  program: Program,
  source: WeightSource,
  inputSeed: number,
  progress: WorkContext['progress'],
): Promise<ReadonlyMap<string, Tensor>> {
  const weightOf = (weight: ProgramWeight) => wholeWeight(weight, source);
  const inputs = program.inputs.map((input) => [
    input.name,
    { shape: input.shape, data: seededValues(input, inputSeed) },
  ]);
  const steps = interpretSteps(program, weightOf, Object.fromEntries(inputs));
  const made = new Map<string, Tensor>();
  const total = program.operators.length;
  for (let done = 0; ; done++) {
    progress({ phase: 'verify', done, total });
    await new Promise((resolve) => setImmediate(resolve));
    const step = steps.next();
    if (step.done === true) {
      for (const [name, tensor] of Object.entries(step.value)) made.set(name, tensor);
      return made;
    }
    const { operator, tensors } = step.value;
    for (const [index, { name }] of operator.outputs.entries()) made.set(name, tensors[index]!);
  }
}
