import { defineOperator, onePort } from '../language/definition.ts';
import type { Shape } from '../language/shape.ts';
import { C } from '../language/shape.ts';
import { elementCount, zeros } from '../language/tensor.ts';
import { scalar } from './onnx-chain.ts';

/** What a position's length counts as at least, so that zeros stay zeros: PyTorch's own choice. */
const least = 1e-12;

/** Brings the channels of each position, or the features of each vector, to the Euclidean length 1. */
export const l2Norm = defineOperator({
  id: 'l2-norm',
  title: 'L2 norm',
  summary: 'Divides the channels of each position by their Euclidean length.',
  reference: 'Liu et al., ParseNet, 2015, arXiv 1506.04579; torch.nn.functional.normalize',
  family: 'norm',
  operation: 'l2-norm',
  fields: {},
  inputs: onePort('in'),
  outputs: onePort('out'),
  shape: (_, [x]) => [x as Shape],
  macs: () => 0n,
  evaluate: (_, [x]) => {
    const y = zeros(x!.shape);
    const channels = x!.shape[C]!;
    const area = elementCount(x!.shape.slice(2));
    for (let first = 0; first < y.data.length; first++) {
      if (Math.floor(first / area) % channels !== 0) continue;
      let squares = 0;
      for (let c = 0; c < channels; c++) squares += x!.data[first + c * area]! ** 2;
      const length = Math.max(Math.sqrt(squares), least);
      for (let c = 0; c < channels; c++) y.data[first + c * area] = x!.data[first + c * area]! / length;
    }
    return [y];
  },
  onnx: (_, io) => {
    const x = io.inputs[0]!.name;
    const [length, divisor] = [io.inner('length'), io.inner('divisor')];
    return [
      {
        op: 'ReduceL2',
        suffix: 'length',
        inputs: [x],
        outputs: [length],
        attributes: { axes: [BigInt(C)], keepdims: 1n },
      },
      { op: 'Max', suffix: 'divisor', inputs: [length, scalar(io, 'least', least)], outputs: [divisor] },
      { op: 'Div', suffix: 'div', inputs: [x, divisor], outputs: [io.outputs[0]!.name] },
    ];
  },
  symbolicInputs: (_, free) => [[1n, free('C'), free('H'), free('W')]],
  examples: [
    { title: 'a map', inputs: [[2, 6, 3, 4]], outputs: [[2, 6, 3, 4]], params: 0n, macs: 0n },
    { title: 'a vector', inputs: [[3, 10]], outputs: [[3, 10]], params: 0n, macs: 0n },
  ],
});
