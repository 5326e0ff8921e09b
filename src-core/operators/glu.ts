import { mul } from '../algebra/expression.ts';
import { defineOperator, onePort } from '../language/definition.ts';
import { divided } from '../language/divided.ts';
import type { Shape } from '../language/shape.ts';
import { sizeOf } from '../language/shape.ts';
import { zeros } from '../language/tensor.ts';
import { py, torchModule } from '../language/torch.ts';
import { integers } from './onnx-chain.ts';
import { setAxis, setAxisField } from './set-axis.ts';

/** Gated linear unit: the first half of the channels, each weighed by the sigmoid of its twin in the second. */
export const glu = defineOperator({
  id: 'glu',
  title: 'GLU',
  summary: 'Weighs the first half of the channels by the sigmoid of the second half.',
  names: ['gated linear unit'],
  reference: 'Dauphin et al., 2016, arXiv 1612.08083',
  family: 'act',
  operation: 'glu',
  fields: { axis: setAxisField('What is cut into two halves: the channels, or the last axis.') },
  inputs: onePort('in'),
  outputs: onePort('out'),
  shape: (v, [x]) => {
    const shape = x as Shape;
    const axis = setAxis(v.axis, shape.length);
    return [shape.map((size, at) => (at === axis ? divided(sizeOf(shape, axis), 2) : size))];
  },
  macs: () => 0n,
  evaluate: (v, [x], _, [shape]) => {
    const y = zeros(shape!);
    const axis = setAxis(v.axis, shape!.length);
    const run = shape!.slice(axis).reduce((product, size) => product * size, 1);
    for (let i = 0; i < y.data.length; i++) {
      const at = Math.floor(i / run) * 2 * run + (i % run);
      y.data[i] = x!.data[at]! / (1 + Math.exp(-x!.data[at + run]!));
    }
    return [y];
  },
  torch: ({ axis }) => torchModule('nn.GLU', py.named('dim', axis === 'channels' ? 1 : -1, -1)),
  onnx: (v, io) => {
    const [input, output] = [io.inputs[0]!, io.outputs[0]!];
    const axis = setAxis(v.axis, output.shape.length);
    const size = output.shape[axis]!;
    const [value, gate, weight] = [io.inner('value'), io.inner('gate'), io.inner('weight')];
    return [
      {
        op: 'Split',
        suffix: 'split',
        inputs: [input.name, integers(io, 'sizes', [size, size])],
        outputs: [value, gate],
        attributes: { axis },
      },
      { op: 'Sigmoid', suffix: 'sigmoid', inputs: [gate], outputs: [weight] },
      { op: 'Mul', suffix: 'mul', inputs: [value, weight], outputs: [output.name] },
    ];
  },
  symbolicInputs: ({ axis }, free) => {
    const map = [1n, free('C'), free('H'), free('W')];
    return [map.map((size, at) => (at === setAxis(axis, map.length) ? mul(2n, size) : size))];
  },
  examples: [
    { title: 'channels of a map', inputs: [[2, 6, 3, 4]], outputs: [[2, 3, 3, 4]], params: 0n, macs: 0n },
    {
      title: 'the last axis of a sequence',
      fields: { axis: 'last' },
      inputs: [[2, 5, 8]],
      outputs: [[2, 5, 4]],
      params: 0n,
      macs: 0n,
    },
  ],
});
