import type { Analysis } from '../analysis/analyzer.ts';
import type { FlatOperator, FlatProgram, FlatScope, FlatTensor } from '../analysis/flat-program.ts';
import { flatProgramOf } from '../analysis/flat-program.ts';
import type { Issue, Result } from '../errors.ts';
import { fail, issue, ok, problemsOf } from '../errors.ts';
import type { OperatorDefinition, WeightInit, WeightPart } from '../language/definition.ts';
import type { Value, Values } from '../language/field.ts';
import { valueText } from '../language/resolve.ts';
import { elementCount } from '../language/tensor.ts';

export interface ProgramTensor {
  readonly name: string;
  readonly shape: readonly number[];
}

/**
 * A weight tensor under its full name, `<path>.<short name>`; not trainable ones are buffers. Operators that share a
 * weight name it alike, after the first of them.
 */
export interface ProgramWeight {
  readonly name: string;
  readonly shape: readonly number[];
  readonly init: WeightInit;
  readonly trainable: boolean;
  readonly part: WeightPart;
}

/** A leaf operator that runs. `weights` are keyed by the short names its definition uses. */
export interface ProgramOperator {
  readonly path: string;
  readonly definition: OperatorDefinition;
  readonly values: Values;
  readonly inputs: readonly ProgramTensor[];
  readonly outputs: readonly ProgramTensor[];
  readonly weights: Readonly<Record<string, ProgramWeight>>;
}

/** An Output whose tensor already has a name of its own: an input of the design, or a tensor of an earlier Output. */
interface ProgramCopy {
  /** The Output's id. */
  readonly path: string;
  readonly input: ProgramTensor;
  readonly output: ProgramTensor;
}

type ScopeValue = string | number | boolean | readonly (string | number)[];

/** One item of the design or of an expansion: what a reader of the file needs to raise it back to blocks. */
interface Scope {
  readonly path: string;
  readonly definition: string;
  readonly fields: Readonly<Record<string, ScopeValue>>;
}

/** The design as a list of operators in exported order; every tensor has one name and a concrete shape. */
export interface Program {
  readonly title: string;
  readonly inputs: readonly ProgramTensor[];
  /** Named by the ids of the Outputs. */
  readonly outputs: readonly ProgramTensor[];
  readonly operators: readonly ProgramOperator[];
  /** What is left to do for the Outputs after the operators. */
  readonly copies: readonly ProgramCopy[];
  /** Parents before their children. */
  readonly scopes: readonly Scope[];
  /** What it was lowered from, with the expansion of every operator: memory is read off it. */
  readonly flat: FlatProgram;
}

/** Every weight of a program once, in the order in which operators first need them. */
export function weightsOf({ operators }: Pick<Program, 'operators'>): readonly ProgramWeight[] {
  const all = operators.flatMap((operator) => Object.values(operator.weights));
  const once = new Map<string, ProgramWeight>();
  for (const weight of all) if (!once.has(weight.name)) once.set(weight.name, weight);
  return [...once.values()];
}

/**
 * Lowers a design to its flat program. Refuses a design with problems (`compile/has-problems`, then the problems
 * themselves), an empty one (`graph/no-input`, `graph/no-output`) and tensors too large to count (`shape/too-large`).
 */
export function lower(analysis: Analysis): Result<Program> {
  const problems = problemsOf(analysis.issues);
  const flat = problems.length > 0 ? null : flatProgramOf(analysis);
  if (flat === null) {
    return fail(issue('compile/has-problems', {}, { count: problems.length }), ...problems);
  }
  if (analysis.design.nodes.length === 0) return fail(issue('graph/no-input'), issue('graph/no-output'));
  const { title } = analysis.design;
  const { outputs, copies, rename } = nameOutputs(flat);
  const operators = flat.operators.map((operator) => programOperator(operator, rename));
  const faults = operators.flatMap(sizeFaults);
  if (faults.length > 0) return fail(...faults);
  const scopes = flat.scopes.map(scopeOf);
  return ok({ title, inputs: flat.inputs, outputs, operators, copies, scopes, flat });
}

/**
 * Gives the tensor that an Output reads the Output's id as its name, which costs nothing when the program runs. A
 * tensor has one name: where it has one already the Output takes a copy. Ids are unique and hold no `/`, `:`, `.` or
 * `#`, so no other tensor can have an Output's id as its name.
 */
function nameOutputs(flat: FlatProgram) {
  const names = new Map(flat.inputs.map(({ name }) => [name, name]));
  const rename = ({ name, shape }: FlatTensor): ProgramTensor => ({ name: names.get(name) ?? name, shape });
  const outputs: ProgramTensor[] = [];
  const copies: ProgramCopy[] = [];
  for (const { id, tensor } of flat.outputs) {
    const output = { name: id, shape: tensor.shape };
    outputs.push(output);
    if (names.has(tensor.name)) copies.push({ path: id, input: rename(tensor), output });
    else names.set(tensor.name, id);
  }
  return { outputs, copies, rename };
}

function programOperator(
  { path, weightsPath, definition, expansion, inputs, outputs }: FlatOperator,
  rename: (tensor: FlatTensor) => ProgramTensor,
): ProgramOperator {
  const weights: Record<string, ProgramWeight> = {};
  for (const [short, { shape, init, trainable, part }] of Object.entries(expansion.weights)) {
    weights[short] = { name: `${weightsPath}.${short}`, shape: shape.map(Number), init, trainable, part };
  }
  return {
    path,
    definition,
    values: expansion.values,
    inputs: inputs.map(rename),
    outputs: outputs.map(rename),
    weights,
  };
}

function sizeFaults({ path, outputs, weights }: ProgramOperator): Issue[] {
  return [...outputs, ...Object.values(weights)]
    .map(({ shape }) => elementCount(shape))
    .filter((elements) => !Number.isSafeInteger(elements))
    .map((elements) => issue('shape/too-large', { node: path }, { elements }));
}

function scopeOf({ path, expansion: { definition, values } }: FlatScope): Scope {
  const fields: Record<string, ScopeValue> = {};
  for (const [name, value] of Object.entries(values)) fields[name] = jsonOf(value);
  return { path, definition: definition.id, fields };
}

/** A value as JSON: integers as numbers while these hold them exactly, as text beyond. */
function jsonOf(value: Value): ScopeValue {
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value.toString();
  }
  if (typeof value !== 'object') return value;
  return 'length' in value ? value.map((entry) => jsonOf(entry) as string | number) : valueText(value);
}
