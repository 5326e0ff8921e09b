import type { Expr } from '../algebra/expression.ts';
import { requireMap } from '../language/checks.ts';
import type { OperatorDefinition } from '../language/definition.ts';
import { defineOperator, onePort } from '../language/definition.ts';
import { choice, toggle } from '../language/field.ts';
import type { Operation } from '../language/operation.ts';
import type { Shape } from '../language/shape.ts';
import { C, H, W } from '../language/shape.ts';
import { zeros } from '../language/tensor.ts';

const fields = {
  over: choice({
    label: 'Over',
    help: 'What becomes one value: the map of each channel, or the channels of each position.',
    options: ['map', 'channels'],
    default: 'map',
  }),
  keep: toggle({
    label: 'Keep axes',
    help: 'The axes stay, with size 1; otherwise they go, and a map becomes a vector.',
    default: true,
  }),
} as const;

const reducedAxes = { map: [H, W], channels: [C] } as const;

interface Reduction {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly operation: Operation;
  readonly op: string;
  /** The value that starts a run, and the next one after each element of a run of `count`. */
  readonly first: number;
  next(value: number, element: number, count: number): number;
}

/** A reduction of a map over its positions or its channels. */
function reduction({ op, first, next, ...described }: Reduction): OperatorDefinition<typeof fields> {
  return defineOperator({
    ...described,
    family: 'math',
    fields,
    inputs: onePort('in'),
    outputs: onePort('out'),
    shape: ({ over, keep }, [x]) => {
      requireMap('in', x as Shape);
      const axes: readonly number[] = reducedAxes[over];
      const sizes = (x as Shape).map((size, axis): Expr | null =>
        axes.includes(axis) ? (keep ? 1n : null) : size,
      );
      return [sizes.filter((size) => size !== null)];
    },
    macs: () => 0n,
    evaluate: ({ over }, [x], _, [shape]) => {
      const y = zeros(shape!);
      y.data.fill(first);
      const [, c, h, w] = x!.shape as [number, number, number, number];
      const area = h * w;
      const count = over === 'map' ? area : c;
      x!.data.forEach((element, i) => {
        const plane = Math.floor(i / area);
        const at = over === 'map' ? plane : Math.floor(plane / c) * area + (i % area);
        y.data[at] = next(y.data[at]!, element, count);
      });
      return [y];
    },
    onnx: ({ over, keep }, io) => [
      {
        op,
        inputs: [io.inputs[0]!.name],
        outputs: [io.outputs[0]!.name],
        attributes: { axes: reducedAxes[over].map(BigInt), keepdims: keep ? 1n : 0n },
      },
    ],
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
    ],
  });
}

export const reduceMean = reduction({
  id: 'reduce-mean',
  title: 'Mean',
  summary: 'Averages the map of each channel, or the channels of each position.',
  operation: 'mean',
  op: 'ReduceMean',
  first: 0,
  next: (value, element, count) => value + element / count,
});

export const reduceMax = reduction({
  id: 'reduce-max',
  title: 'Max',
  summary: 'Keeps the largest value of the map of each channel, or of the channels of each position.',
  operation: 'max',
  op: 'ReduceMax',
  first: Number.NEGATIVE_INFINITY,
  next: (value, element) => Math.max(value, element),
});
