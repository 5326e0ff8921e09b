import type { Expr } from '../algebra/expression.ts';
import { mul } from '../algebra/expression.ts';
import { same } from '../language/checks.ts';
import { defineOperator, onePort } from '../language/definition.ts';
import { elements } from '../language/facts.ts';
import { text } from '../language/field.ts';
import { refuse } from '../language/refusal.ts';
import type { Shape } from '../language/shape.ts';
import { shapeText, sizeOf } from '../language/shape.ts';
import { elementCount, zeros } from '../language/tensor.ts';
import { py, torchExpression } from '../language/torch.ts';
import type { Equation } from './equation.ts';
import { canonicalEquation, readEquation } from './equation.ts';
import { eachPlace, stridesOf } from './strides.ts';

/** The equation of a field; refuses what is none. */
function equationOf({ equation }: { readonly equation: string }): Equation {
  const read = readEquation(equation);
  return typeof read === 'string' ? refuse('field/equation', { field: 'equation' }, { reason: read }) : read;
}

/** The size of each letter; refuses factors that do not fit the equation or each other. */
function sizesOf({ a, b }: Equation, shapes: readonly Shape[]): ReadonlyMap<string, Expr> {
  const sizes = new Map<string, Expr>();
  for (const [index, part] of [a, b].entries()) {
    const shape = shapes[index]!;
    const port = index === 0 ? 'a' : 'b';
    const got = shapeText(shape, { batch: true });
    if (shape.length !== part.length)
      refuse('shape/rank', { port }, { expected: `tensor of ${part.length} axes (${part})`, got });
    for (const [axis, letter] of [...part].entries()) {
      const known = sizes.get(letter);
      if (known !== undefined && !same(known, sizeOf(shape, axis))) {
        const expected = [...part].map((other, at) => sizes.get(other) ?? sizeOf(shape, at));
        refuse('shape/mismatch', { port }, { expected: shapeText(expected, { batch: true }), got });
      }
      sizes.set(letter, sizeOf(shape, axis));
    }
  }
  return sizes;
}

/** For every position of the axes that letters name, its place in a factor; an axis that the factor lacks stays where it is. */
function placesIn(
  factor: { readonly letters: string; readonly shape: readonly number[] },
  letters: string,
  sizes: readonly number[],
): Int32Array {
  const strides = stridesOf(factor.shape);
  const steps = [...letters].map((letter) => strides[factor.letters.indexOf(letter)] ?? 0);
  const places = new Int32Array(elementCount(sizes));
  eachPlace(sizes, steps, (place, position) => {
    places[position] = place;
  });
  return places;
}

/** An einsum of two tensors, as far as it is a matrix product for each position of the axes that all share. */
export const einsum = defineOperator({
  id: 'einsum',
  title: 'Einsum',
  names: ['einstein summation', 'contraction', 'tensordot', 'torch.einsum'],
  summary:
    'Multiplies two tensors along the axes that an equation names, and adds up over those that it leaves out.',
  family: 'linear',
  operation: 'matmul',
  needsSingle: () => true,
  usualCall: () => 'einsum',
  ownCalls: ['einsum'],
  fields: {
    equation: text({
      label: 'Equation',
      help: 'A letter for each axis of both factors and of the product, such as bhid,bhjd->bhij.',
      maxLength: 64,
      default: 'bhid,bhjd->bhij',
    }),
  },
  inputs: () => [{ name: 'a' }, { name: 'b' }],
  outputs: onePort('out'),
  particulars: (v) => ({ equation: canonicalEquation(equationOf(v)) }),
  shape: (v, shapes) => {
    const equation = equationOf(v);
    const sizes = sizesOf(equation, shapes);
    return [[...equation.out].map((letter) => sizes.get(letter)!)];
  },
  macs: (v, shapes, [y]) => {
    const equation = equationOf(v);
    const sizes = sizesOf(equation, shapes);
    return mul(elements(y as Shape), ...[...equation.inner].map((letter) => sizes.get(letter)!));
  },
  evaluate: (v, [a, b], _, [shape]) => {
    const { out, inner, ...letters } = equationOf(v);
    const y = zeros(shape!);
    const innerSizes = [...inner].map((letter) => a!.shape[letters.a.indexOf(letter)]!);
    const factors = [
      { letters: letters.a, shape: a!.shape },
      { letters: letters.b, shape: b!.shape },
    ] as const;
    const [startsA, startsB] = factors.map((factor) => placesIn(factor, out, shape!)) as [
      Int32Array,
      Int32Array,
    ];
    const [stepsA, stepsB] = factors.map((factor) => placesIn(factor, inner, innerSizes)) as [
      Int32Array,
      Int32Array,
    ];
    for (let i = 0; i < y.data.length; i++) {
      let sum = 0;
      for (let q = 0; q < stepsA.length; q++)
        sum += a!.data[startsA[i]! + stepsA[q]!]! * b!.data[startsB[i]! + stepsB[q]!]!;
      y.data[i] = sum;
    }
    return [y];
  },
  torch: (v) => {
    const { a, b, out } = equationOf(v);
    return torchExpression(py.call('torch.einsum', `${a},${b}->${out}`, py.input(0), py.input(1)));
  },
  onnx: (v, io) => {
    const { a, b, out } = equationOf(v);
    return [
      {
        op: 'Einsum',
        inputs: io.inputs.map(({ name }) => name),
        outputs: [io.outputs[0]!.name],
        attributes: { equation: `${a},${b}->${out}` },
      },
    ];
  },
  symbolicInputs: ({ equation }, free) => {
    const read = readEquation(equation);
    if (typeof read === 'string') {
      const plain = [1n, free('C')];
      return [plain, plain];
    }
    return [read.a, read.b].map((part) => [...part].map((letter) => free(letter)));
  },
  examples: [
    {
      title: 'scores of 2 heads',
      inputs: [
        [1, 2, 6, 8],
        [1, 2, 5, 8],
      ],
      outputs: [[1, 2, 6, 5]],
      params: 0n,
      macs: 480n,
    },
    {
      title: 'an adjacency over the joints of a skeleton, as graph convolutions have it',
      fields: { equation: 'nctv, nvw -> nctw' },
      inputs: [
        [2, 3, 4, 5],
        [2, 5, 6],
      ],
      outputs: [[2, 3, 4, 6]],
      params: 0n,
      macs: 720n,
    },
    {
      title: 'two axes summed, the product turned',
      fields: { equation: 'nkhw,nchw->nck' },
      inputs: [
        [2, 3, 4, 5],
        [2, 6, 4, 5],
      ],
      outputs: [[2, 6, 3]],
      params: 0n,
      macs: 720n,
    },
    {
      title: 'without an arrow: the letters that stand once, by name',
      fields: { equation: 'qk,kc' },
      inputs: [
        [2, 3],
        [3, 4],
      ],
      outputs: [[4, 2]],
      params: 0n,
      macs: 24n,
    },
  ],
});
