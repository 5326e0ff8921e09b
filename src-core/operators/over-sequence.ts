import { groupOf, rootOf } from '../language/axes.ts';
import type { Example, OperatorDefinition, WeightSpec, Weights } from '../language/definition.ts';
import type { Field, Fields, Value, Values } from '../language/field.ts';
import { exact } from '../language/field.ts';
import type { OnnxContext, OnnxNode, OnnxTensor } from '../language/onnx.ts';
import { Refusal, refuse } from '../language/refusal.ts';
import type { Shape } from '../language/shape.ts';
import { H, shapeText } from '../language/shape.ts';
import type { Tensor } from '../language/tensor.ts';
import type { TorchContext, TorchForm } from '../language/torch.ts';
import { integers } from './onnx-chain.ts';

/** A tensor of one dimension less than a map has: [N, C, L] is the map [N, C, 1, L]. */
const asMap = <Size>(sizes: readonly Size[], one: Size): readonly Size[] => [
  ...sizes.slice(0, H),
  one,
  ...sizes.slice(H),
];
const asSequence = <Size>(sizes: readonly Size[]): readonly Size[] => sizes.filter((_, axis) => axis !== H);
const mapOf = ({ shape, data }: Tensor): Tensor => ({ shape: asMap(shape, 1), data });
const sequenceOf = ({ shape, data }: Tensor): Tensor => ({ shape: asSequence(shape), data });

const isMapLike = (sizes: readonly unknown[]): boolean => sizes.length === 4;
const isSequenceLike = (sizes: readonly unknown[]): boolean => sizes.length === 3;

/** Of a number for rows and columns, the field that holds it along the only axis there is: that of both. */
const isAlong = (fields: Fields, name: string): boolean =>
  rootOf(fields, name) === name || name === `${rootOf(fields, name)}Right`;

/** The fields along a sequence: one number for both axes, and of the sides of a padding the near and the far one. */
function fieldsAlong(fields: Fields): Fields {
  const kept = Object.entries(fields).filter(([name]) => isAlong(fields, name));
  return Object.fromEntries(
    kept.map(([name, field]): [string, Field] => {
      const root = rootOf(fields, name);
      if (name === root) return [name, field];
      const { label } = fields[root]!;
      const help = `The same at the far end alone; left out, it follows ${label}.`;
      return [name, { ...field, label: `${label} right`, help, follows: root } as Field];
    }),
  );
}

/** The values of the map's operator: along its only row they are the least, which changes nothing there. */
function valuesOnMap(fields: Fields, v: Values): Values {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]): [string, Value] => {
      const root = rootOf(fields, name);
      if (groupOf(fields, root).length === 1) return [name, v[name] as Value];
      if (name.endsWith('Width')) return [name, v[root] as Value];
      if (name.endsWith('Right')) return [name, v[name] as Value];
      if (field.kind === 'dimension') return [name, exact(field.min)];
      return [name, (field as { readonly min: number }).min];
    }),
  );
}

/** Runs a rule of the map's operator; what it refuses stands at the field along the sequence. */
function along<Result>(fields: Fields, rule: () => Result): Result {
  try {
    return rule();
  } catch (error) {
    if (!(error instanceof Refusal) || error.issue.where.field === undefined) throw error;
    const { field } = error.issue.where;
    const name = isAlong(fields, field) ? field : rootOf(fields, field);
    throw new Refusal({ ...error.issue, where: { ...error.issue.where, field: name } });
  }
}

function requireSequence(port: string, shape: Shape): void {
  if (isSequenceLike(shape)) return;
  const got = shapeText(shape, { batch: true });
  refuse('shape/rank', { port }, { expected: 'sequence (N × C × length)', got });
}

const weightOnSequence = (spec: WeightSpec): WeightSpec =>
  isMapLike(spec.shape) ? { ...spec, shape: asSequence(spec.shape) } : spec;

const mapsOf = (shapes: readonly Shape[]): readonly Shape[] => shapes.map((shape) => asMap(shape, 1n));

const onnxMap = ({ shape, free }: OnnxTensor, name: string): OnnxTensor => ({
  name,
  shape: asMap(shape, 1),
  free: asMap(free, null),
});

