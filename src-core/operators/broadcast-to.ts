import { same } from '../language/checks.ts';
import { defineOperator, onePort } from '../language/definition.ts';
import { choice } from '../language/field.ts';
import type { OnnxTensor } from '../language/onnx.ts';
import { refuse } from '../language/refusal.ts';
import type { Shape } from '../language/shape.ts';
import { N, shapeText, sizeOf } from '../language/shape.ts';
import { zeros } from '../language/tensor.ts';
import { py, torchExpression } from '../language/torch.ts';
import { broadcastShape, spreadSteps } from './broadcast.ts';
import { integers } from './onnx-chain.ts';
import { joined, sizeAlong, sizesOf } from './onnx-sizes.ts';
import { eachPlace } from './strides.ts';

/** What the first tensor becomes: it gets the batch of the other, or all of its sizes. */
function target(over: 'batch' | 'all', [x, like]: readonly [Shape, Shape]): Shape {
  return over === 'all' ? like : [sizeOf(like, N), ...x.slice(1)];
}

/** Repeats a tensor along its axes of size 1, as a class token is repeated for every image before it is joined to the others. */
export const broadcastTo = defineOperator({
  id: 'broadcast',
  title: 'Broadcast',
  summary: 'Repeats a tensor along its axes of size 1, up to the batch or all sizes of another.',
  names: ['expand', 'expand_as', 'repeat', 'tile', 'class token'],
  family: 'tensor',
  operation: 'none',
  usualCall: () => 'method',
  fields: {
    over: choice({
      label: 'Over',
      help: 'What is taken from the other tensor: its batch alone, or all of its sizes.',
      options: ['batch', 'all'],
      default: 'batch',
    }),
  },
  inputs: () => [{ name: 'in' }, { name: 'like', label: 'whose sizes are taken; its values are not read' }],
  outputs: onePort('out'),
  shape: ({ over }, shapes) => {
    const [x, like] = shapes as readonly [Shape, Shape];
    const wanted = target(over, [x, like]);
    const whole = broadcastShape(['like', 'in'], [wanted, x]);
    const fits =
      whole.length === wanted.length && whole.every((size, axis) => same(size, sizeOf(wanted, axis)));
    if (!fits) {
      const [expected, got] = [wanted, x].map((sizes) => shapeText(sizes, { batch: true }));
      refuse(
        'shape/mismatch',
        { port: 'in' },
        { expected: `${expected}, or 1 for some of these`, got: got! },
      );
    }
    return [wanted];
  },
  macs: () => 0n,
  evaluate: (_, [x], __, [shape]) => {
    const y = zeros(shape!);
    eachPlace(shape!, spreadSteps(x!.shape, shape!), (place, i) => {
      y.data[i] = x!.data[place]!;
    });
    return [y];
  },
  torch: ({ over }, { inputs: [x] }) => {
    if (over === 'all') return torchExpression(py.method(py.input(0), 'expand_as', py.input(1)));
    const batch = py.item(py.attribute(py.input(1), 'shape'), 0);
    const others = (x as Shape).slice(1).map(() => -1);
    return torchExpression(py.method(py.input(0), 'expand', batch, ...others));
  },
  onnx: ({ over }, io) => {
    const [x, like] = io.inputs as readonly [OnnxTensor, OnnxTensor];
    const [output] = io.outputs as readonly [OnnxTensor];
    const expand = (sizes: string) => ({ op: 'Expand', inputs: [x.name, sizes], outputs: [output.name] });
    if (output.free.every((size) => size === null)) return [expand(integers(io, 'sizes', output.shape))];
    // A size of 1 leaves an axis of the first tensor as it is.
    const others = integers(io, 'others', output.shape.slice(1).fill(1));
    const batch = () => [sizeAlong(io, 'batch', like, N), { name: others, nodes: [] }];
    const sizes = over === 'all' ? sizesOf(io, 'sizes', like) : joined(io, 'sizes', batch());
    return [...sizes.nodes, { ...expand(sizes.name), suffix: 'expand' }];
  },
  symbolicInputs: (_, free) => [
    [1n, free('C'), free('H'), free('W')],
    [1n, free('C'), free('H'), free('W')],
  ],
  examples: [
    {
      title: 'a class token for each image',
      inputs: [
        [1, 1, 6],
        [3, 4, 6],
      ],
      outputs: [[3, 1, 6]],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'a gate over a whole map',
      fields: { over: 'all' },
      inputs: [
        [2, 5, 1, 1],
        [2, 5, 3, 4],
      ],
      outputs: [[2, 5, 3, 4]],
      params: 0n,
      macs: 0n,
    },
  ],
});
