import { defineOperator, onePort } from '../language/definition.ts';
import { choice } from '../language/field.ts';
import type { Shape } from '../language/shape.ts';
import { elementCount, zeros } from '../language/tensor.ts';

const axisOf = (axis: 'channels' | 'last', rank: number): number => (axis === 'channels' ? 1 : rank - 1);

/** Softmax over the channels, or over the last axis as attention takes it. */
export const softmax = defineOperator({
  id: 'softmax',
  title: 'Softmax',
  summary: 'Turns values into positive ones that add up to 1.',
  family: 'act',
  operation: 'softmax',
  fields: {
    axis: choice({
      label: 'Axis',
      help: 'The values that add up to 1: those of all channels, or those along the last axis.',
      options: ['channels', 'last'],
      default: 'channels',
    }),
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  shape: (_, [x]) => [x as Shape],
  macs: () => 0n,
  evaluate: (v, [x]) => {
    const y = zeros(x!.shape);
    const axis = axisOf(v.axis, x!.shape.length);
    const size = x!.shape[axis]!;
    const step = elementCount(x!.shape.slice(axis + 1));
    for (let first = 0; first < y.data.length; first++) {
      if (Math.floor(first / step) % size !== 0) continue;
      const at = (i: number) => first + i * step;
      let largest = Number.NEGATIVE_INFINITY;
      for (let i = 0; i < size; i++) largest = Math.max(largest, x!.data[at(i)]!);
      let sum = 0;
      for (let i = 0; i < size; i++) sum += Math.exp(x!.data[at(i)]! - largest);
      for (let i = 0; i < size; i++) y.data[at(i)] = Math.exp(x!.data[at(i)]! - largest) / sum;
    }
    return [y];
  },
  onnx: (v, io) => [
    {
      op: 'Softmax',
      inputs: [io.inputs[0]!.name],
      outputs: [io.outputs[0]!.name],
      attributes: { axis: axisOf(v.axis, io.inputs[0]!.shape.length) },
    },
  ],
  symbolicInputs: (_, free) => [[1n, free('C'), free('H'), free('W')]],
  examples: [
    { title: 'class scores', inputs: [[2, 10]], outputs: [[2, 10]], params: 0n, macs: 0n },
    {
      title: 'over the channels of a map',
      inputs: [[2, 3, 4, 5]],
      outputs: [[2, 3, 4, 5]],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'along the rows of a score matrix',
      fields: { axis: 'last' },
      inputs: [[1, 2, 6, 6]],
      outputs: [[1, 2, 6, 6]],
      params: 0n,
      macs: 0n,
    },
  ],
});
