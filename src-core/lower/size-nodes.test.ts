import fc from 'fast-check';
import { expect, it } from 'vitest';
import { substitute } from '../algebra/evaluate.ts';
import type { Expr } from '../algebra/expression.ts';
import { add, div, isInteger, mul, sub, symbol, symbolsOf } from '../algebra/expression.ts';
import { floor } from '../algebra/rounding.ts';
import type { OnnxNode } from '../language/onnx.ts';
import { rounds } from '../rounds.fixture.ts';
import { sizeNodes, sizesWith } from './size-nodes.ts';

const tensor = {
  name: 'x',
  shape: [1, 3, 0, 0],
  free: [null, null, { id: 'h', of: 'height', name: 'height' }, { id: 'w', of: 'width', name: 'width' }],
};
const [height, width] = sizesWith(tensor, 0, symbol).slice(2) as [Expr, Expr];

/** What ONNX does with whole numbers: Div cuts towards zero, Mod has the sign of the divisor. */
const operations: Readonly<Record<string, (a: bigint, b: bigint) => bigint>> = {
  Add: (a, b) => a + b,
  Sub: (a, b) => a - b,
  Mul: (a, b) => a * b,
  Div: (a, b) => a / b,
  Mod: (a, b) => ((a % b) + b) % b,
};

/** Runs the nodes of an expression at the sizes of the tensor. */
function runAt(value: Expr, shape: readonly bigint[]): bigint | undefined {
  const values = new Map<string, readonly bigint[]>();
  const { name, nodes } = sizeNodes(value, 'rows', {
    inputs: [tensor],
    inner: (suffix) => `#${suffix}`,
    constant: (short, entries) => {
      values.set(short, entries as readonly bigint[]);
      return short;
    },
  });
  const result = ({ op, inputs }: OnnxNode): readonly bigint[] => {
    if (op === 'Shape') return shape;
    const [a, b] = inputs.map((input) => values.get(input)!) as [readonly bigint[], readonly bigint[]];
    return op === 'Gather' ? [a[Number(b[0])]!] : [operations[op]!(a[0]!, b[0]!)];
  };
  for (const node of nodes) values.set(node.outputs[0]!, result(node));
  return values.get(name)?.[0];
}

const anyExpression = fc.letrec<{ any: Expr }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(height, width),
    fc.bigInt({ min: -9n, max: 9n }),
    fc.tuple(tie('any'), fc.constantFrom(add, sub, mul), tie('any')).map(([a, combine, b]) => combine(a, b)),
    fc.tuple(tie('any'), fc.bigInt({ min: 2n, max: 7n })).map(([a, divisor]) => floor(div(a, divisor))),
    fc
      .tuple(tie('any'), fc.bigInt({ min: 2n, max: 7n }))
      .map(([a, divisor]) => mul(div(a, divisor), divisor)),
  ),
})).any;

it('nodes come to the value of the expression, floors of negative numbers included', () => {
  const size = fc.bigInt({ min: 1n, max: 40n });
  fc.assert(
    fc.property(anyExpression, size, size, (value, h, w) => {
      const [rows, columns] = [height, width].map((e) => [...symbolsOf(e)][0]!);
      const expected = substitute(
        value,
        new Map<string, Expr>([
          [rows!, h],
          [columns!, w],
        ]),
      );
      fc.pre(isInteger(expected));
      expect(runAt(value, [1n, 3n, h, w])).toBe(expected);
    }),
    { numRuns: rounds(300) },
  );
});

it('a size is read once, and a constant written once', () => {
  const { nodes } = sizeNodes(sub(mul(height, height), mul(3n, height)), 'rows', {
    inputs: [tensor],
    inner: (suffix) => `#${suffix}`,
    constant: (short) => short,
  });
  expect(nodes.map(({ op }) => op).filter((op) => op === 'Shape' || op === 'Gather')).toEqual([
    'Shape',
    'Gather',
  ]);
});
