import { defineOperator, onePort } from '../language/definition.ts';
import type { Shape } from '../language/shape.ts';
import { zeros } from '../language/tensor.ts';

/** Rectified linear unit: max(0, x). */
export const relu = defineOperator({
  id: 'relu',
  title: 'ReLU',
  summary: 'Replaces negative values by zero.',
  family: 'act',
  operation: 'relu',
  fields: {},
  inputs: onePort('in'),
  outputs: onePort('out'),
  shape: (_, [x]) => [x as Shape],
  macs: () => 0n,
  evaluate: (_, [x]) => {
    const y = zeros(x!.shape);
    for (let i = 0; i < y.data.length; i++) y.data[i] = Math.max(0, x!.data[i]!);
    return [y];
  },
  onnx: (_, io) => [{ op: 'Relu', inputs: [io.inputs[0]!.name], outputs: [io.outputs[0]!.name] }],
  symbolicInputs: (_, free) => [[1n, free('C'), free('H'), free('W')]],
  examples: [
    { title: 'on a map', inputs: [[1, 8, 4, 4]], outputs: [[1, 8, 4, 4]], params: 0n, macs: 0n },
    { title: 'on a vector', inputs: [[2, 10]], outputs: [[2, 10]], params: 0n, macs: 0n },
  ],
});
