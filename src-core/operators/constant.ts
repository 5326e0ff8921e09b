import { mul } from '../algebra/expression.ts';
import { toText } from '../algebra/print.ts';
import { same } from '../language/checks.ts';
import { defineOperator, onePort } from '../language/definition.ts';
import { reals } from '../language/field.ts';
import { refuse } from '../language/refusal.ts';
import { zeros } from '../language/tensor.ts';
import { torchModule } from '../language/torch.ts';
import { integers } from './onnx-chain.ts';
import { sizesOfOne, storedSizes } from './stored-sizes.ts';
import { constantCode } from './torch/layout-code.ts';

/** A number or a small table that is not learned, such as 1/sqrt(d) before a softmax. Its batch is 1. */
export const constant = defineOperator({
  id: 'constant',
  title: 'Constant',
  summary: 'Holds a fixed number or a small table of numbers, the same for every image.',
  names: ['scalar', 'number', 'fill', 'full', 'temperature'],
  family: 'tensor',
  operation: 'none',
  usualCall: () => 'operator',
  stored: true,
  fields: {
    sizes: storedSizes('Sizes without the batch; none for a single number.', []),
    values: reals({
      label: 'Values',
      help: 'One number for all places, or one for each in order, the last size first. An expression such as 1/sqrt(d) may stand for any.',
      min: -1e9,
      max: 1e9,
      minLength: 1,
      maxLength: 4096,
      default: [1],
    }),
  },
  inputs: () => [],
  outputs: onePort('out'),
  shape: ({ sizes, values }) => {
    const count = mul(...sizes);
    if (values.length > 1 && !same(count, BigInt(values.length))) {
      refuse('field/value-count', { field: 'values' }, { expected: toText(count), count: values.length });
    }
    return [sizesOfOne(sizes)];
  },
  macs: () => 0n,
  evaluate: ({ values }, _, __, [shape]) => {
    const y = zeros(shape!);
    for (let i = 0; i < y.data.length; i++) y.data[i] = values[i % values.length]!;
    return [y];
  },
  torch: ({ sizes, values }) => ({
    ...torchModule(constantCode.name, values, sizes),
    code: [constantCode],
  }),
  onnx: ({ values }, io) => {
    const { name, shape } = io.outputs[0]!;
    // What stands beside the weights of a file is told from none of them; what a node says is learned by nobody.
    if (values.length > 1) {
      const value = { dims: shape, values: Float32Array.from(values), type: io.realType };
      return [{ op: 'Constant', inputs: [], outputs: [name], attributes: { value: { tensor: value } } }];
    }
    const value = io.constant('value', Float32Array.from(values), []);
    return [{ op: 'Expand', inputs: [value, integers(io, 'sizes', shape)], outputs: [name] }];
  },
  symbolicInputs: () => [],
  examples: [
    { title: 'one number', fields: { values: [0.125] }, inputs: [], outputs: [[1]], params: 0n, macs: 0n },
    {
      title: 'one number for every place',
      fields: { sizes: [3, 2, 2], values: [-2.5] },
      inputs: [],
      outputs: [[1, 3, 2, 2]],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'means of the colours of ImageNet',
      fields: { sizes: [3, 1, 1], values: [0.485, 0.456, 0.406] },
      inputs: [],
      outputs: [[1, 3, 1, 1]],
      params: 0n,
      macs: 0n,
    },
  ],
});
