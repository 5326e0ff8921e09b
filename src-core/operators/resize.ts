import type { Expr } from '../algebra/expression.ts';
import { compare, mul } from '../algebra/expression.ts';
import { requireMap } from '../language/checks.ts';
import { defineOperator, onePort } from '../language/definition.ts';
import { choice, dimension } from '../language/field.ts';
import type { Shape } from '../language/shape.ts';
import { C, H, N, sizeOf, W } from '../language/shape.ts';
import { zeros } from '../language/tensor.ts';
import { freeResize, resizedTo } from './free-resize.ts';
import type { Link } from './onnx-chain.ts';
import { chain, integers } from './onnx-chain.ts';
import { isFree } from './onnx-sizes.ts';
import type { ResampleMode } from './resampling.ts';
import { nearestRows, repeatsEvenly, resampleModes, slidingTaps, tapsOf } from './resampling.ts';

interface ResizeValues {
  readonly to: 'factor' | 'size' | 'input';
  readonly factor: Expr;
  readonly rows: Expr;
  readonly columns: Expr;
}

/** Rows and columns of the result. */
function target(v: ResizeValues, [x, like]: readonly Shape[]): [rows: Expr, columns: Expr] {
  switch (v.to) {
    case 'factor':
      return [mul(sizeOf(x as Shape, H), v.factor), mul(sizeOf(x as Shape, W), v.factor)];
    case 'size':
      return [v.rows, v.columns];
    case 'input':
      return [sizeOf(like as Shape, H), sizeOf(like as Shape, W)];
  }
}

const side = (label: string, symbol: string) =>
  dimension({
    label,
    help: `${label} of the result where it goes to a size.`,
    symbol,
    unit: 'px',
    min: 1,
    max: 65_536,
    default: 32,
  });

/** How ONNX names the modes. */
const readings: Readonly<Record<ResampleMode, Readonly<Record<string, string>>>> = {
  nearest: { mode: 'nearest', coordinate_transformation_mode: 'asymmetric', nearest_mode: 'floor' },
  bilinear: { mode: 'linear', coordinate_transformation_mode: 'half_pixel' },
  'bilinear-corners': { mode: 'linear', coordinate_transformation_mode: 'align_corners' },
};

