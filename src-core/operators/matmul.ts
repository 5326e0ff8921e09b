import { compare, mul } from '../algebra/expression.ts';
import { same } from '../language/checks.ts';
import { defineOperator, onePort } from '../language/definition.ts';
import { elements } from '../language/facts.ts';
import { toggle } from '../language/field.ts';
import { refuse } from '../language/refusal.ts';
import type { Shape } from '../language/shape.ts';
import { shapeText, sizeOf } from '../language/shape.ts';
import { zeros } from '../language/tensor.ts';
import { py, torchExpression } from '../language/torch.ts';
import { eachPlace, stridesOf } from './strides.ts';

/** Sizes of the second factor as [..., inner, columns], however it lies. */
function upright(b: Shape, transposed: boolean): Shape {
  if (!transposed || b.length < 2) return b;
  const last = b.length - 1;
  return [...b.slice(0, -2), sizeOf(b, last), sizeOf(b, last - 1)];
}

/** Products of matrices along the last two axes, one for each position of the axes before them. */
export const matmul = defineOperator({
  id: 'matmul',
  title: 'Matrix product',
  summary: 'Multiplies the matrices of two tensors, one pair for each position of the outer axes.',
  family: 'linear',
  operation: 'matmul',
  usualCall: () => 'function',
  ownCalls: ['bmm', 'einsum'],
  fields: {
    transposed: toggle({
      label: 'Second transposed',
      help: 'The second factor lies on its side, as the keys of attention do.',
      default: false,
    }),
  },
  inputs: () => [
    { name: 'a', label: '[..., rows, inner]' },
    { name: 'b', label: '[..., inner, columns]; an outer size of 1 serves all' },
  ],
  outputs: onePort('out'),
  shape: ({ transposed }, [a, b]) => {
    const [left, right] = [a as Shape, upright(b as Shape, transposed)];
    const rank = left.length;
    const fits =
      rank > 1 &&
      right.length === rank &&
      same(sizeOf(left, rank - 1), sizeOf(right, rank - 2)) &&
      right
        .slice(0, -2)
        .every((size, axis) => compare(size, 1n) === 'equal' || same(size, sizeOf(left, axis)));
    if (!fits) {
      refuse(
        'shape/matmul',
        { port: 'b' },
        {
          left: shapeText(left, { batch: true }),
          right: shapeText(b as Shape, { batch: true }),
        },
      );
    }
    return [[...left.slice(0, -1), sizeOf(right, rank - 1)]];
  },
  macs: (_, [a], [y]) => mul(elements(y as Shape), sizeOf(a as Shape, (a as Shape).length - 1)),
  evaluate: ({ transposed }, [a, b], _, [shape]) => {
    const y = zeros(shape!);
    const outer = shape!.slice(0, -2);
    const [rows, columns] = shape!.slice(-2) as [number, number];
    const inner = a!.shape.at(-1)!;
    const [down, across] = transposed ? [1, inner] : [columns, 1];
    const steps = stridesOf(b!.shape)
      .slice(0, -2)
      .map((step, axis) => (b!.shape[axis] === 1 ? 0 : step));
    eachPlace(outer, steps, (first, matrix) => {
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < columns; j++) {
          let sum = 0;
          for (let q = 0; q < inner; q++)
            sum += a!.data[(matrix * rows + i) * inner + q]! * b!.data[first + q * down + j * across]!;
          y.data[(matrix * rows + i) * columns + j] = sum;
        }
      }
    });
    return [y];
  },
  torch: ({ transposed }) =>
    torchExpression(
      py.infix('@', py.input(0), transposed ? py.method(py.input(1), 'transpose', -2, -1) : py.input(1)),
    ),
  onnx: ({ transposed }, io) => {
    const [a, b] = io.inputs.map((x) => x.name) as [string, string];
    const product = { op: 'MatMul', outputs: [io.outputs[0]!.name] };
    if (!transposed) return [{ ...product, inputs: [a, b] }];
    const upright = io.inner('upright');
    const axes = io.inputs[1]!.shape.map((_, axis) => BigInt(axis));
    const perm = [...axes.slice(0, -2), axes.at(-1)!, axes.at(-2)!];
    return [
      { op: 'Transpose', suffix: 'upright', inputs: [b], outputs: [upright], attributes: { perm } },
      { ...product, suffix: 'matmul', inputs: [a, upright] },
    ];
  },
  symbolicInputs: ({ transposed }, free) => [
    [1n, free('C'), free('M'), free('K')],
    upright([1n, free('C'), free('K'), free('L')], transposed),
  ],
  examples: [
    {
      title: 'scores of 2 heads',
      fields: { transposed: true },
      inputs: [
        [1, 2, 6, 8],
        [1, 2, 5, 8],
      ],
      outputs: [[1, 2, 6, 5]],
      params: 0n,
      macs: 480n,
    },
    {
      title: 'one matrix for all channels',
      inputs: [
        [2, 3, 4, 5],
        [2, 1, 5, 6],
      ],
      outputs: [[2, 3, 4, 6]],
      params: 0n,
      macs: 720n,
    },
  ],
});
