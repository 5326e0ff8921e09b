import { compare } from '../algebra/expression.ts';
import { requireSameShapes, same } from '../language/checks.ts';
import { defineOperator, onePort } from '../language/definition.ts';
import { refuse } from '../language/refusal.ts';
import type { Shape } from '../language/shape.ts';
import { shapeText, sizeOf } from '../language/shape.ts';
import { zeros } from '../language/tensor.ts';
import { eachPlace, stridesOf } from './strides.ts';

/** True where the second factor has one value on every axis but those it shares with the first. */
function spreads(a: Shape, b: Shape): boolean {
  if (a.length !== b.length) return false;
  return b.every((size, axis) => compare(size, 1n) === 'equal' || same(size, sizeOf(a, axis)));
}

/**
 * Elementwise product. The second factor has the shape of the first, or size 1 on some of its axes: a gate [N, C, 1, 1]
 * weighs whole channels, a mask [N, 1, H, W] whole positions.
 */
export const product = defineOperator({
  id: 'mul',
  title: 'Multiply',
  summary: 'Multiplies two tensors element by element, or a map by one gate per channel or position.',
  family: 'tensor',
  operation: 'mul',
  fields: {},
  inputs: () => [
    { name: 'a' },
    { name: 'b', label: 'of the same shape, or with size 1 where one value serves all' },
  ],
  outputs: onePort('out'),
  shape: (_, shapes) => {
    const [a, b] = shapes as readonly [Shape, Shape];
    if (a.length !== b.length) requireSameShapes(['a', 'b'], shapes);
    if (!spreads(a, b)) {
      refuse(
        'shape/mismatch',
        { port: 'b' },
        { expected: `${shapeText(a)}, or 1 for some of these`, got: shapeText(b) },
      );
    }
    return [a];
  },
  macs: () => 0n,
  evaluate: (_, [a, b]) => {
    const y = zeros(a!.shape);
    const steps = stridesOf(b!.shape).map((step, axis) => (b!.shape[axis] === 1 ? 0 : step));
    eachPlace(a!.shape, steps, (place, i) => {
      y.data[i] = a!.data[i]! * b!.data[place]!;
    });
    return [y];
  },
  onnx: (_, io) => [
    { op: 'Mul', inputs: [io.inputs[0]!.name, io.inputs[1]!.name], outputs: [io.outputs[0]!.name] },
  ],
  symbolicInputs: (_, free) => {
    const map = [1n, free('C'), free('H'), free('W')];
    return [map, map];
  },
  examples: [
    {
      title: 'two maps',
      inputs: [
        [1, 8, 4, 3],
        [1, 8, 4, 3],
      ],
      outputs: [[1, 8, 4, 3]],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'a gate per channel, as in squeeze-and-excitation',
      inputs: [
        [2, 6, 5, 4],
        [2, 6, 1, 1],
      ],
      outputs: [[2, 6, 5, 4]],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'a mask of positions, as in spatial attention',
      inputs: [
        [2, 6, 5, 4],
        [2, 1, 5, 4],
      ],
      outputs: [[2, 6, 5, 4]],
      params: 0n,
      macs: 0n,
    },
  ],
});
