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
import type { WeightSource } from '../../lower/weights.ts';
import { wholeWeight, withDerived } from '../../lower/weights.ts';
import { designOfFile } from '../import-onnx.ts';
import { fileOf } from '../without-weights.fixture.ts';

function programOf(design: Design): Program {
  const program = lower(analyze(design, catalogue));
  if (!program.ok) throw new Error(JSON.stringify(program.issues));
  return program.value;
}

/**
 * What a design's file is read as, and how far that computes something else with the weights of the file: the largest
 * difference of an output, relative to it.
 */
export function readBack(design: Design): { readonly definitions: readonly string[]; readonly gap: number } {
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
  return {
    definitions: back.nodes.map(({ definition }) => definition),
    gap: relativeDifference(run(again, weights.value), run(program, source)),
  };
}

const run = (program: Program, source: WeightSource) => {
  const [input] = program.inputs;
  const x = { shape: input!.shape, data: normals({ ...input!, name: 'x' }, 3) };
  const outputs = interpret(program, (weight) => wholeWeight(weight, source), { [input!.name]: x });
  return Object.values(outputs)[0]!;
};
