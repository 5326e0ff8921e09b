import type { Expr } from '../algebra/expression.ts';
import { add } from '../algebra/expression.ts';
import { toText } from '../algebra/print.ts';
import { channelsOf, requireMap, same } from '../language/checks.ts';
import { defineOperator, onePort } from '../language/definition.ts';
import { choice, dimensions, structural } from '../language/field.ts';
import { refuse } from '../language/refusal.ts';
import type { Shape } from '../language/shape.ts';
import { C, H, N, shapeText, sizeOf, W } from '../language/shape.ts';
import { zeros } from '../language/tensor.ts';
import { py, torchExpression } from '../language/torch.ts';
import type { CutAxis } from './axis.ts';
import { axisIndex, copySlices, cutAxes } from './axis.ts';
import { numbered } from './numbered.ts';

/** Cuts the channels into parts of explicit sizes. */
export const split = defineOperator({
  id: 'split',
  title: 'Split',
  summary: 'Cuts the channels into consecutive parts.',
  family: 'tensor',
  operation: 'none',
  usualCall: () => 'function',
  fields: {
    sizes: dimensions({
      label: 'Sizes',
      help: 'Channels of each part; they add up to the input.',
      unit: 'ch',
      min: 1,
      max: 1_048_576,
      minLength: 1,
      maxLength: 256,
      default: [32, 32],
    }),
  },
  inputs: onePort('in'),
  outputs: (v) => numbered('out', v.sizes.length),
  shape: (v, [x]) => {
    const map = x as Shape;
    requireMap('in', map);
    const sum = add(...v.sizes);
    if (!same(sum, channelsOf(map))) {
      refuse('shape/split-sum', { field: 'sizes' }, { sum: toText(sum), channels: toText(channelsOf(map)) });
    }
    return v.sizes.map((size) => [sizeOf(map, N), size, sizeOf(map, H), sizeOf(map, W)]);
  },
  macs: () => 0n,
  evaluate: (_, [x], __, shapes) => {
    let first = 0;
    return shapes.map((shape) => {
      const part = zeros(shape);
      copySlices(C, shape[C]!, { tensor: x!, first }, { tensor: part, first: 0 });
      first += shape[C]!;
      return part;
    });
  },
  torch: (v) => torchExpression(py.call('torch.split', py.input(), v.sizes, py.named('dim', 1))),
  onnx: (v, io) => [
    {
      op: 'Split',
      inputs: [io.inputs[0]!.name, io.constant('sizes', v.sizes as readonly bigint[], [v.sizes.length])],
      outputs: io.outputs.map((y) => y.name),
      attributes: { axis: 1n },
    },
  ],
  symbolicInputs: (v, free) => [[1n, add(...v.sizes), free('H'), free('W')]],
  examples: [
    {
      title: 'two unequal parts',
      fields: { sizes: [13, 7] },
      inputs: [[2, 20, 4, 3]],
      outputs: [
        [2, 13, 4, 3],
        [2, 7, 4, 3],
      ],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'three groups of an HS-Block',
      fields: { sizes: [8, 8, 8] },
      inputs: [[1, 24, 5, 5]],
      outputs: [
        [1, 8, 5, 5],
        [1, 8, 5, 5],
        [1, 8, 5, 5],
      ],
      params: 0n,
      macs: 0n,
    },
  ],
});

/** Refuses a tensor that differs from the first in more than the size of `axis`. */
function requireAlike(port: string, shape: Shape, first: Shape, axis: CutAxis): void {
  if (first.length === 4) requireMap(port, shape);
  const alike = (size: Expr, at: number) => at === axisIndex[axis] || same(size, sizeOf(first, at));
  if (shape.length === first.length && shape.every(alike)) return;
  const [expected, got] = [first, shape].map((sizes) => shapeText(sizes, { batch: true }));
  refuse('shape/mismatch', { port }, { expected: expected!, got: got! });
}

/** Joins maps along the channels, rows or columns; vectors along their features. */
export const concat = defineOperator({
  id: 'concat',
  joins: true,
  title: 'Concat',
  summary: 'Joins tensors that are alike in everything but the joined axis.',
  family: 'tensor',
  operation: 'none',
  usualCall: () => 'function',
  fields: {
    inputs: structural({ label: 'Inputs', help: 'Number of tensors to join.', min: 1, max: 256, default: 2 }),
    axis: choice({ label: 'Axis', help: 'What adds up.', options: cutAxes, default: 'channels' }),
  },
  inputs: (v) => numbered('in', v.inputs),
  outputs: onePort('out'),
  shape: (v, shapes) => {
    const [first, ...rest] = shapes as readonly [Shape, ...Shape[]];
    if (v.axis !== 'channels') requireMap('in1', first);
    rest.forEach((shape, index) => {
      requireAlike(`in${index + 2}`, shape, first, v.axis);
    });
    const axis = axisIndex[v.axis];
    const joined = add(...shapes.map((shape) => sizeOf(shape, axis)));
    return [first.map((size, at) => (at === axis ? joined : size))];
  },
  macs: () => 0n,
  evaluate: (v, tensors, __, [shape]) => {
    const axis = axisIndex[v.axis];
    const y = zeros(shape!);
    let first = 0;
    for (const tensor of tensors) {
      const count = tensor.shape[axis]!;
      copySlices(axis, count, { tensor, first: 0 }, { tensor: y, first });
      first += count;
    }
    return [y];
  },
  torch: (v) => {
    const inputs = Array.from({ length: v.inputs }, (_, index) => py.input(index));
    return torchExpression(py.call('torch.cat', py.tuple(inputs), py.named('dim', axisIndex[v.axis])));
  },
  onnx: (v, io) => [
    {
      op: 'Concat',
      inputs: io.inputs.map((x) => x.name),
      outputs: [io.outputs[0]!.name],
      attributes: { axis: axisIndex[v.axis] },
    },
  ],
  symbolicInputs: (v, free) =>
    Array.from({ length: v.inputs }, (_, i) => {
      const map = [1n, free('C'), free('H'), free('W')];
      const axis = axisIndex[v.axis];
      return map.map((size, at) => (at === axis ? free(`${['N', 'C', 'H', 'W'][at]}_${i + 1}`) : size));
    }),
  examples: [
    {
      title: 'two maps',
      inputs: [
        [2, 5, 3, 4],
        [2, 8, 3, 4],
      ],
      outputs: [[2, 13, 3, 4]],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'three maps, one above the other',
      fields: { inputs: 3, axis: 'rows' },
      inputs: [
        [2, 3, 2, 4],
        [2, 3, 1, 4],
        [2, 3, 5, 4],
      ],
      outputs: [[2, 3, 8, 4]],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'vectors',
      inputs: [
        [2, 5],
        [2, 3],
      ],
      outputs: [[2, 8]],
      params: 0n,
      macs: 0n,
    },
  ],
});
