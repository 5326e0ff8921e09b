import type { OnnxAttribute, OnnxContext, OnnxNode } from '../language/definition.ts';
import type { Program, ProgramOperator, ProgramTensor, ProgramWeight } from './program.ts';
import { weightsOf } from './program.ts';
import { UniqueNames } from './unique-names.ts';

/** A node with its unique name: the operator's path, and `#suffix` where the operator lowers to several nodes. */
export interface OnnxGraphNode extends OnnxNode {
  readonly name: string;
  /** Of the operator, or of the Output that takes a copy, that the node belongs to. */
  readonly path: string;
}

/** A small tensor that an operator needs beside its weights: whole numbers are int64, others fp32. */
export interface OnnxConstant {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: readonly bigint[] | Float32Array;
}

/** What stands under `graph` in an ONNX file, and the metadata beside it. Weights are named, not filled. */
export interface OnnxGraph {
  readonly name: string;
  readonly nodes: readonly OnnxGraphNode[];
  readonly weights: readonly ProgramWeight[];
  readonly constants: readonly OnnxConstant[];
  readonly inputs: readonly ProgramTensor[];
  readonly outputs: readonly ProgramTensor[];
  /** Every tensor that an operator writes and that is no output. */
  readonly intermediates: readonly ProgramTensor[];
  readonly metadata: Readonly<Record<string, string>>;
}

/** Key of the metadata entry that keeps the tree of scopes as JSON. */
const scopesKey = 'blockwright.scopes';

/** The names that are given while a graph is made: those of nodes, and those of tensors, which are apart in a file. */
interface Names {
  readonly nodes: UniqueNames;
  readonly tensors: UniqueNames;
}

/** Names as a program has them already. A node that is all of its operator has the operator's path, to which others yield. */
const namesOf = (
  { inputs, outputs, operators, copies }: Program,
  weights: readonly ProgramWeight[],
): Names => ({
  nodes: new UniqueNames([...operators, ...copies].map(({ path }) => path)),
  tensors: new UniqueNames(
    [...inputs, ...outputs, ...weights, ...operators.flatMap((operator) => operator.outputs)].map(
      ({ name }) => name,
    ),
  ),
});

const tensorOf = ({ name, shape }: ProgramTensor): ProgramTensor => ({ name, shape });

/** Lowers every operator to ONNX nodes. A definition that breaks the naming rules is a programmer's error. */
export function toOnnxGraph(program: Program): OnnxGraph {
  const weights = weightsOf(program);
  const names = namesOf(program, weights);
  const constants: OnnxConstant[] = [];
  const nodes = program.operators.flatMap((operator) => nodesOf(operator, names, constants));
  const copies = program.copies.map(({ path, input, output }) => ({
    name: path,
    path,
    op: 'Identity',
    inputs: [input.name],
    outputs: [output.name],
  }));
  const outputNames = new Set(program.outputs.map((output) => output.name));
  return {
    name: program.title === '' ? 'untitled' : program.title,
    nodes: [...nodes, ...copies],
    weights,
    constants,
    inputs: program.inputs.map(tensorOf),
    outputs: program.outputs.map(tensorOf),
    intermediates: program.operators
      .flatMap((operator) => operator.outputs)
      .filter((tensor) => !outputNames.has(tensor.name)),
    metadata: { [scopesKey]: JSON.stringify(program.scopes) },
  };
}

function nodesOf(operator: ProgramOperator, names: Names, constants: OnnxConstant[]): OnnxGraphNode[] {
  const { path, definition, values, inputs, outputs, weights } = operator;
  const own = new Set(Object.keys(weights));
  const between = new Map<string, string>();
  const context: OnnxContext = {
    inputs,
    outputs,
    weight: (short) => {
      const weight = weights[short];
      if (weight === undefined) throw new Error(`${definition.id} has no weight ${short}`);
      return weight.name;
    },
    constant: (short, constantValues, shape) => {
      if (own.has(short)) throw new Error(`${definition.id} names ${short} twice`);
      own.add(short);
      const name = names.tensors.take(`${path}.${short}`);
      constants.push({ name, shape, values: constantValues });
      return name;
    },
    inner: (suffix) => {
      const name = between.get(suffix) ?? names.tensors.take(`${path}#${suffix}`);
      between.set(suffix, name);
      return name;
    },
  };
  const nodes = definition.onnx(values, context);
  const suffixes = new Set(nodes.map((node) => node.suffix));
  if (suffixes.size !== nodes.length || (nodes.length > 1 && suffixes.has(undefined))) {
    throw new Error(`${definition.id} lowers to several nodes without a suffix for each`);
  }
  return nodes.map((node) => ({
    ...node,
    name: node.suffix === undefined ? path : names.nodes.take(`${path}#${node.suffix}`),
    path,
  }));
}

/** An attribute by its ONNX type. Plain numbers are whole: a real number is written `{ float }`. */
export type TypedAttribute =
  | { readonly type: 'float'; readonly value: number }
  | { readonly type: 'int'; readonly value: bigint }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'floats'; readonly value: readonly number[] }
  | { readonly type: 'ints'; readonly value: readonly bigint[] };

export function typedAttribute(attribute: OnnxAttribute): TypedAttribute {
  switch (typeof attribute) {
    case 'string':
      return { type: 'string', value: attribute };
    case 'bigint':
      return { type: 'int', value: attribute };
    case 'number':
      return { type: 'int', value: BigInt(attribute) };
    default:
      if ('float' in attribute) return { type: 'float', value: attribute.float };
      return attribute.every((entry) => typeof entry === 'bigint')
        ? { type: 'ints', value: attribute }
        : { type: 'floats', value: attribute as readonly number[] };
  }
}
