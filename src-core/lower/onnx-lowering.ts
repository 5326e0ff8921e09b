import type { Expr } from '../algebra/expression.ts';
import { isConstant, NotSymbolic, symbol } from '../algebra/expression.ts';
import type { Issue } from '../errors.ts';
import { issue, issueAt } from '../errors.ts';
import type { Values } from '../language/field.ts';
import type { OnnxContext, OnnxNode, OnnxTensor } from '../language/onnx.ts';
import { Refusal } from '../language/refusal.ts';
import { KeptCalls } from './kept-calls.ts';
import type { OnnxOptions, RealPrecision } from './onnx-options.ts';
import { realPrecisionOf } from './onnx-options.ts';
import type { Program, ProgramOperator, ProgramTensor, ProgramWeight } from './program.ts';
import type { StoredType } from './real-types.ts';
import { realTypes } from './real-types.ts';
import { sizeBehind, sizeNodes, sizesWith } from './size-nodes.ts';
import { UniqueNames } from './unique-names.ts';

/** A node with its unique name: the operator's path, and `#suffix` where the operator lowers to several nodes. */
export interface OnnxGraphNode extends OnnxNode {
  readonly name: string;
  /** Of the operator, or of the Output that takes a copy, that the node belongs to. */
  readonly path: string;
}

/** A small tensor that an operator needs beside its weights: whole numbers are int64, others real. */
export interface OnnxConstant {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: readonly bigint[] | Float32Array;
  /** Of its values where they are made as reals. */
  readonly precision: StoredType;
}

/** A weight with the type of its values in the file. */
export interface OnnxWeight extends ProgramWeight {
  readonly precision: StoredType;
}

/** The names that are given while a graph is made: those of nodes, and those of tensors, which are apart in a file. */
export interface Names {
  readonly nodes: UniqueNames;
  readonly tensors: UniqueNames;
}

/** Names as a program has them already. A node that is all of its operator has the operator's path, to which others yield. */
export const namesOf = (
  { inputs, outputs, operators, copies }: Pick<Program, 'inputs' | 'outputs' | 'operators' | 'copies'>,
  weights: readonly ProgramWeight[],
): Names => ({
  nodes: new UniqueNames([...operators, ...copies].map(({ path }) => path)),
  tensors: new UniqueNames(
    [...inputs, ...outputs, ...weights, ...operators.flatMap((operator) => operator.outputs)].map(
      ({ name }) => name,
    ),
  ),
});

/** An operator as ONNX: what it runs, and the constants that this needs. */
interface Lowered {
  readonly nodes: readonly OnnxGraphNode[];
  readonly constants: readonly OnnxConstant[];
}

/** Why a program cannot be written as ONNX with the given options. */
export class OnnxRefusal extends Error {
  readonly issue: Issue;
  constructor(refused: Issue) {
    super(refused.code);
    this.issue = refused;
  }
}

/** The precision in which an operator computes. */
export const precisionOf = (
  { definition, values }: ProgramOperator,
  { precision }: OnnxOptions,
): RealPrecision => (definition.needsSingle?.(values) === true ? 'fp32' : realPrecisionOf(precision));

const onnxTensor = ({ name, shape, free }: ProgramTensor): OnnxTensor => ({
  name,
  shape,
  free: free ?? shape.map(() => null),
});

/** The values of an operator's fields over the sizes of its inputs that are free. */
class FollowingSizes {
  readonly #operator: ProgramOperator;
  readonly #inputs: readonly OnnxTensor[];
  /** What those values cannot keep as formulas. */
  readonly kept = new KeptCalls();
  #values: Values | null = null;

  constructor(operator: ProgramOperator, inputs: readonly OnnxTensor[]) {
    this.#operator = operator;
    this.#inputs = inputs;
  }

  /** The value of a field, or of one entry of its list; null where it is the same in every run. */
  of(field: string, entry = 0): Expr | null {
    const { path, valuesAt } = this.#operator;
    if (valuesAt === undefined) return null;
    let values: Values;
    try {
      const sizes = this.#inputs.map((tensor, input) => sizesWith(tensor, input, symbol));
      values = this.#values ?? valuesAt(sizes, this.kept.keep);
      this.#values = values;
    } catch (error) {
      if (error instanceof Refusal)
        throw new OnnxRefusal(issueAt(error.issue, { ...error.issue.where, node: path }));
      if (!(error instanceof NotSymbolic)) throw error;
      const [size] = this.kept.sizesIn(error.symbols);
      const { tensor, axis } = sizeBehind(size as string, this.#inputs);
      const dimension = tensor.free[axis]?.of ?? '';
      throw new OnnxRefusal(issue('export/free-size', { node: path }, { dimension }));
    }
    const value = values[field] as Expr | readonly Expr[];
    const own = Array.isArray(value) ? (value as readonly Expr[])[entry] : (value as Expr);
    return own === undefined || isConstant(own) ? null : own;
  }
}

/**
 * Lowers one operator to ONNX nodes. A definition that breaks the naming rules is a programmer's error.
 * Throws `OnnxRefusal` where the options ask for what the operator cannot be.
 */
export function lowerOperator(operator: ProgramOperator, options: OnnxOptions, names: Names): Lowered {
  const { path, definition, values, inputs, outputs, weights } = operator;
  const precision = precisionOf(operator, options);
  const constants: OnnxConstant[] = [];
  const own = new Set(Object.keys(weights));
  const between = new Map<string, string>();
  const entering = inputs.map(onnxTensor);
  const following = new FollowingSizes(operator, entering);
  const context: OnnxContext = {
    inputs: entering,
    outputs: outputs.map(onnxTensor),
    opset: options.opset,
    realType: realTypes[precision],
    weight: (short) => {
      const weight = weights[short];
      if (weight === undefined) throw new Error(`${definition.id} has no weight ${short}`);
      return weight.name;
    },
    constant: (short, constantValues, shape) => {
      if (own.has(short)) throw new Error(`${definition.id} names ${short} twice`);
      own.add(short);
      const name = names.tensors.take(`${path}.${short}`);
      constants.push({ name, shape, values: constantValues, precision });
      return name;
    },
    inner: (suffix) => {
      const name = between.get(suffix) ?? names.tensors.take(`${path}#${suffix}`);
      between.set(suffix, name);
      return name;
    },
    size: (field, entry) => {
      const value = following.of(field, entry);
      if (value === null) return null;
      return sizeNodes(value, entry === undefined ? field : `${field}-${entry}`, context, following.kept);
    },
    needsFixed: ({ free }, axes) => {
      const dimension = axes.map((axis) => free[axis] ?? null).find((size) => size !== null)?.of;
      if (dimension !== undefined)
        throw new OnnxRefusal(issue('export/free-size', { node: path }, { dimension }));
    },
    needsOpset: (least, most) => {
      const { opset } = options;
      if (opset < least || opset > most)
        throw new OnnxRefusal(issue('export/opset', { node: path }, { least, most, opset }));
    },
  };
  const nodes = definition.onnx(values, context);
  const suffixes = new Set(nodes.map((node) => node.suffix));
  if (suffixes.size !== nodes.length || (nodes.length > 1 && suffixes.has(undefined))) {
    throw new Error(`${definition.id} lowers to several nodes without a suffix for each`);
  }
  const named = nodes.map((node) => ({
    ...node,
    name: node.suffix === undefined ? path : names.nodes.take(`${path}#${node.suffix}`),
    path,
  }));
  return { nodes: named, constants };
}
