import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue } from '../catalogue.ts';
import type { Design } from '../document/design.ts';
import type { Tensor } from '../language/tensor.ts';
import { livelyWeight, normals, relativeDifference } from '../lower/conformance.fixture.ts';
import { encodeOnnx } from '../lower/onnx-bytes.ts';
import { onnxruntime } from '../lower/onnxruntime.fixture.ts';
import type { Program, ProgramWeight } from '../lower/program.ts';
import { lower } from '../lower/program.ts';
import { pythonWith } from '../lower/python.fixture.ts';
import { pythonScript } from './python-script.ts';
import { safetensorsOf } from './safetensors.ts';
import { stateOf } from './state.ts';
import type { PyTorchFile } from './write-pytorch.ts';
import { writePyTorch } from './write-pytorch.ts';

/** For tests only: a Python with PyTorch, where there is one. */
export const python = pythonWith('torch');
export const skipped = python === undefined ? ' (skipped: no Python here has torch)' : '';

/** What a design is in PyTorch, and what it is run on. */
interface Prepared {
  readonly name: string;
  readonly file: PyTorchFile;
  readonly program: Program;
  readonly inputs: Readonly<Record<string, Tensor>>;
  readonly weights: (weight: ProgramWeight) => Iterable<Float32Array>;
}

/** The codes of what keeps a design from being written. */
export function refusals(design: Design): readonly string[] {
  const file = writePyTorch(analyze(design, catalogue));
  return file.ok ? [] : file.issues.map(({ code }) => code);
}

function prepared(name: string, design: Design, seed: number): Prepared {
  const analysis = analyze(design, catalogue);
  const file = writePyTorch(analysis);
  const program = lower(analysis);
  if (!file.ok) throw new Error(`${name}: ${JSON.stringify(file.issues)}`);
  if (!program.ok) throw new Error(`${name}: ${JSON.stringify(program.issues)}`);
  const inputs = program.value.inputs.map(
    (input) => [input.name, { shape: input.shape, data: normals(input, seed) }] as const,
  );
  const made = new Map<string, Float32Array>();
  const weights = (weight: ProgramWeight) => {
    const values = made.get(weight.name) ?? livelyWeight(weight, seed);
    made.set(weight.name, values);
    return [values];
  };
  return { name, file: file.value, program: program.value, inputs: Object.fromEntries(inputs), weights };
}

function written(folder: string, index: number, { file, program, inputs, weights }: Prepared) {
  const at = (ending: string) => join(folder, `${index}.${ending}`);
  writeFileSync(at('py'), file.text);
  const weightsFile = openSync(at('safetensors'), 'w');
  for (const chunk of safetensorsOf(stateOf(file, program), weights).chunks) writeSync(weightsFile, chunk);
  closeSync(weightsFile);
  const tensors = program.inputs.map(({ name, shape }, input) => {
    const path = at(`in${input}`);
    writeFileSync(path, new Uint8Array(inputs[name]!.data.buffer));
    return { file: path, shape };
  });
  return {
    module: at('py'),
    className: file.className,
    weights: at('safetensors'),
    inputs: tensors,
    outputs: at('out'),
  };
}

/**
 * Runs designs in PyTorch and in onnxruntime, with the same random weights and inputs, and gives for each the outputs on which
 * they differ by more than a ten-thousandth, or what failed.
 */
export async function differences(
  designs: readonly (readonly [name: string, design: Design])[],
  seed = 1,
): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'blockwright-pytorch-'));
  try {
    const all = designs.map(([name, design]) => prepared(name, design, seed));
    const cases = all.map((each, index) => written(folder, index, each));
    const ran = spawnSync(python!, ['-c', pythonScript], {
      input: JSON.stringify(cases),
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    });
    const answers = ran.stdout.trim().split('\n');
    if (answers.length !== all.length) return [`Python ended: ${ran.stderr.slice(-2000)}`];
    const found: string[] = [];
    for (const [index, each] of all.entries()) {
      const answer = JSON.parse(answers[index]!) as { error?: string; shapes?: number[][] };
      if (answer.error !== undefined) {
        found.push(`${each.name}: ${answer.error}`);
        continue;
      }
      const model = encodeOnnx(each.program, { version: 'test', seed, weights: each.weights });
      if (!model.ok) throw new Error(JSON.stringify(model.issues));
      const expected = await onnxruntime(model.value, each.inputs);
      for (const [output, { name }] of each.program.outputs.entries()) {
        const bytes = readFileSync(`${cases[index]!.outputs}${output}`);
        const data = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
        const gap = relativeDifference({ shape: answer.shapes![output]!, data }, expected[name]!);
        if (!(gap < 1e-4)) found.push(`${each.name}, ${name}: ${gap}`);
      }
    }
    return found;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