/** The nodes of the map's operator between nodes that add the row to its inputs and take it from its outputs. */
function nodesOnMap(
  definition: OperatorDefinition,
  { v, weights }: { readonly v: Values; readonly weights: Weights },
  io: OnnxContext,
): readonly OnnxNode[] {
  const axis = integers(io, 'row-axis', [H]);
  const row = (suffix: string, name: string): OnnxNode => ({
    op: 'Unsqueeze',
    suffix,
    inputs: [name, axis],
    outputs: [io.inner(suffix)],
  });
  const short = Object.keys(weights).filter((name) => isSequenceLike(weights[name]!.shape));
  const ahead = [
    ...io.inputs.map(({ name }, index) => row(`row${index}`, name)),
    ...short.map((name) => row(`row-of-${name}`, io.weight(name))),
  ];
  const nodes = definition.onnx(v, {
    ...io,
    inputs: io.inputs.map((tensor, index) => onnxMap(tensor, io.inner(`row${index}`))),
    outputs: io.outputs.map((tensor, index) => onnxMap(tensor, io.inner(`map${index}`))),
    weight: (name) => (short.includes(name) ? io.inner(`row-of-${name}`) : io.weight(name)),
  });
  const after = io.outputs.map(
    ({ name }, index): OnnxNode => ({
      op: 'Squeeze',
      suffix: `sequence${index}`,
      inputs: [io.inner(`map${index}`), axis],
      outputs: [name],
    }),
  );
  return [...ahead, ...nodes.map((node) => ({ suffix: 'on-map', ...node })), ...after];
}

/**
 * The 1-D form of an operator on maps: a sequence [N, C, L] is a map of one row, along which windows, steps and paddings are
 * the least. Everything is that of the 2-D operator, so the two cannot part.
 */
export function overSequence(
  definition: OperatorDefinition,
  own: {
    readonly id: string;
    readonly title: string;
    readonly names?: readonly string[];
    readonly summary: string;
    readonly examples: readonly Example[];
    /** How PyTorch writes it, from the values of the operator on maps and the shapes of the sequences. */
    torch(onMap: Values, context: TorchContext): TorchForm | null;
  },
): OperatorDefinition {
  const { fields } = definition;
  const { windows: _, names: __, ...rest } = definition;
  const onMap = (v: Values) => valuesOnMap(fields, v);
  const weightsOf = (v: Values, inputs: readonly Shape[]): Weights => {
    const weights = definition.weights?.(onMap(v), mapsOf(inputs)) ?? {};
    return Object.fromEntries(Object.entries(weights).map(([name, spec]) => [name, weightOnSequence(spec)]));
  };
  return {
    ...rest,
    ...own,
    fields: fieldsAlong(fields),
    torch: (v, context) => own.torch(onMap(v), context),
    inputs: (v) => definition.inputs(onMap(v)),
    outputs: (v) => definition.outputs(onMap(v)),
    shape: (v, inputs) => {
      for (const [index, { name }] of definition.inputs(onMap(v)).entries())
        requireSequence(name, inputs[index]!);
      return along(fields, () => definition.shape(onMap(v), mapsOf(inputs)).map(asSequence));
    },
    weights: weightsOf,
    ...(definition.usualCall !== undefined && { usualCall: (v) => definition.usualCall!(onMap(v)) }),
    ...(definition.particulars !== undefined && {
      particulars: (v, inputs) => {
        const { sliding, ...others } = definition.particulars!(onMap(v), mapsOf(inputs));
        return { ...others, ...(sliding !== undefined && { sliding: sliding.slice(1) }) };
      },
    }),
    macs: (v, inputs, outputs) => definition.macs(onMap(v), mapsOf(inputs), mapsOf(outputs)),
    evaluate: (v, inputs, weights, outputs) => {
      const onMapWeights = Object.entries(weights).map(
        ([name, weight]) => [name, isSequenceLike(weight.shape) ? mapOf(weight) : weight] as const,
      );
      const sizes = outputs.map((shape) => asMap(shape, 1));
      return definition
        .evaluate(onMap(v), inputs.map(mapOf), Object.fromEntries(onMapWeights), sizes)
        .map(sequenceOf);
    },
    onnx: (v, io) => {
      const shapes = io.inputs.map(({ shape }) => shape.map(BigInt));
      return nodesOnMap(definition, { v: onMap(v), weights: weightsOf(v, shapes) }, io);
    },
    symbolicInputs: (v, free) =>
      definition.symbolicInputs!(onMap(v), (name) => free(name === 'W' ? 'L' : name)).map(asSequence),
  };
}
