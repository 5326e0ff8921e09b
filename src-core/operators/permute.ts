import type { Expr } from '../algebra/expression.ts';
import { isInteger, NotSymbolic, symbolsOf } from '../algebra/expression.ts';
import { toText } from '../algebra/print.ts';
import { isOwnOrder } from '../language/axis-order.ts';
import { defineOperator, onePort } from '../language/definition.ts';
import { dimensions } from '../language/field.ts';
import { refuse } from '../language/refusal.ts';
import type { Shape } from '../language/shape.ts';
import { shapeText, sizeOf } from '../language/shape.ts';
import { zeros } from '../language/tensor.ts';
import { py, torchExpression } from '../language/torch.ts';
import { eachPlace, stridesOf } from './strides.ts';

/** The axes as numbers: which of them an axis of the result is cannot stay open. */
const axesOf = (order: readonly Expr[]): number[] =>
  order.map((axis) => {
    if (!isInteger(axis)) throw new NotSymbolic('the order of axes', [...symbolsOf(axis)]);
    return Number(axis);
  });

/** Puts the axes in another order; axis 0 is the batch. */
export const permute = defineOperator({
  id: 'permute',
  title: 'Permute',
  summary: 'Puts the axes of a tensor in another order.',
  family: 'tensor',
  operation: 'none',
  usualCall: () => 'method',
  fields: {
    order: dimensions({
      label: 'Order',
      help: 'For each axis of the result, the axis it is taken from; 0 is the batch.',
      min: 0,
      max: 7,
      minLength: 2,
      maxLength: 8,
      default: [0, 2, 3, 1],
    }),
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  shape: ({ order }, [x]) => {
    const shape = x as Shape;
    const axes = axesOf(order);
    if (!isOwnOrder(axes.toSorted((a, b) => a - b))) {
      refuse(
        'field/order',
        { field: 'order' },
        { last: axes.length - 1, value: order.map(toText).join(', ') },
      );
    }
    if (axes.length !== shape.length) {
      refuse(
        'shape/rank',
        { port: 'in' },
        { expected: `tensor of ${axes.length} axes`, got: shapeText(shape, { batch: true }) },
      );
    }
    return [axes.map((axis) => sizeOf(shape, axis))];
  },
  macs: () => 0n,
  passesThrough: ({ order }) => isOwnOrder(axesOf(order)),
  evaluate: ({ order }, [x], _, [shape]) => {
    const y = zeros(shape!);
    const strides = stridesOf(x!.shape);
    const steps = axesOf(order).map((axis) => strides[axis]!);
    eachPlace(shape!, steps, (place, i) => {
      y.data[i] = x!.data[place]!;
    });
    return [y];
  },
  torch: ({ order }) => torchExpression(py.method(py.input(), 'permute', ...order)),
  onnx: ({ order }, io) => [
    {
      op: 'Transpose',
      inputs: [io.inputs[0]!.name],
      outputs: [io.outputs[0]!.name],
      attributes: { perm: order as readonly bigint[] },
    },
  ],
  symbolicInputs: ({ order }, free) => [
    [1n, ...['C', 'H', 'W', 'D', 'E', 'F', 'G'].slice(0, order.length - 1).map(free)],
  ],
  examples: [
    { title: 'channels last', inputs: [[2, 3, 4, 5]], outputs: [[2, 4, 5, 3]], params: 0n, macs: 0n },
    {
      title: 'a map on its side',
      fields: { order: [0, 1, 3, 2] },
      inputs: [[1, 2, 3, 4]],
      outputs: [[1, 2, 4, 3]],
      params: 0n,
      macs: 0n,
    },
  ],
});
