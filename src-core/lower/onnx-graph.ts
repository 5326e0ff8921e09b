import { issue } from '../errors.ts';
import type { OnnxAttribute, RealTensor } from '../language/onnx.ts';
import { alignChannels } from './align-channels.ts';
import { foldConstants } from './fold-constants.ts';
import { readAttributes } from './held-node.ts';
import type { OnnxConstant, OnnxGraphNode, OnnxWeight } from './onnx-lowering.ts';
import { lowerOperator, namesOf, OnnxRefusal, precisionOf } from './onnx-lowering.ts';
import type { OnnxOptions, RealPrecision } from './onnx-options.ts';
import { plainExport } from './onnx-options.ts';
import { PrecisionCasts } from './precision-casts.ts';
import type { Program, ProgramTensor } from './program.ts';
import { weightsOf } from './program.ts';
import { quantized } from './quantize.ts';
import { scopesKey } from './said-scopes.ts';

/** A tensor of the program with the type of its values in the file. */
interface OnnxValue extends ProgramTensor {
  readonly precision: RealPrecision;
}

/** What stands under `graph` in an ONNX file, and the metadata beside it. Weights are named, not filled. */
export interface OnnxGraph {
  readonly name: string;
  readonly nodes: readonly OnnxGraphNode[];
  readonly weights: readonly OnnxWeight[];
  readonly constants: readonly OnnxConstant[];
  readonly inputs: readonly ProgramTensor[];
  readonly outputs: readonly ProgramTensor[];
  /** Every tensor that an operator writes and that is no output. */
  readonly intermediates: readonly OnnxValue[];
  /** Besides ONNX's own operators, the versions of those of other domains. */
  readonly domains: ReadonlyMap<string, number>;
  readonly metadata: Readonly<Record<string, string>>;
}

const tensorOf = ({ name, shape, free, type }: ProgramTensor): ProgramTensor => ({
  name,
  shape,
  ...(free && { free }),
  ...(type !== undefined && { type }),
});

/** The versions of the operators of other domains. Throws `OnnxRefusal` where two are asked for, or a node cannot be read. */
function domainsOf(nodes: readonly OnnxGraphNode[]): ReadonlyMap<string, number> {
  const domains = new Map<string, number>();
  for (const { held, op, path } of nodes) {
    if (held === undefined) continue;
    if (readAttributes(held) === null) throw new OnnxRefusal(issue('opaque/malformed', { node: path }));
    const { domain, version } = held;
    if (domain === '' || version === null) continue;
    const other = domains.get(domain) ?? version;
    if (other !== version)
      throw new OnnxRefusal(issue('opaque/versions', { node: path }, { op, domain, version, other }));
    domains.set(domain, version);
  }
  return domains;
}

/**
 * Lowers every operator to ONNX nodes. Nodes that only turn or reshape a weight are folded into it.
 * Throws `OnnxRefusal` where an operator cannot be what the options ask for.
 */
export function toOnnxGraph(program: Program, options: OnnxOptions = plainExport): OnnxGraph {
  const weights = weightsOf(program);
  const names = namesOf(program, weights);
  const casts = new PrecisionCasts(program, names);
  const constants: OnnxConstant[] = [];
  const precisions = new Map<string, RealPrecision>();
  const written: OnnxValue[] = [];
  for (const operator of program.operators) {
    const precision = precisionOf(operator, options);
    const within = casts.within(operator, precision);
    const lowered = lowerOperator(within, options, names);
    for (const { name } of Object.values(operator.weights)) precisions.set(name, precision);
    written.push(...within.outputs.map((tensor) => ({ ...tensor, precision })));
    constants.push(...lowered.constants);
    casts.nodes.push(...lowered.nodes);
  }
  for (const { path, input, output } of program.copies) {
    const inputs = [casts.name(input.name, 'fp32')];
    casts.nodes.push({ name: path, path, op: 'Identity', inputs, outputs: [output.name] });
  }
  const copied = new Set(program.copies.map(({ output }) => output.name));
  for (const { name } of program.outputs) if (!copied.has(name)) casts.name(name, 'fp32');
  const typed = weights.map(
    (weight): OnnxWeight => ({ ...weight, precision: precisions.get(weight.name) as RealPrecision }),
  );
  const outputNames = new Set(program.outputs.map((output) => output.name));
  const folded = foldConstants({ nodes: casts.nodes, weights: typed, constants });
  const { moved, ...laid } = aligned(folded, program, outputNames, options);
  const graph = inWholeNumbers(laid, program, options);
  return {
    name: program.title === '' ? 'untitled' : program.title,
    ...graph,
    inputs: program.inputs.map(tensorOf),
    outputs: program.outputs.map(tensorOf),
    intermediates: written.filter(
      ({ name, type }) => !outputNames.has(name) && !moved.has(name) && type !== 0,
    ),
    domains: domainsOf(graph.nodes),
    metadata: { [scopesKey]: JSON.stringify(program.scopes) },
  };
}

type Parts = Pick<OnnxGraph, 'nodes' | 'weights' | 'constants'>;

/** The graph with what can be in whole numbers in these, where the options ask for that. */
function inWholeNumbers(graph: Parts, { inputs }: Program, { precision, ranges }: OnnxOptions): Parts {
  if (precision !== 'int8') return graph;
  return quantized(
    graph,
    inputs.map(({ name }) => name),
    ranges ?? new Map(),
  );
}

/** The graph with its channels filled up where the options ask for that, and the tensors that have other shapes then. */
function aligned(
  graph: Parts,
  { inputs, operators }: Program,
  outputs: ReadonlySet<string>,
  { alignChannels: align }: OnnxOptions,
): Parts & { readonly moved: ReadonlySet<string> } {
  if (align === undefined) return { ...graph, moved: new Set() };
  const tensors = [...inputs, ...operators.flatMap((operator) => operator.outputs)];
  const channels = new Map(
    tensors.flatMap(({ name, shape }) => (shape[1] === undefined ? [] : [[name, shape[1]] as const])),
  );
  return alignChannels({ ...graph, outputs, channels }, align);
}

/** An attribute by its ONNX type. Plain numbers are whole: a real number is written `{ float }`. */
export type TypedAttribute =
  | { readonly type: 'float'; readonly value: number }
  | { readonly type: 'int'; readonly value: bigint }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'tensor'; readonly value: RealTensor }
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
      if ('tensor' in attribute) return { type: 'tensor', value: attribute.tensor };
      return attribute.every((entry) => typeof entry === 'bigint')
        ? { type: 'ints', value: attribute }
        : { type: 'floats', value: attribute as readonly number[] };
  }
}
