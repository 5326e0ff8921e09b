import type { Tensor } from '../../src-core/language/tensor.ts';
import { gapOf } from '../../src-core/lower/agreement.ts';
import { evaluateOperator } from '../../src-core/lower/interpreter.ts';
import type { Program, ProgramWeight } from '../../src-core/lower/program.ts';
import type { WeightSource } from '../../src-core/lower/weights.ts';
import { wholeWeight } from '../../src-core/lower/weights.ts';

type Tensors = ReadonlyMap<string, Tensor>;

/**
 * The most that any operator is off what it must give from the very tensors that it was given in a run: what it does wrong by
 * itself, without what came to it wrong already. As a share of the largest value; null where a tensor of the run is not known.
 * Other work goes on between two operators.
 * @param given what comes into the program
 * @param run what it computed inside
 */
export async function largestOwnGap(
  { operators }: Program,
  source: WeightSource,
  given: Tensors,
  run: Tensors,
): Promise<number | null> {
  const valuesOf = (weight: ProgramWeight) => wholeWeight(weight, source);
  let largest = 0;
  for (const operator of operators) {
    const inputs = operator.inputs.flatMap(({ name }) => run.get(name) ?? given.get(name) ?? []);
    if (inputs.length < operator.inputs.length) return null;
    const wanted = evaluateOperator(operator, inputs, valuesOf);
    for (const [index, { name }] of operator.outputs.entries()) {
      const got = run.get(name);
      if (got === undefined) return null;
      largest = Math.max(largest, gapOf(wanted[index]!, got).maxRel);
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  return largest;
}
