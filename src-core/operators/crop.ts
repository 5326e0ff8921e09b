import type { Expr } from '../algebra/expression.ts';
import { add, compare, isInteger, sub } from '../algebra/expression.ts';
import { toText } from '../algebra/print.ts';
import { requireMap } from '../language/checks.ts';
import { defineOperator, onePort } from '../language/definition.ts';
import { dimension } from '../language/field.ts';
import type { OnnxContext, OnnxNode, OnnxSizes } from '../language/onnx.ts';
import { refuse } from '../language/refusal.ts';
import type { Shape } from '../language/shape.ts';
import { C, H, N, sizeOf, W } from '../language/shape.ts';
import { zeros } from '../language/tensor.ts';
import { py, torchExpression } from '../language/torch.ts';
import { shifted } from '../language/window.ts';
import { copySlices } from './axis.ts';
import { likeField, likePorts, likeShapes } from './like.ts';
import { chain, integers } from './onnx-chain.ts';
import { joined, sizeOfField } from './onnx-sizes.ts';

const edge = (label: string, help: string, symbol: string) =>
  dimension({ label, help, symbol, unit: 'px', min: 0, max: 65_536, default: 0 });

const extent = (label: string, symbol: string) =>
  dimension({
    label,
    help: `${label} that are kept.`,
    symbol,
    unit: 'px',
    min: 1,
    max: 65_536,
    default: 32,
  });

/** Refuses a part of an axis that ends beyond it. */
function requireInside(axis: 'rows' | 'columns', start: Expr, count: Expr, size: Expr): void {
  const end = add(start, count);
  const beyond = sub(end, size);
  if (!isInteger(beyond) || beyond <= 0n) return;
  const part = { axis, start: toText(start), end: toText(end), size: toText(size) };
  refuse('shape/slice', { field: axis }, part);
}

/** The ends of what is kept: starts and counts added up, where one of them is known only when the file runs. */
function ends(io: OnnxContext, starts: OnnxSizes, counts: OnnxSizes): OnnxSizes {
  const name = io.inner('ends');
  const sum: OnnxNode = {
    op: 'Add',
    suffix: 'ends',
    inputs: [starts.name, counts.name],
    outputs: [name],
  };
  return { name, nodes: [...starts.nodes, ...counts.nodes, sum] };
}

/** Keeps a window of a map. */
export const crop = defineOperator({
  id: 'crop',
  title: 'Crop',
  names: ['window of a map', 'Cropping2D', 'center crop'],
  summary: 'Keeps a window of rows and columns and drops the rest of the map.',
  family: 'tensor',
  operation: 'none',
  usualCall: () => 'operator',
  fields: {
    top: edge('Top', 'Rows dropped above.', 't'),
    left: edge('Left', 'Columns dropped on the left.', 'l'),
    rows: extent('Rows', 'h'),
    columns: extent('Columns', 'w'),
    like: likeField,
  },
  inputs: likePorts,
  outputs: onePort('out'),
  shape: ({ top, left, rows, columns }, [x]) => {
    const map = x as Shape;
    requireMap('in', map);
    requireInside('rows', top, rows, sizeOf(map, H));
    requireInside('columns', left, columns, sizeOf(map, W));
    return [[sizeOf(map, N), sizeOf(map, C), rows, columns]];
  },
  macs: () => 0n,
  // What is as large as the map starts at its edge.
  passesThrough: ({ rows, columns }, [x]) =>
    compare(rows, sizeOf(x as Shape, H)) === 'equal' && compare(columns, sizeOf(x as Shape, W)) === 'equal',
  evaluate: ({ top, left }, [x], _, [shape]) => {
    const [n, c, rows, columns] = shape as [number, number, number, number];
    const lines = zeros([n, c, rows, x!.shape[W]!]);
    copySlices(H, rows, { tensor: x!, first: Number(top) }, { tensor: lines, first: 0 });
    const y = zeros(shape!);
    copySlices(W, columns, { tensor: lines, first: Number(left) }, { tensor: y, first: 0 });
    return [y];
  },
  windows: ({ top, left }) =>
    isInteger(top) && isInteger(left) ? [shifted(-Number(top)), shifted(-Number(left))] : null,
  torch: ({ top, left, rows, columns }) =>
    torchExpression(py.method(py.method(py.input(), 'narrow', 2, top, rows), 'narrow', 3, left, columns)),
  onnx: (v, io) => {
    const fields = ['top', 'left', 'rows', 'columns'] as const;
    const free = fields.map((field) => io.size(field));
    const axes = () => integers(io, 'axes', [H, W]);
    if (free.every((size) => size === null)) {
      const [top, left] = [v.top as bigint, v.left as bigint];
      const far = [top + (v.rows as bigint), left + (v.columns as bigint)];
      const more = [integers(io, 'starts', [top, left]), integers(io, 'ends', far), axes()];
      return chain(io, [{ op: 'Slice', suffix: 'slice', more }]);
    }
    const [top, left, rows, columns] = fields.map((field, index) =>
      sizeOfField(io, field, v[field], free[index] ?? null),
    ) as [OnnxSizes, OnnxSizes, OnnxSizes, OnnxSizes];
    const starts = joined(io, 'starts', [top, left]);
    const far = ends(io, starts, joined(io, 'counts', [rows, columns]));
    return chain(io, [{ op: 'Slice', suffix: 'slice', more: [starts.name, far.name, axes()] }], far.nodes);
  },
  symbolicInputs: (v, free) => [[1n, free('C'), free('H'), free('W')], ...likeShapes(v, free)],
  examples: [
    {
      title: 'a window',
      fields: { top: 1, left: 2, rows: 3, columns: 4 },
      inputs: [[2, 3, 6, 7]],
      outputs: [[2, 3, 3, 4]],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'the top left corner, beside an input that gives sizes',
      fields: { rows: 2, columns: 3, like: true },
      inputs: [
        [1, 4, 5, 5],
        [1, 2, 2, 3],
      ],
      outputs: [[1, 4, 2, 3]],
      params: 0n,
      macs: 0n,
    },
  ],
});
