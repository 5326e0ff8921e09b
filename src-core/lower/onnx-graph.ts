import type { OnnxAttribute, OnnxContext, OnnxNode } from '../language/definition.ts';
import type { Program, ProgramOperator, ProgramTensor, ProgramWeight } from './program.ts';
import { weightsOf } from './program.ts';

/** A node with its unique name: the operator's path, and `#suffix` where the operator lowers to several nodes. */
export interface OnnxGraphNode extends OnnxNode {
  readonly name: string;
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

/** The path of the operator that a node of an exported file belongs to. */
export const pathOfNode = (nodeName: string): string => nodeName.split('#', 1)[0] as string;

/** Lowers every operator to ONNX nodes. A definition that breaks the naming rules is a programmer's error. */
export function toOnnxGraph(program: Program): OnnxGraph {
  const constants = new Map<string, OnnxConstant>();
  const nodes = program.operators.flatMap((operator) => nodesOf(operator, constants));
  const copies = program.copies.map(({ path, input, output }) => ({
    name: path,
    op: 'Identity',
    inputs: [input.name],
    outputs: [output.name],
  }));
  const outputNames = new Set(program.outputs.map((output) => output.name));
  return {
    name: program.title === '' ? 'untitled' : program.title,
    nodes: [...nodes, ...copies],
    weights: weightsOf(program),
    constants: [...constants.values()],
    inputs: program.inputs,
    outputs: program.outputs,
    intermediates: program.operators
      .flatMap((operator) => operator.outputs)
      .filter((tensor) => !outputNames.has(tensor.name)),
    metadata: { [scopesKey]: JSON.stringify(program.scopes) },
  };
}

function nodesOf(operator: ProgramOperator, constants: Map<string, OnnxConstant>): OnnxGraphNode[] {
  const { path, definition, values, inputs, outputs, weights } = operator;
  const context: OnnxContext = {
    inputs,
    outputs,
    weight: (short) => {
      const weight = weights[short];
      if (weight === undefined) throw new Error(`${definition.id} has no weight ${short}`);
      return weight.name;
    },
    constant: (short, constantValues, shape) => {
      const name = `${path}.${short}`;
      if (short in weights || constants.has(name)) throw new Error(`${definition.id} names ${short} twice`);
      constants.set(name, { name, shape, values: constantValues });
      return name;
    },
    inner: (suffix) => `${path}#${suffix}`,
  };
  const nodes = definition.onnx(values, context);
  const suffixes = new Set(nodes.map((node) => node.suffix));
  if (suffixes.size !== nodes.length || (nodes.length > 1 && suffixes.has(undefined))) {
    throw new Error(`${definition.id} lowers to several nodes without a suffix for each`);
  }
  return nodes.map((node) => ({
    ...node,
    name: node.suffix === undefined ? path : `${path}#${node.suffix}`,
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