/** Resampling of a map as PyTorch's interpolate computes it, without antialiasing. */
export const resize = defineOperator({
  id: 'resize',
  title: 'Resize',
  summary: 'Brings a map to another number of rows and columns.',
  family: 'tensor',
  operation: 'resize',
  // A module has no second input.
  usualCall: ({ to }) => (to === 'input' ? 'function' : 'module'),
  particulars: ({ mode, to }) => ({
    resampling: { mode: mode === 'nearest' ? 'nearest' : 'bilinear', to },
  }),
  fields: {
    mode: choice({
      label: 'Mode',
      help: 'nearest repeats values; bilinear blends between pixel centres; bilinear-corners keeps the corner pixels in place, as align_corners does.',
      options: resampleModes,
      default: 'nearest',
    }),
    to: choice({
      label: 'To',
      help: 'A multiple of the map, a size, or the size of a second input.',
      options: ['factor', 'size', 'input'],
      default: 'factor',
    }),
    factor: dimension({
      label: 'Factor',
      help: 'Rows and columns are multiplied by it where the map goes to a factor.',
      symbol: 'f',
      unit: '×',
      min: 1,
      max: 64,
      default: 2,
    }),
    rows: side('Rows', 'h'),
    columns: side('Columns', 'w'),
  },
  inputs: (v) =>
    v.to === 'input' ? [{ name: 'in' }, { name: 'like', label: 'gives rows and columns' }] : [{ name: 'in' }],
  outputs: onePort('out'),
  shape: (v, inputs) => {
    const [x, like] = inputs as readonly [Shape, Shape?];
    requireMap('in', x);
    if (like !== undefined) requireMap('like', like);
    return [[sizeOf(x, N), sizeOf(x, C), ...target(v, inputs)]];
  },
  macs: () => 0n,
  passesThrough: (v, inputs) => {
    const [rows, columns] = target(v, inputs);
    const x = inputs[0] as Shape;
    return compare(rows, sizeOf(x, H)) === 'equal' && compare(columns, sizeOf(x, W)) === 'equal';
  },
  evaluate: ({ mode }, [x], _, [shape]) => {
    const [n, c, oh, ow] = shape as [number, number, number, number];
    const [h, w] = x!.shape.slice(2) as [number, number];
    const y = zeros(shape!);
    const rows = tapsOf(mode, h, oh);
    const columns = tapsOf(mode, w, ow);
    for (let plane = 0; plane < n * c; plane++) {
      const value = (row: number, column: number) => x!.data[(plane * h + row) * w + column]!;
      for (const [i, row] of rows.entries()) {
        for (const [j, column] of columns.entries()) {
          const across = (at: number) =>
            value(at, column.low) * (1 - column.weight) + value(at, column.high) * column.weight;
          y.data[(plane * oh + i) * ow + j] =
            across(row.low) * (1 - row.weight) + across(row.high) * row.weight;
        }
      }
    }
    return [y];
  },
  windows: (v, inputs) => {
    const [x] = inputs as readonly [Shape];
    const [rows, columns] = target(v, inputs);
    const down = slidingTaps(v.mode, sizeOf(x, H), rows);
    const across = slidingTaps(v.mode, sizeOf(x, W), columns);
    return down && across && [down, across];
  },
  onnx: (v, io) => {
    const { mode } = v;
    if (isFree(io.outputs[0]!, H, W) || isFree(io.inputs[0]!, H, W)) return freeResize(v, io, readings[mode]);
    const [h, w] = io.inputs[0]!.shape.slice(2) as [number, number];
    const { shape } = io.outputs[0]!;
    const [oh, ow] = shape.slice(2) as [number, number];
    // Runtimes divide by the rounded scale, which lands beside the wanted row where the scale is no whole number.
    if (mode === 'nearest' && !(repeatsEvenly(h, oh) && repeatsEvenly(w, ow))) {
      const gathered = (suffix: string, axis: number, size: number, count: number): Link => ({
        op: 'Gather',
        suffix,
        more: [integers(io, suffix, nearestRows(size, count))],
        attributes: { axis },
      });
      return chain(io, [gathered('rows', H, h, oh), gathered('columns', W, w, ow)]);
    }
    const sizes = resizedTo(io, () => ({ name: integers(io, 'target', [oh, ow]), nodes: [] }));
    const more = ['', '', sizes.name];
    return chain(io, [{ op: 'Resize', suffix: 'resize', more, attributes: readings[mode] }], sizes.nodes);
  },
  symbolicInputs: ({ to }, free) => [
    [1n, free('C'), free('H'), free('W')],
    ...(to === 'input' ? [[1n, free('C_like'), free('H_like'), free('W_like')]] : []),
  ],
  examples: [
    { title: 'twice as large', inputs: [[1, 4, 3, 5]], outputs: [[1, 4, 6, 10]], params: 0n, macs: 0n },
    {
      title: 'nearest, to the size of a finer level',
      fields: { to: 'input' },
      inputs: [
        [2, 4, 3, 4],
        [2, 6, 5, 7],
      ],
      outputs: [[2, 4, 5, 7]],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'bilinear, to a size',
      fields: { mode: 'bilinear', to: 'size', rows: 9, columns: 5 },
      inputs: [[1, 3, 4, 7]],
      outputs: [[1, 3, 9, 5]],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'bilinear, corners kept',
      fields: { mode: 'bilinear-corners', factor: 3 },
      inputs: [[2, 3, 4, 5]],
      outputs: [[2, 3, 12, 15]],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'bilinear, to one pixel',
      fields: { mode: 'bilinear', to: 'size', rows: 1, columns: 1 },
      inputs: [[1, 2, 4, 4]],
      outputs: [[1, 2, 1, 1]],
      params: 0n,
      macs: 0n,
    },
  ],
});
