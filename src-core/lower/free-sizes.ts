import type { Analysis } from '../analysis/analyzer.ts';
import type { Issue, Result } from '../errors.ts';
import { fail, issue, ok } from '../errors.ts';
import type { Catalogue } from '../language/definition.ts';
import type { FreeSize } from '../language/onnx.ts';
import { lowerOperator, namesOf, OnnxRefusal } from './onnx-lowering.ts';
import type { OnnxOptions } from './onnx-options.ts';
import type { Program, ProgramOperator, ProgramTensor } from './program.ts';
import type { Probe } from './size-probes.ts';
import { sizeProbes } from './size-probes.ts';

/** The sizes that one tensor has in each probe. */
type Sizes = readonly (readonly number[])[];

/** One probe, its operators by path and the sizes of the tensors of the reference in it. */
interface Sample {
  readonly varied: readonly string[];
  readonly operators: ReadonlyMap<string, ProgramOperator>;
  readonly shapes: ReadonlyMap<string, readonly number[]>;
}

/** An operator that is left out at these sizes hands its input on, where the two have their axes in common. */
function sampled(reference: Program, { varied, program }: Probe): Sample {
  const operators = new Map(program.operators.map((operator) => [operator.path, operator]));
  const shapes = new Map(program.inputs.map(({ name, shape }) => [name, shape]));
  for (const { path, inputs, outputs } of reference.operators) {
    const found = operators.get(path);
    for (const [index, { name, shape: own }] of outputs.entries()) {
      const shape = found?.outputs[index]?.shape ?? shapes.get(inputs[0]?.name ?? '');
      if (shape?.length === own.length) shapes.set(name, shape);
    }
  }
  for (const { input, output } of reference.copies) shapes.set(output.name, shapes.get(input.name) ?? []);
  return { varied, operators, shapes };
}

/** Reads off the samples which sizes are free, and what each follows from. */
class FreeSizes {
  readonly #samples: readonly Sample[];
  /** The dimensions of the inputs, by what they are in every sample. */
  readonly #names = new Map<string, string>();

  constructor(samples: readonly Sample[], inputs: readonly ProgramTensor[]) {
    this.#samples = samples;
    for (const input of inputs) {
      for (const [axis] of input.shape.entries()) this.#nameOf(input, axis);
    }
  }

  of({ name, shape }: ProgramTensor): readonly (FreeSize | null)[] {
    const all: Sizes = this.#samples.map(({ shapes }) => shapes.get(name) ?? shape);
    return shape.map((_, axis) => this.#sizeOf(all.map((sizes) => sizes[axis] as number)));
  }

  #sizeOf(sizes: readonly number[]): FreeSize | null {
    const [own] = sizes;
    if (sizes.every((size) => size === own)) return null;
    const alone = this.#samples.filter(({ varied }, at) => varied.length === 1 && sizes[at] !== own);
    const of = [...new Set(alone.flatMap(({ varied }) => varied))].join(' and ');
    const id = sizes.join();
    return { id, of: of === '' ? 'these sizes' : of, name: this.#names.get(id) ?? null };
  }

  /** A dimension has its own name where all inputs agree on it, else that of its input before it. */
  #nameOf(input: ProgramTensor, axis: number): void {
    const sizes = this.#samples.map(({ shapes }) => shapes.get(input.name)?.[axis] as number);
    const free = this.#sizeOf(sizes);
    if (free === null || this.#names.has(free.id)) return;
    const taken = new Set(this.#names.values());
    this.#names.set(free.id, taken.has(free.of) ? `${input.name}_${free.of}` : free.of);
  }
}

/** What an operator lowers to, as text in which two sizes of its tensors can differ only where the file would. */
function lowering(operator: ProgramOperator, options: OnnxOptions): string {
  const alone = { inputs: [], outputs: [], operators: [operator], copies: [] };
  const names = namesOf(alone, Object.values(operator.weights));
  const { nodes, constants } = lowerOperator(operator, options, names);
  const plain = (_: string, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value instanceof Float32Array ? [...value] : value;
  return JSON.stringify([nodes, constants], plain);
}

/** Why an operator of the reference does not hold at the sizes of a sample; null where it does. */
function fault(operator: ProgramOperator, form: string, sample: Sample, options: OnnxOptions): Issue | null {
  const { path, inputs, outputs, weights } = operator;
  const other = sample.operators.get(path);
  if (other === undefined) return null;
  const dimension = sample.varied.join(' and ');
  for (const [short, { shape }] of Object.entries(other.weights)) {
    if (weights[short]?.shape.join() !== shape.join())
      return issue('export/free-weight', { node: path }, { name: short, dimension });
  }
  const at = (tensors: readonly ProgramTensor[], own: readonly ProgramTensor[]) =>
    own.map((tensor, index) => ({ ...tensor, shape: tensors[index]?.shape ?? tensor.shape }));
  const there = { ...other, inputs: at(other.inputs, inputs), outputs: at(other.outputs, outputs) };
  return lowering(there, options) === form ? null : issue('export/free-size', { node: path }, { dimension });
}

/**
 * Lowers a design whose named input dimensions are free. The program is one that runs at every size: each operator is lowered
 * at many sizes, and refused where its ONNX form would differ (`export/free-size`), as are weights whose sizes follow the
 * input (`export/free-weight`). Issues also: those of `sizeProbes`.
 */
export function lowerFree(
  analysis: Analysis,
  catalogue: Catalogue,
  program: Program,
  names: readonly string[],
  options: OnnxOptions,
): Result<Program> {
  const probes = sizeProbes(analysis, catalogue, names);
  if (!probes.ok) return probes;
  const all: readonly Probe[] = [{ varied: [], program }, ...probes.value];
  // An operator may pass its input through at some sizes; where most of them run, all do.
  const { program: reference } = all.reduce((most, probe) =>
    probe.program.operators.length > most.program.operators.length ? probe : most,
  );
  const samples = all.map((probe) => sampled(reference, probe));
  const sizes = new FreeSizes(samples, reference.inputs);
  const free = <Tensor extends ProgramTensor>(tensor: Tensor): Tensor => ({
    ...tensor,
    free: sizes.of(tensor),
  });
  const operators = reference.operators.map((operator) => ({
    ...operator,
    inputs: operator.inputs.map(free),
    outputs: operator.outputs.map(free),
  }));
  const stray = strayItem(reference, all);
  if (stray !== null)
    return fail(issue('export/free-items', { node: stray }, { dimension: names.join(' and ') }));
  try {
    for (const operator of operators) {
      const form = lowering(operator, options);
      for (const sample of samples) {
        const found = fault(operator, form, sample, options);
        if (found !== null) return fail(found);
      }
    }
  } catch (error) {
    if (error instanceof OnnxRefusal) return fail(error.issue);
    throw error;
  }
  return ok({
    ...program,
    inputs: reference.inputs.map(free),
    outputs: reference.outputs.map(free),
    operators,
    copies: reference.copies.map(({ path, input, output }) => ({
      path,
      input: free(input),
      output: free(output),
    })),
  });
}

/** An operator of another probe that the reference does not have; null where there is none. */
function strayItem(reference: Program, all: readonly Probe[]): string | null {
  const known = new Set(reference.operators.map(({ path }) => path));
  const paths = all.flatMap(({ program }) => program.operators.map(({ path }) => path));
  return paths.find((path) => !known.has(path)) ?? null;
}
