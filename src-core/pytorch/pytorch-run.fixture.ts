import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue, publicNamesOf } from '../catalogue.ts';
import type { Design } from '../document/design.ts';
import type { Tensor } from '../language/tensor.ts';
import { livelyWeight, normals, relativeDifference } from '../lower/conformance.fixture.ts';
import { interpret } from '../lower/interpreter.ts';
import { encodeOnnx } from '../lower/onnx-bytes.ts';
import { onnxruntime } from '../lower/onnxruntime.fixture.ts';
import type { Program, ProgramWeight } from '../lower/program.ts';
import { lower } from '../lower/program.ts';
import { pythonWith } from '../lower/python.fixture.ts';
import type { Computed } from './parity.ts';
import { gapOf, partedBy, tolerance } from './parity.ts';
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
  const file = writePyTorch(analysis, { names: publicNamesOf(design) });
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
    precision: 'float32',
  };
}

type Case = ReturnType<typeof written>;

/** What exported files compute, by case; what failed as a text. */
function computed(cases: readonly Case[]): readonly (string | readonly Computed[])[] {
  const input = JSON.stringify(cases);
  const ran = spawnSync(python!, ['-c', pythonScript], { input, encoding: 'utf8', maxBuffer: 2 ** 28 });
  const answers = ran.stdout.trim().split('\n');
  if (answers.length !== cases.length) throw new Error(`Python ended: ${ran.stderr.slice(-2000)}`);
  return answers.map((answer, index) => {
    const { error, shapes } = JSON.parse(answer) as { error?: string; shapes?: number[][] };
    const { outputs, precision } = cases[index]!;
    return (
      error ?? shapes!.map((shape, output) => ({ shape, data: numbersIn(`${outputs}${output}`, precision) }))
    );
  });
}

function numbersIn(path: string, precision: string): Float32Array | Float64Array {
  const bytes = new Uint8Array(readFileSync(path)).buffer;
  return precision === 'float32' ? new Float32Array(bytes) : new Float64Array(bytes);
}

function inFolder<T>(work: (folder: string) => T | Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'blockwright-pytorch-'));
  return Promise.resolve(work(folder)).finally(() => rmSync(folder, { recursive: true, force: true }));
}

/**
 * Runs designs in PyTorch and in onnxruntime, with the same random weights and inputs, and gives for each the outputs on which
 * they differ by more than a ten-thousandth that is not rounding, or what failed.
 */
export function differences(
  designs: readonly (readonly [name: string, design: Design])[],
  seed = 1,
): Promise<readonly string[]> {
  return inFolder(async (folder) => {
    const all = designs.map(([name, design]) => prepared(name, design, seed));
    const cases = all.map((each, index) => written(folder, index, each));
    const found: string[] = [];
    for (const [index, got] of computed(cases).entries()) {
      const { name, program, weights, inputs } = all[index]!;
      if (typeof got === 'string') {
        found.push(`${name}: ${got}`);
        continue;
      }
      const model = encodeOnnx(program, { version: 'test', seed, weights });
      if (!model.ok) throw new Error(JSON.stringify(model.issues));
      const expected = await onnxruntime(model.value, inputs);
      const exact = () => computed([{ ...cases[index]!, precision: 'float64' }])[0] as readonly Computed[];
      for (const [at, output] of program.outputs.entries()) {
        const gap = relativeDifference(got[at] as Tensor, expected[output.name]!);
        if (gap < tolerance) continue;
        const a = gapOf(exact()[at]!, expected[output.name]).maxRel;
        const b = gapOf(exact()[at]!, got[at]).maxRel;
        if (partedBy({ a, b }) !== 'rounding')
          found.push(`${name}, ${output.name}: ${gap}, off double precision ${a} and ${b}`);
      }
    }
    return found;
  });
}

/**
 * How far the exported file of a design is, in double precision, from the plain `evaluate` of its operators in double
 * precision: the largest gap of its outputs.
 */
export function doubleGap(name: string, design: Design, seed = 1): Promise<number> {
  return inFolder((folder) => {
    const each = prepared(name, design, seed);
    const { program, inputs } = each;
    const [got] = computed([{ ...written(folder, 0, each), precision: 'float64' }]);
    if (typeof got === 'string') throw new Error(got);
    const weightOf = (weight: ProgramWeight) => [...each.weights(weight)][0]!;
    // All that an operator makes room for is made by this name.
    vi.stubGlobal('Float32Array', Float64Array);
    try {
      const expected = interpret(program, weightOf, inputs);
      const gaps = program.outputs.map((output, at) => gapOf(expected[output.name]!, got![at]).maxRel);
      return Math.max(...gaps);
    } finally {
      vi.unstubAllGlobals();
    }
  });
}
