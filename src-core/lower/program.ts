import type { Expr } from '../algebra/expression.ts';
import type { Analysis } from '../analysis/analyzer.ts';
import type { FlatOperator, FlatProgram, FlatScope, FlatTensor } from '../analysis/flat-program.ts';
import { flatProgramOf } from '../analysis/flat-program.ts';
import type { Issue, Result } from '../errors.ts';
import { fail, issue, ok, problemsOf } from '../errors.ts';
import type { OperatorDefinition, WeightInit, WeightPart } from '../language/definition.ts';

import type { Value, Values } from '../language/field.ts';
import type { FreeSize } from '../language/onnx.ts';
import { valueText } from '../language/resolve.ts';
import { elementCount } from '../language/tensor.ts';
import type { ValuesAt } from '../language/values-at.ts';
import { innerTensors } from './held-node.ts';
import { UniqueNames } from './unique-names.ts';

export interface ProgramTensor {
  readonly name: string;
  readonly shape: readonly number[];
  /** By axis: the sizes that differ from run to run; absent where all are fixed. */
  readonly free?: readonly (FreeSize | null)[];
  /** A TensorProto.DataType where the values are no real numbers, 0 where it is not known; absent where they are. */
  readonly type?: number;
}

/** A tensor that enters or leaves the design, and the item through which it does. */
export interface ProgramEnd extends ProgramTensor {
  /** The id of the Input or Output, which is the name as well wherever programs can hold it. */
  readonly id: string;
}

/** How a weight is filled, with numbers in the place of sizes. */
type FixedInit = Exclude<WeightInit, { readonly withinRootOf: Expr }>;

const fixedInit = (init: WeightInit): FixedInit =>
  typeof init === 'object' && 'withinRootOf' in init
    ? { uniform: 1 / Math.sqrt(Number(init.withinRootOf)) }
    : init;

/**
 * A weight tensor under its full name, `<path>.<short name>` where nothing else has that; not trainable ones are buffers. Operators that share a
 * weight name it alike, after the first of them.
 */
export interface ProgramWeight {
  readonly name: string;
  readonly shape: readonly number[];
  readonly init: FixedInit;
  readonly trainable: boolean;
  readonly part: WeightPart;
  /** The path of the operator that has it, and its short name there; absent of one that is made up on the way. */
  readonly owner?: { readonly path: string; readonly short: string };
  /** How its values follow from those of other weights; absent where it has values of its own. */
  readonly derived?: Derivation;
}

interface Derivation {
  readonly from: readonly ProgramWeight[];
  readonly values: (sources: readonly Float32Array[]) => Float32Array;
}

/** A leaf operator that runs. `weights` are keyed by the short names its definition uses. */
export interface ProgramOperator {
  readonly path: string;
  readonly definition: OperatorDefinition;
  readonly values: Values;
  /** The values at other input shapes, where sizes follow these. */
  readonly valuesAt?: ValuesAt;
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
  readonly inputs: readonly ProgramEnd[];
  readonly outputs: readonly ProgramEnd[];
  readonly operators: readonly ProgramOperator[];
  /** What is left to do for the Outputs after the operators. */
  readonly copies: readonly ProgramCopy[];
  /** Parents before their children. */
  readonly scopes: readonly Scope[];
  /** What it was lowered from, with the expansion of every operator: memory is read off it. */
  readonly flat: FlatProgram;
  /** The names of its tensors by those in what it was lowered from. */
  readonly names: ReadonlyMap<string, string>;
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
  const { inputs, outputs, copies, operators, names } = named(flat);
  const faults = operators.flatMap(sizeFaults);
  if (faults.length > 0) return fail(...faults);
  const scopes = flat.scopes.map(scopeOf);
  return ok({ title, inputs, outputs, operators, copies, scopes, flat, names });
}

/** Names that some programs of a file's readers cannot keep a tensor under: an object of JavaScript loses it. */
const unreadable = ['__proto__'];

/** Names of tensors inside an operator that is held as a file has it. */
function namesInside({ definition, expansion }: FlatOperator): readonly string[] {
  const operator = definition.opaque?.operator(expansion.values);
  return operator == null ? [] : innerTensors(operator.attributes);
}

/**
 * Names every tensor once. Inputs and Outputs have the names of their items, which others yield to: then weights,
 * `path.weight`, as a state dict has them, then what operators write, `path` or `path:0`. So an item `a.weight` beside `a`
 * writes the tensor `a.weight~2`. The tensor that an Output reads has the Output's name, which costs nothing when the program
 * runs; where it has one already the Output takes a copy.
 */
function named(flat: FlatProgram): Pick<Program, 'inputs' | 'outputs' | 'operators' | 'copies' | 'names'> {
  const unique = new UniqueNames([...unreadable, ...flat.operators.flatMap(namesInside)]);
  const names = new Map<string, string>();
  const inputs = flat.inputs.map(({ name: id, shape }): ProgramEnd => {
    const name = unique.take(id);
    names.set(id, name);
    return { id, name, shape };
  });
  const outputs = flat.outputs.map(({ id, tensor: { shape, type } }) => ({
    id,
    name: unique.take(id),
    shape,
    ...(type !== undefined && { type }),
  }));
  const copies: ProgramCopy[] = [];
  for (const [index, { id, tensor }] of flat.outputs.entries()) {
    const output = outputs[index]!;
    const name = names.get(tensor.name);
    if (name === undefined) names.set(tensor.name, output.name);
    else copies.push({ path: id, input: { ...tensor, name }, output });
  }
  const weights = new NamedWeights(unique);
  const owned = flat.operators.map((operator) => weights.of(operator));
  for (const { path, outputs: written } of flat.operators) {
    for (const [index, { name }] of written.entries()) {
      if (!names.has(name)) names.set(name, unique.take(written.length > 1 ? `${path}:${index}` : path));
    }
  }
  const tensor = (flat: FlatTensor): ProgramTensor => ({ ...flat, name: names.get(flat.name)! });
  const operators = flat.operators.map(
    (operator, index): ProgramOperator => ({
      path: operator.path,
      definition: operator.definition,
      values: operator.expansion.values,
      ...(operator.expansion.valuesAt && { valuesAt: operator.expansion.valuesAt }),
      inputs: operator.inputs.map(tensor),
      outputs: operator.outputs.map(tensor),
      weights: owned[index]!,
    }),
  );
  return { inputs, outputs, copies, operators, names };
}

/** The weights of operators by the path of the use that owns them: takers have the names of their owner's. */
class NamedWeights {
  readonly #names = new Map<string, string>();
  readonly #unique: UniqueNames;

  constructor(unique: UniqueNames) {
    this.#unique = unique;
  }

  of({ weightsPath, expansion }: FlatOperator): ProgramOperator['weights'] {
    const weights = Object.entries(expansion.weights).map(([short, { shape, init, trainable, part }]) => {
      const name = this.#nameOf(weightsPath, short);
      const owner = { path: weightsPath, short };
      const sizes = shape.map(Number);
      return [short, { name, shape: sizes, init: fixedInit(init), trainable, part, owner }] as const;
    });
    return Object.fromEntries(weights);
  }

  #nameOf(path: string, short: string): string {
    const key = `${path}//${short}`;
    const known = this.#names.get(key) ?? this.#unique.take(`${path}.${short}`);
    this.#names.set(key, known);
    return known;
  }
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
