import type { Example, OperatorDefinition, Port } from '../language/definition.ts';
import { defineOperator, onePort } from '../language/definition.ts';
import type { Fields, Values } from '../language/field.ts';
import { structural } from '../language/field.ts';
import type { Operation } from '../language/operation.ts';
import type { Tensor } from '../language/tensor.ts';
import { zeros } from '../language/tensor.ts';
import type { Py } from '../language/torch.ts';
import { py, torchExpression } from '../language/torch.ts';
import { broadcastShape, spreadSteps } from './broadcast.ts';
import { numbered } from './numbered.ts';
import { eachPlace } from './strides.ts';

interface Arithmetic<F extends Fields> {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly names?: readonly string[];
  readonly operation: Operation;
  readonly fields: F;
  ports(values: Values<F>): readonly Port[];
  readonly joins?: true;
  /** The ONNX operator. */
  readonly op: string;
  /** The same of two tensors in PyTorch. */
  torch(a: Py, b: Py): Py;
  /** What two numbers come to; of more, what the first ones came to and the next. */
  of(a: number, b: number): number;
  readonly examples: readonly Omit<Example<F>, 'params' | 'macs'>[];
}

/** Arithmetic on tensors, element by element; sizes of 1 are spread over those of the others, as numpy does it. */
function arithmetic<const F extends Fields>(entry: Arithmetic<F>): OperatorDefinition<F> {
  const { ports, op, of, torch, examples, ...described } = entry;
  return defineOperator<F>({
    ...described,
    family: 'math',
    usualCall: () => 'operator',
    inputs: (v) => ports(v),
    outputs: onePort('out'),
    shape: (v, shapes) => [
      broadcastShape(
        ports(v).map(({ name }) => name),
        shapes,
      ),
    ],
    macs: () => 0n,
    evaluate: (_, tensors, __, [shape]) => {
      const y = zeros(shape!);
      tensors.forEach((x: Tensor, index) => {
        eachPlace(shape!, spreadSteps(x.shape, shape!), (place, i) => {
          y.data[i] = index === 0 ? x.data[place]! : of(y.data[i]!, x.data[place]!);
        });
      });
      return [y];
    },
    onnx: (_, io) => [{ op, inputs: io.inputs.map(({ name }) => name), outputs: [io.outputs[0]!.name] }],
    torch: (v) =>
      torchExpression(
        ports(v)
          .map((_, index) => py.input(index))
          .reduce(torch),
      ),
    symbolicInputs: (v, free) => {
      const map = [1n, free('C'), free('H'), free('W')];
      return ports(v).map(() => map);
    },
    examples: examples.map((example) => ({ ...example, params: 0n, macs: 0n })),
  });
}

const spread = 'sizes counted from the last are those of a, or 1 where one value serves all';
const two = () => [{ name: 'a' }, { name: 'b', label: spread }];

/** The residual connection, a bias, a table of positions. */
export const sum = arithmetic({
  id: 'add',
  joins: true,
  title: 'Add',
  summary: 'Adds two tensors element by element; a size of 1 is spread over the other.',
  names: ['sum', 'residual', 'shortcut', 'skip', 'plus'],
  operation: 'add',
  fields: {},
  ports: two,
  op: 'Add',
  torch: (a, b) => py.infix('+', a, b),
  of: (a, b) => a + b,
  examples: [
    {
      title: 'residual connection',
      inputs: [
        [1, 8, 4, 4],
        [1, 8, 4, 4],
      ],
      outputs: [[1, 8, 4, 4]],
    },
    {
      title: 'two vectors',
      inputs: [
        [3, 10],
        [3, 10],
      ],
      outputs: [[3, 10]],
    },
    {
      title: 'a table of positions for every image',
      inputs: [
        [2, 7, 6],
        [1, 7, 6],
      ],
      outputs: [[2, 7, 6]],
    },
    {
      title: 'a row and a column, each spread over the other',
      inputs: [
        [1, 3, 1, 5],
        [2, 3, 4, 1],
      ],
      outputs: [[2, 3, 4, 5]],
    },
    {
      title: 'fewer axes, counted from the last',
      inputs: [
        [2, 4, 3, 5],
        [3, 5],
      ],
      outputs: [[2, 4, 3, 5]],
    },
  ],
});

