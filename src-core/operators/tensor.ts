import { add, compare, isInteger, mul, sub } from '../algebra/expression.ts';
import { toText } from '../algebra/print.ts';
import { channelsOf, requireMap, requireSameMap, requireSameShapes, same } from '../language/checks.ts';
import type { Port } from '../language/definition.ts';
import { defineOperator, onePort } from '../language/definition.ts';
import { dimension, dimensions, structural } from '../language/field.ts';
import { refuse } from '../language/refusal.ts';
import type { Shape } from '../language/shape.ts';
import { H, N, sizeOf, W } from '../language/shape.ts';
import type { Tensor } from '../language/tensor.ts';
import { zeros } from '../language/tensor.ts';

const numbered = (prefix: string, count: number): Port[] =>
  Array.from({ length: count }, (_, index) => ({ name: `${prefix}${index + 1}` }));

/** Copies whole channels between maps of the same rows and columns. */
function copyChannels(from: Tensor, firstFrom: number, to: Tensor, firstTo: number, count: number): void {
  const [n, c, h, w] = from.shape as [number, number, number, number];
  const width = to.shape[1]!;
  const area = h * w;
  for (let b = 0; b < n; b++) {
    const start = (b * c + firstFrom) * area;
    to.data.set(from.data.subarray(start, start + count * area), (b * width + firstTo) * area);
  }
}

/** Cuts the channels into parts of explicit sizes. */
export const split = defineOperator({
  id: 'split',
  title: 'Split',
  summary: 'Cuts the channels into consecutive parts.',
  family: 'tensor',
  operation: 'none',
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
      copyChannels(x!, first, part, 0, shape[1]!);
      first += shape[1]!;
      return part;
    });
  },
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
  ],
});

/** Joins maps along the channels. */
export const concat = defineOperator({
  id: 'concat',
  title: 'Concat',
  summary: 'Joins maps of the same size along the channels.',
  family: 'tensor',
  operation: 'none',
  fields: {
    inputs: structural({ label: 'Inputs', help: 'Number of maps to join.', min: 1, max: 256, default: 2 }),
  },
  inputs: (v) => numbered('in', v.inputs),
  outputs: onePort('out'),
  shape: (_, maps) => {
    const [first] = maps as readonly [Shape, ...Shape[]];
    maps.forEach((map, index) => {
      requireMap(`in${index + 1}`, map);
      requireSameMap(`in${index + 1}`, map, first);
    });
    return [[sizeOf(first, N), add(...maps.map(channelsOf)), sizeOf(first, H), sizeOf(first, W)]];
  },
  macs: () => 0n,
  evaluate: (_, maps, __, [shape]) => {
    const y = zeros(shape!);
    let first = 0;
    for (const map of maps) {
      copyChannels(map, 0, y, first, map.shape[1]!);
      first += map.shape[1]!;
    }
    return [y];
  },
  onnx: (_, io) => [
    {
      op: 'Concat',
      inputs: io.inputs.map((x) => x.name),
      outputs: [io.outputs[0]!.name],
      attributes: { axis: 1n },
    },
  ],
  symbolicInputs: (v, free) =>
    Array.from({ length: v.inputs }, (_, i) => [1n, free(`C_${i + 1}`), free('H'), free('W')]),
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
  ],
});

/** Keeps the first channels of a map. */
export const slice = defineOperator({
  id: 'slice',
  title: 'Slice',
  summary: 'Keeps the first channels and drops the rest.',
  family: 'tensor',
  operation: 'none',
  fields: {
    channels: dimension({
      label: 'Channels',
      help: 'Channels to keep, from the first.',
      symbol: 'C_out',
      unit: 'ch',
      min: 1,
      max: 1_048_576,
      default: 32,
    }),
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  shape: (v, [x]) => {
    const map = x as Shape;
    requireMap('in', map);
    const dropped = sub(channelsOf(map), v.channels);
    if (isInteger(dropped) && dropped < 0n) {
      refuse(
        'shape/channels',
        { field: 'channels' },
        { expected: toText(v.channels), got: toText(channelsOf(map)) },
      );
    }
    return [[sizeOf(map, N), v.channels, sizeOf(map, H), sizeOf(map, W)]];
  },
  macs: () => 0n,
  passesThrough: (v, [x]) => compare(v.channels, channelsOf(x as Shape)) === 'equal',
  evaluate: (_, [x], __, [shape]) => {
    const y = zeros(shape!);
    copyChannels(x!, 0, y, 0, shape![1]!);
    return [y];
  },
  onnx: (v, io) => [
    {
      op: 'Slice',
      inputs: [
        io.inputs[0]!.name,
        io.constant('starts', [0n], [1]),
        io.constant('ends', [v.channels as bigint], [1]),
        io.constant('axes', [1n], [1]),
      ],
      outputs: [io.outputs[0]!.name],
    },
  ],
  symbolicInputs: (_, free) => [[1n, free('C'), free('H'), free('W')]],
  examples: [
    {
      title: 'one channel less',
      fields: { channels: 7 },
      inputs: [[1, 8, 3, 3]],
      outputs: [[1, 7, 3, 3]],
      params: 0n,
      macs: 0n,
    },
  ],
});

/** Elementwise sum of two tensors of the same shape: the residual connection. */
export const sum = defineOperator({
  id: 'add',
  title: 'Add',
  summary: 'Adds two tensors element by element.',
  family: 'tensor',
  operation: 'add',
  fields: {},
  inputs: () => [{ name: 'a' }, { name: 'b' }],
  outputs: onePort('out'),
  shape: (_, shapes) => {
    requireSameShapes(['a', 'b'], shapes);
    return [shapes[0] as Shape];
  },
  macs: () => 0n,
  evaluate: (_, [a, b]) => {
    const y = zeros(a!.shape);
    for (let i = 0; i < y.data.length; i++) y.data[i] = a!.data[i]! + b!.data[i]!;
    return [y];
  },
  onnx: (_, io) => [
    { op: 'Add', inputs: [io.inputs[0]!.name, io.inputs[1]!.name], outputs: [io.outputs[0]!.name] },
  ],
  symbolicInputs: (_, free) => {
    const map = [1n, free('C'), free('H'), free('W')];
    return [map, map];
  },
  examples: [
    {
      title: 'residual connection',
      inputs: [
        [1, 8, 4, 4],
        [1, 8, 4, 4],
      ],
      outputs: [[1, 8, 4, 4]],
      params: 0n,
      macs: 0n,
    },
  ],
});

/** Turns a map into a vector of all its values. */
export const flatten = defineOperator({
  id: 'flatten',
  title: 'Flatten',
  summary: 'Lays a map out as one vector per image.',
  family: 'tensor',
  operation: 'none',
  fields: {},
  inputs: onePort('in'),
  outputs: onePort('out'),
  shape: (_, [x]) => [[sizeOf(x as Shape, N), mul(...(x as Shape).slice(1))]],
  macs: () => 0n,
  evaluate: (_, [x], __, [shape]) => [{ shape: shape!, data: x!.data }],
  onnx: (_, io) => [
    { op: 'Flatten', inputs: [io.inputs[0]!.name], outputs: [io.outputs[0]!.name], attributes: { axis: 1n } },
  ],
  symbolicInputs: (_, free) => [[1n, free('C'), free('H'), free('W')]],
  examples: [{ title: 'after pooling', inputs: [[2, 8, 2, 3]], outputs: [[2, 48]], params: 0n, macs: 0n }],
});
