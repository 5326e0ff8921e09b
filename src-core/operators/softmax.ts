import type { OperatorDefinition } from '../language/definition.ts';
import { defineOperator, onePort } from '../language/definition.ts';
import type { ChoiceField } from '../language/field.ts';
import type { Operation } from '../language/operation.ts';
import type { Shape } from '../language/shape.ts';
import { sizeOf } from '../language/shape.ts';
import { elementCount, zeros } from '../language/tensor.ts';
import { py, torchModule } from '../language/torch.ts';
import { setAxis, setAxisField } from './set-axis.ts';

type Fields = { readonly axis: ChoiceField<'channels' | 'last'> };

interface Normalized {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly names?: readonly string[];
  readonly family: 'act' | 'math';
  readonly operation: Operation;
  readonly op: string;
  /** The module of PyTorch. */
  readonly torch: string;
  /** From how far a value lies below the largest of its set, and the sum of the exponentials of these. */
  of(below: number, sum: number): number;
}

/** A softmax or its logarithm, over the channels or over the last axis as attention takes it. */
function softmaxLike({ op, of, torch, ...described }: Normalized): OperatorDefinition<Fields> {
  return defineOperator<Fields>({
    ...described,
    needsSingle: () => true,
    fields: {
      axis: setAxisField('The values that add up to 1: those of all channels, or those along the last axis.'),
    },
    particulars: ({ axis }, [x]) => ({ set: sizeOf(x as Shape, setAxis(axis, (x as Shape).length)) }),
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
        const at = (i: number) => first + i * step;
        let largest = Number.NEGATIVE_INFINITY;
        for (let i = 0; i < size; i++) largest = Math.max(largest, x!.data[at(i)]!);
        let sum = 0;
        for (let i = 0; i < size; i++) sum += Math.exp(x!.data[at(i)]! - largest);
        for (let i = 0; i < size; i++) y.data[at(i)] = of(x!.data[at(i)]! - largest, sum);
      }
      return [y];
    },
    torch: ({ axis }) => torchModule(torch, py.named('dim', axis === 'channels' ? 1 : -1)),
    onnx: (v, io) => [
      {
        op,
        inputs: [io.inputs[0]!.name],
        outputs: [io.outputs[0]!.name],
        attributes: { axis: setAxis(v.axis, io.inputs[0]!.shape.length) },
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
}

export const softmax = softmaxLike({
  id: 'softmax',
  title: 'Softmax',
  summary: 'Turns values into positive ones that add up to 1.',
  family: 'act',
  operation: 'softmax',
  op: 'Softmax',
  torch: 'nn.Softmax',
  of: (below, sum) => Math.exp(below) / sum,
});

export const logSoftmax = softmaxLike({
  id: 'log-softmax',
  title: 'Log-softmax',
  summary: 'The logarithms of a softmax.',
  names: ['log probabilities'],
  family: 'math',
  operation: 'log-softmax',
  op: 'LogSoftmax',
  torch: 'nn.LogSoftmax',
  of: (below, sum) => below - Math.log(sum),
});
