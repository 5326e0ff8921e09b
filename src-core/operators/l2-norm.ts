import { defineOperator, onePort } from '../language/definition.ts';
import type { Shape } from '../language/shape.ts';
import { elementCount, zeros } from '../language/tensor.ts';
import { py, torchExpression } from '../language/torch.ts';
import { epsilonField } from './epsilon.ts';
import { reducing, scalar } from './onnx-chain.ts';
import { setAxis, setAxisField } from './set-axis.ts';

/** Brings the channels of each position, the features of each vector or the values along the last axis to the Euclidean length 1. */
export const l2Norm = defineOperator({
  id: 'l2-norm',
  title: 'L2 norm',
  names: ['l2 normalize', 'normalize', 'cosine'],
  summary: 'Divides the channels of each position by their Euclidean length.',
  reference: 'Liu et al., ParseNet, 2015, arXiv 1506.04579; torch.nn.functional.normalize',
  family: 'norm',
  needsSingle: () => true,
  operation: 'l2-norm',
  usualCall: () => 'function',
  fields: {
    axis: setAxisField(
      'The values that are brought to one length: the channels of a position, or those along the last axis.',
    ),
    epsilon: {
      ...epsilonField,
      help: 'What a length counts as at least, so that zeros stay zeros.',
      default: 1e-12,
    },
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  shape: (_, [x]) => [x as Shape],
  macs: () => 0n,
  evaluate: (v, [x]) => {
    const y = zeros(x!.shape);
    const axis = setAxis(v.axis, x!.shape.length);
    const size = x!.shape[axis]!;
    const step = elementCount(x!.shape.slice(axis + 1));
    for (let first = 0; first < y.data.length; first++) {
      if (Math.floor(first / step) % size !== 0) continue;
      let squares = 0;
      for (let c = 0; c < size; c++) squares += x!.data[first + c * step]! ** 2;
      const length = Math.max(Math.sqrt(squares), v.epsilon);
      for (let c = 0; c < size; c++) y.data[first + c * step] = x!.data[first + c * step]! / length;
    }
    return [y];
  },
  torch: ({ axis, epsilon }) =>
    torchExpression(
      py.call(
        'F.normalize',
        py.input(),
        py.named('dim', axis === 'channels' ? 1 : -1, 1),
        py.named('eps', epsilon, 1e-12),
      ),
    ),
  onnx: (v, io) => {
    const { name: x, shape } = io.inputs[0]!;
    const [length, divisor] = [io.inner('length'), io.inner('divisor')];
    const axes = [setAxis(v.axis, shape.length)];
    const { more, attributes } = reducing(io, 'ReduceL2', axes, { keep: true, name: 'axes' });
    return [
      { op: 'ReduceL2', suffix: 'length', inputs: [x, ...more], outputs: [length], attributes },
      { op: 'Max', suffix: 'divisor', inputs: [length, scalar(io, 'least', v.epsilon)], outputs: [divisor] },
      { op: 'Div', suffix: 'div', inputs: [x, divisor], outputs: [io.outputs[0]!.name] },
    ];
  },
  symbolicInputs: (_, free) => [[1n, free('C'), free('H'), free('W')]],
  examples: [
    { title: 'a map', inputs: [[2, 6, 3, 4]], outputs: [[2, 6, 3, 4]], params: 0n, macs: 0n },
    { title: 'a vector', inputs: [[3, 10]], outputs: [[3, 10]], params: 0n, macs: 0n },
    {
      title: 'queries of a cosine attention, with an epsilon one sees',
      fields: { axis: 'last', epsilon: '1e-1' },
      inputs: [[2, 3, 5, 8]],
      outputs: [[2, 3, 5, 8]],
      params: 0n,
      macs: 0n,
    },
  ],
});
