import { encodeOnnx } from '../onnx-bytes.ts';
import { onnxruntime } from '../onnxruntime.fixture.ts';
import type { Program, ProgramWeight } from '../program.ts';
import type { Structure } from './structure.fixture.ts';
import { canonical, withWeights } from './structure.fixture.ts';
import { inputValues } from './values.fixture.ts';

interface Pairing {
  /** Names of our weights in the order in which theirs are used; undefined where theirs change no output. */
  readonly weights: readonly (string | undefined)[];
  /** For each of their outputs, which of ours it is. */
  readonly outputs: readonly number[];
}

const weightsOfNorm: Readonly<Record<string, number>> = { 'batch-norm': 4, 'layer-norm': 2, 'group-norm': 2 };

/** How many weights a step has, by its words. */
const weightCount = (text: string): number =>
  weightsOfNorm[text.split(' ')[0]!] ?? (text.endsWith(' bias') ? 2 : 1);

/** Which of our weights and outputs are which of a structure that does the same. */
export function pairingOf(ours: Structure, { steps, outputs }: Structure): Pairing {
  const [mine, its] = [canonical(ours), canonical({ steps, outputs })];
  // The line of the one is the line of the other, so the weights of its step are those of the other's step.
  const paired = new Map(its.places.map((place, line) => [place, ours.steps[mine.places[line]! - 1]!]));
  const weights = steps.flatMap(({ text, owner }, index): readonly (string | undefined)[] => {
    if (!withWeights.test(text) || owner !== index + 1) return [];
    return paired.get(index + 1)?.weights ?? Array.from({ length: weightCount(text) }, () => undefined);
  });
  return { weights, outputs: [...outputs.keys()].map((index) => mine.order[its.order.indexOf(index)]!) };
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
