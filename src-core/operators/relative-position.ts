import type { Expr } from '../algebra/expression.ts';
import { mul, sub } from '../algebra/expression.ts';
import { toText } from '../algebra/print.ts';
import { same } from '../language/checks.ts';
import { defineOperator, onePort } from '../language/definition.ts';
import { dimension } from '../language/field.ts';
import { refuse } from '../language/refusal.ts';
import type { Shape } from '../language/shape.ts';
import { shapeText, sizeOf } from '../language/shape.ts';
import { zeros } from '../language/tensor.ts';
import { torchModule } from '../language/torch.ts';
import { chain } from './onnx-chain.ts';
import { relativePositionCode } from './torch/layout-code.ts';

const side = (label: string, help: string, symbol: string) =>
  dimension({ label, help, symbol, min: 1, max: 32, default: 7 });

/** Distances from one end of a side to the other, both ways. */
const distances = (size: Expr): Expr => sub(mul(2n, size), 1n);

/** For each pair of positions of a window, in row-major order, the entry of the table that stands for their distance. */
export function relativeIndex(rows: number, columns: number): number[] {
  const positions = Array.from({ length: rows * columns }, (_, at) => [
    Math.floor(at / columns),
    at % columns,
  ]);
  const across = 2 * columns - 1;
  return positions.flatMap(([row, column]) =>
    positions.map(([y, x]) => (row! - y! + rows - 1) * across + (column! - x! + columns - 1)),
  );
}

/**
 * Lays a table with one row per distance between two positions of a window, and one column per head, out over all pairs of
 * positions, so that it can be added to the scores of attention: [N, (2h-1)(2w-1), heads] to [N, heads, hw, hw]. The entry
 * for a query at row y and a key at row v is that of y - v, as in Swin Transformer.
 */
export const relativePosition = defineOperator({
  id: 'relative-position',
  title: 'Relative position',
  summary: 'Lays a table of distances out over all pairs of positions of a window.',
  names: ['relative position bias', 'gather'],
  reference: 'Liu et al., Swin Transformer, 2021, arXiv 2103.14030',
  family: 'tensor',
  section: 'Windows and positions',
  operation: 'none',
  usualCall: () => 'operator',
  fields: {
    rows: side('Rows', 'Rows of the window.', 'h'),
    columns: side('Columns', 'Columns of the window.', 'w'),
  },
  inputs: () => [{ name: 'in', label: 'a table: a row for each distance, a column for each head' }],
  outputs: onePort('out'),
  shape: ({ rows, columns }, [x]) => {
    const table = x as Shape;
    const entries = mul(distances(rows), distances(columns));
    if (table.length !== 3 || !same(sizeOf(table, 1), entries)) {
      refuse(
        'shape/mismatch',
        { port: 'in' },
        { expected: `N × ${toText(entries)} × heads`, got: shapeText(table, { batch: true }) },
      );
    }
    const positions = mul(rows, columns);
    return [[sizeOf(table, 0), sizeOf(table, 2), positions, positions]];
  },
  macs: () => 0n,
  evaluate: ({ rows, columns }, [x], _, [shape]) => {
    const y = zeros(shape!);
    const [, entries, heads] = x!.shape as [number, number, number];
    const index = relativeIndex(Number(rows), Number(columns));
    for (let i = 0; i < y.data.length; i++) {
      const plane = Math.floor(i / index.length);
      const image = Math.floor(plane / heads);
      y.data[i] = x!.data[(image * entries + index[i % index.length]!) * heads + (plane % heads)]!;
    }
    return [y];
  },
  torch: ({ rows, columns }) => ({
    ...torchModule(relativePositionCode.name, rows, columns),
    code: [relativePositionCode],
  }),
  onnx: ({ rows, columns }, io) => {
    const positions = Number(rows) * Number(columns);
    const index = relativeIndex(Number(rows), Number(columns)).map(BigInt);
    return chain(io, [
      {
        op: 'Gather',
        suffix: 'gather',
        more: [io.constant('index', index, [positions, positions])],
        attributes: { axis: 1 },
      },
      { op: 'Transpose', suffix: 'heads', attributes: { perm: [0n, 3n, 1n, 2n] } },
    ]);
  },
  symbolicInputs: ({ rows, columns }, free) => [
    [1n, mul(distances(rows), distances(columns)), free('heads')],
  ],
  examples: [
    {
      title: 'windows of Swin-T, first stage',
      inputs: [[1, 169, 3]],
      outputs: [[1, 3, 49, 49]],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'a window that is no square, a table for each image',
      fields: { rows: 2, columns: 3 },
      inputs: [[2, 15, 4]],
      outputs: [[2, 4, 6, 6]],
      params: 0n,
      macs: 0n,
    },
  ],
});
