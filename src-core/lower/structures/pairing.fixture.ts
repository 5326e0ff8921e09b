import { encodeOnnx } from '../onnx-bytes.ts';
import { onnxruntime } from '../onnxruntime.fixture.ts';
import type { Program, ProgramWeight } from '../program.ts';
import { structureOf } from './of-program.fixture.ts';
import type { Structure } from './structure.fixture.ts';
import { canonical } from './structure.fixture.ts';
import { inputValues } from './values.fixture.ts';

interface Pairing {
  /** Names of our weights in the order in which theirs are used. */
  readonly weights: readonly string[];
  /** For each of their outputs, which of ours it is. */
  readonly outputs: readonly number[];
}

/** Which of our weights and outputs are which of a structure that does the same. */
export function pairingOf(program: Program, { steps, outputs }: Structure): Pairing {
  const ours = structureOf(program);
  const [mine, its] = [canonical(ours), canonical({ steps, outputs })];
  // The line of the one is the line of the other, so the weights of its step are those of the other's step.
  const named = its.places.map((place, line) => ({
    place,
    names: ours.steps[mine.places[line]! - 1]!.weights ?? [],
  }));
  const inOrder = named.toSorted((a, b) => a.place - b.place).flatMap(({ names }) => names);
  return {
    weights: [...new Set(inOrder)],
    outputs: [...outputs.keys()].map((index) => mine.order[its.order.indexOf(index)]!),
  };
}

/** What onnxruntime computes of our file with those weights, of the inputs that `inputValues` gives. */
export async function outputsOf(
  program: Program,
  values: ReadonlyMap<string, Float32Array>,
): Promise<readonly Float32Array[]> {
  const weights = ({ name }: ProgramWeight) => [values.get(name)!];
  const model = encodeOnnx(program, { version: 'test', seed: 1, weights });
  if (!model.ok) throw new Error(JSON.stringify(model.issues));
  const given = inputValues(program);
  const inputs = program.inputs.map(({ name, shape }, index) => [name, { shape, data: given[index]! }]);
  const outputs = await onnxruntime(model.value, Object.fromEntries(inputs));
  return program.outputs.map((output) => outputs[output.name]!.data);
}
