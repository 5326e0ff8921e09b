import type { Expr } from '../algebra/expression.ts';
import { isInteger, NotSymbolic, symbolsOf } from '../algebra/expression.ts';
import { requireMap } from '../language/checks.ts';
import type { OperatorDefinition } from '../language/definition.ts';
import { defineOperator, onePort } from '../language/definition.ts';
import type { Values } from '../language/field.ts';
import { choice, dimensions, toggle } from '../language/field.ts';
import type { Operation } from '../language/operation.ts';
import { refuse } from '../language/refusal.ts';
import type { Shape } from '../language/shape.ts';
import { C, H, shapeText, W } from '../language/shape.ts';
import { elementCount, zeros } from '../language/tensor.ts';
import { py, torchExpression } from '../language/torch.ts';
import { reducing } from './onnx-chain.ts';
import { eachPlace, stridesOf } from './strides.ts';

const fields = {
  over: choice({
    label: 'Over',
    help: 'What becomes one value: the map of each channel, the channels of each position, or the axes given below.',
    options: ['map', 'channels', 'axes'],
    default: 'map',
  }),
  axes: dimensions({
    label: 'Axes',
    help: 'Which axes, where these are given: 1 the channels, 2 the rows, 3 the columns; the batch stays.',
    min: 1,
    max: 7,
    minLength: 1,
    maxLength: 7,
    default: [1],
  }),
  keep: toggle({
    label: 'Keep axes',
    help: 'The axes stay, with size 1; otherwise they go, and a map becomes a vector.',
    default: true,
  }),
} as const;
type Chosen = Pick<Values<typeof fields>, 'over' | 'axes'>;

/** The axes as numbers, each once: which of them go cannot stay open. */
function axesOf({ over, axes }: Chosen): readonly number[] {
  if (over === 'map') return [H, W];
  if (over === 'channels') return [C];
  const numbers = axes.map((axis) => {
    if (!isInteger(axis)) throw new NotSymbolic('the axes', [...symbolsOf(axis)]);
    return Number(axis);
  });
  return [...new Set(numbers)].sort((a, b) => a - b);
}

function requireAxes(axes: readonly number[], shape: Shape): void {
  const last = axes.at(-1)!;
  if (last < shape.length) return;
  refuse(
    'shape/rank',
    { port: 'in' },
    { expected: `tensor of at least ${last + 1} axes`, got: shapeText(shape, { batch: true }) },
  );
}

interface Reduction {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly operation: Operation;
  readonly op: string;
  /** PyTorch's method. */
  readonly torch: string;
  /** The value that starts a run, and the next one after each element of a run of `count`. */
  readonly first: number;
  next(value: number, element: number, count: number): number;
}

/** A reduction over the positions or the channels of a map, or over chosen axes of any tensor. */
function reduction({ op, torch, first, next, ...described }: Reduction): OperatorDefinition<typeof fields> {
  return defineOperator({
    ...described,
    needsSingle: () => true,
    family: 'math',
    usualCall: () => 'method',
    fields,
    inputs: onePort('in'),
    outputs: onePort('out'),
    shape: (v, [x]) => {
      const shape = x as Shape;
      const axes = axesOf(v);
      if (v.over === 'axes') requireAxes(axes, shape);
      else requireMap('in', shape);
      const sizes = shape.map((size, axis): Expr | null =>
        axes.includes(axis) ? (v.keep ? 1n : null) : size,
      );
      return [sizes.filter((size) => size !== null)];
    },
    macs: () => 0n,
    evaluate: (v, [x], _, [shape]) => {
      const y = zeros(shape!);
      y.data.fill(first);
      const axes = axesOf(v);
      const kept = x!.shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
      const steps = stridesOf(kept).map((step, axis) => (axes.includes(axis) ? 0 : step));
      const count = elementCount(axes.map((axis) => x!.shape[axis]!));
      eachPlace(x!.shape, steps, (place, i) => {
        y.data[place] = next(y.data[place]!, x!.data[i]!, count);
      });
      return [y];
    },
    torch: (v) => {
      const axes = axesOf(v);
      const dim = axes.length === 1 ? axes[0]! : axes;
      return torchExpression(
        py.method(py.input(), torch, py.named('dim', dim), py.named('keepdim', v.keep, false)),
      );
    },
    onnx: (v, io) => {
      const { more, attributes } = reducing(io, op, axesOf(v), { keep: v.keep, name: 'axes' });
      return [{ op, inputs: [io.inputs[0]!.name, ...more], outputs: [io.outputs[0]!.name], attributes }];
    },
    symbolicInputs: (_, free) => [[1n, free('C'), free('H'), free('W')]],
    examples: [
      {
        title: 'a map to a vector',
        fields: { keep: false },
        inputs: [[2, 8, 3, 5]],
        outputs: [[2, 8]],
        params: 0n,
        macs: 0n,
      },
      {
        title: 'channels, as for spatial attention',
        fields: { over: 'channels' },
        inputs: [[2, 6, 4, 3]],
        outputs: [[2, 1, 4, 3]],
        params: 0n,
        macs: 0n,
      },
      {
        title: 'the columns of each row, as for coordinate attention',
        fields: { over: 'axes', axes: [3] },
        inputs: [[2, 6, 4, 3]],
        outputs: [[2, 6, 4, 1]],
        params: 0n,
        macs: 0n,
      },
      {
        title: 'the tokens of a sequence',
        fields: { over: 'axes', axes: [1], keep: false },
        inputs: [[2, 7, 5]],
        outputs: [[2, 5]],
        params: 0n,
        macs: 0n,
      },
    ],
  });
}

export const reduceMean = reduction({
  id: 'reduce-mean',
  title: 'Mean',
  summary: 'Averages the map of each channel, the channels of each position, or chosen axes.',
  operation: 'mean',
  op: 'ReduceMean',
  torch: 'mean',
  first: 0,
  next: (value, element, count) => value + element / count,
});

export const reduceSum = reduction({
  id: 'reduce-sum',
  title: 'Sum',
  summary: 'Adds up the map of each channel, the channels of each position, or chosen axes.',
  operation: 'sum',
  op: 'ReduceSum',
  torch: 'sum',
  first: 0,
  next: (value, element) => value + element,
});

export const reduceMax = reduction({
  id: 'reduce-max',
  title: 'Max',
  summary:
    'Keeps the largest value of the map of each channel, of the channels of each position, or of chosen axes.',
  operation: 'max',
  op: 'ReduceMax',
  torch: 'amax',
  first: Number.NEGATIVE_INFINITY,
  next: (value, element) => Math.max(value, element),
});

export const reduceMin = reduction({
  id: 'reduce-min',
  title: 'Min',
  summary:
    'Keeps the smallest value of the map of each channel, of the channels of each position, or of chosen axes.',
  operation: 'min',
  op: 'ReduceMin',
  torch: 'amin',
  first: Number.POSITIVE_INFINITY,
  next: (value, element) => Math.min(value, element),
});