/** A gate [N, C, 1, 1] weighs whole channels, a mask [N, 1, H, W] whole positions. */
export const product = arithmetic({
  id: 'mul',
  joins: true,
  title: 'Multiply',
  summary: 'Multiplies two tensors element by element, or a map by one gate per channel or position.',
  names: ['product', 'gate', 'times'],
  operation: 'mul',
  fields: {},
  ports: two,
  op: 'Mul',
  torch: (a, b) => py.infix('*', a, b),
  of: (a, b) => a * b,
  examples: [
    {
      title: 'two maps',
      inputs: [
        [1, 8, 4, 3],
        [1, 8, 4, 3],
      ],
      outputs: [[1, 8, 4, 3]],
    },
    {
      title: 'a gate per channel, as in squeeze-and-excitation',
      inputs: [
        [2, 6, 5, 4],
        [2, 6, 1, 1],
      ],
      outputs: [[2, 6, 5, 4]],
    },
    {
      title: 'a mask of positions, as in spatial attention',
      inputs: [
        [2, 6, 5, 4],
        [2, 1, 5, 4],
      ],
      outputs: [[2, 6, 5, 4]],
    },
    {
      title: 'the gate first',
      inputs: [
        [1, 6, 1, 1],
        [2, 6, 5, 4],
      ],
      outputs: [[2, 6, 5, 4]],
    },
  ],
});

export const difference = arithmetic({
  id: 'sub',
  title: 'Subtract',
  summary: 'Takes the second tensor from the first, element by element.',
  names: ['difference', 'minus'],
  operation: 'sub',
  fields: {},
  ports: two,
  op: 'Sub',
  torch: (a, b) => py.infix('-', a, b),
  of: (a, b) => a - b,
  examples: [
    {
      title: 'two maps',
      inputs: [
        [2, 3, 4, 5],
        [2, 3, 4, 5],
      ],
      outputs: [[2, 3, 4, 5]],
    },
    {
      title: 'means of channels taken off',
      inputs: [
        [2, 3, 4, 5],
        [2, 3, 1, 1],
      ],
      outputs: [[2, 3, 4, 5]],
    },
  ],
});

export const quotient = arithmetic({
  id: 'div',
  title: 'Divide',
  summary: 'Divides the first tensor by the second, element by element.',
  names: ['quotient', 'ratio'],
  operation: 'div',
  fields: {},
  ports: two,
  op: 'Div',
  torch: (a, b) => py.infix('/', a, b),
  of: (a, b) => a / b,
  examples: [
    {
      title: 'two maps',
      inputs: [
        [2, 3, 4, 5],
        [2, 3, 4, 5],
      ],
      outputs: [[2, 3, 4, 5]],
    },
    {
      title: 'each row by one number',
      inputs: [
        [2, 6],
        [2, 1],
      ],
      outputs: [[2, 6]],
    },
  ],
});

const inputs = structural({ label: 'Inputs', help: 'How many tensors.', min: 2, max: 64, default: 2 });

const ofMany = [
  {
    title: 'two maps',
    inputs: [
      [2, 3, 4, 5],
      [2, 3, 4, 5],
    ],
    outputs: [[2, 3, 4, 5]],
  },
  {
    title: 'three, one of them a number per channel',
    fields: { inputs: 3 },
    inputs: [
      [1, 3, 4, 5],
      [1, 3, 1, 1],
      [1, 3, 4, 5],
    ],
    outputs: [[1, 3, 4, 5]],
  },
] as const;

export const maximum = arithmetic({
  id: 'max',
  joins: true,
  title: 'Maximum',
  summary: 'Keeps the largest of two or more tensors, element by element.',
  names: ['maxout', 'tlu', 'thresholded linear unit'],
  operation: 'maximum',
  fields: { inputs },
  ports: (v) => numbered('in', v.inputs),
  op: 'Max',
  torch: (a, b) => py.call('torch.maximum', a, b),
  of: Math.max,
  examples: ofMany,
});

export const minimum = arithmetic({
  id: 'min',
  joins: true,
  title: 'Minimum',
  summary: 'Keeps the smallest of two or more tensors, element by element.',
  operation: 'minimum',
  fields: { inputs },
  ports: (v) => numbered('in', v.inputs),
  op: 'Min',
  torch: (a, b) => py.call('torch.minimum', a, b),
  of: Math.min,
  examples: ofMany,
});
