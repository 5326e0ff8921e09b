import type { Expr } from '../algebra/expression.ts';
import { compare, isInteger } from '../algebra/expression.ts';
import { requireMap } from '../language/checks.ts';
import { defineOperator, onePort } from '../language/definition.ts';
import { dimension } from '../language/field.ts';
import type { OnnxContext, OnnxNode } from '../language/onnx.ts';
import type { Shape } from '../language/shape.ts';
import { C, H, N, sizeOf, W } from '../language/shape.ts';
import type { Tensor } from '../language/tensor.ts';
import { zeros } from '../language/tensor.ts';
import type { TorchForm } from '../language/torch.ts';
import { py, torchExpression } from '../language/torch.ts';
import type { Window } from '../language/window.ts';
import { averagingMatrix, binsOf, gatheredBins } from './adaptive-bins.ts';
import { freeAverage, freeMax } from './free-bins.ts';
import { likeField, likePorts, likeShapes } from './like.ts';
import type { Link } from './onnx-chain.ts';
import { chain } from './onnx-chain.ts';
import { isFree } from './onnx-sizes.ts';
import { inside } from './pool-window.ts';
import { perAxis } from './torch/padding-form.ts';

interface Target {
  readonly rows: Expr;
  readonly columns: Expr;
}

const fields = {
  rows: dimension({
    label: 'Rows',
    help: 'Rows of the result, whatever the size of the map; in.height keeps those of the map.',
    symbol: 'h',
    unit: 'px',
    min: 1,
    max: 65_536,
    default: 7,
  }),
  columns: dimension({
    label: 'Columns',
    help: 'Columns of the result, whatever the size of the map; in.width keeps those of the map.',
    symbol: 'w',
    unit: 'px',
    min: 1,
    max: 65_536,
    default: 7,
  }),
  like: likeField,
} as const;

function shapeOf({ rows, columns }: Target, [x]: readonly Shape[]): Shape[] {
  const map = x as Shape;
  requireMap('in', map);
  return [[sizeOf(map, N), sizeOf(map, C), rows, columns]];
}

/** The bins as a sliding window: null where they overlap or differ in size, or where that depends on a symbol. */
function windowsOf({ rows, columns }: Target, [x]: readonly Shape[]): readonly [Window, Window] | null {
  const along = (size: Expr, count: Expr): Window | null => {
    if (compare(size, count) === 'equal') return { kernel: 1n, stride: 1, padding: 'none' };
    if (count === 1n) return { kernel: size, stride: 1, padding: 'none' };
    if (!isInteger(size) || !isInteger(count) || size % count !== 0n) return null;
    return { kernel: size / count, stride: Number(size / count), padding: 'none' };
  };
  const [down, across] = [along(sizeOf(x as Shape, H), rows), along(sizeOf(x as Shape, W), columns)];
  return down && across && [down, across];
}

/** Gives each bin of rows × columns its value: `start`, changed by each of the bin's values, at last `finish`ed. */
function pooled(
  x: Tensor,
  shape: readonly number[],
  {
    start,
    use,
    finish,
  }: { start: number; use: (so: number, x: number) => number; finish: (so: number, area: number) => number },
): Tensor {
  const [n, c, oh, ow] = shape as [number, number, number, number];
  const y = zeros(shape);
  const rows = binsOf(x.shape[H]!, oh);
  const columns = binsOf(x.shape[W]!, ow);
  for (let at = 0; at < y.data.length; at++) {
    const row = rows[Math.floor(at / ow) % oh]!;
    const column = columns[at % ow]!;
    let so = start;
    const plane = Math.floor(at / (oh * ow)) % (n * c);
    inside(x, { plane, rows: [row.first, row.end], columns: [column.first, column.end] }, (value) => {
      so = use(so, value);
    });
    y.data[at] = finish(so, (row.end - row.first) * (column.end - column.first));
  }
  return y;
}

interface Sizes {
  readonly h: number;
  readonly w: number;
  readonly oh: number;
  readonly ow: number;
}

function sizesOf(io: OnnxContext): Sizes {
  const [, , h, w] = io.inputs[0]!.shape as [number, number, number, number];
  const [, , oh, ow] = io.outputs[0]!.shape as [number, number, number, number];
  return { h, w, oh, ow };
}

const poolLink = (op: string, kernel: readonly [number, number]): Link => ({
  op,
  suffix: 'pool',
  attributes: { kernel_shape: kernel.map(BigInt), strides: kernel.map(BigInt) },
});

/** Pools to a number of rows and columns by PyTorch's function of that name. */
const pooledTo = (name: string, { rows, columns }: Target): TorchForm =>
  torchExpression(py.call(name, py.input(), perAxis([rows, columns])));

/** An average over a bin is one over its columns, then one over its rows: two matrix products where bins are uneven. */
export const adaptiveAvgPool = defineOperator({
  id: 'adaptive-avg-pool',
  needsSingle: () => true,
  title: 'Adaptive average pool',
  summary: 'Averages a map down to a fixed number of rows and columns.',
  family: 'pool',
  operation: 'adaptive-average-pool',
  fields,
  inputs: likePorts,
  outputs: onePort('out'),
  shape: shapeOf,
  macs: () => 0n,
  evaluate: (_, [x], __, [shape]) => [
    pooled(x!, shape!, { start: 0, use: (sum, value) => sum + value, finish: (sum, area) => sum / area }),
  ],
  torch: (v) => pooledTo('F.adaptive_avg_pool2d', v),
  onnx: (_, io) => {
    const { h, w, oh, ow } = sizesOf(io);
    if (isFree(io.inputs[0]!, H, W) || isFree(io.outputs[0]!, H, W)) return freeAverage(io);
    if (h % oh === 0 && w % ow === 0) return chain(io, [poolLink('AveragePool', [h / oh, w / ow])]);
    const across = io.inner('columns');
    return [
      {
        op: 'MatMul',
        suffix: 'columns',
        inputs: [io.inputs[0]!.name, averagingMatrix(io, 'columns', w, ow)],
        outputs: [across],
      },
      {
        op: 'MatMul',
        suffix: 'rows',
        inputs: [averagingMatrix(io, 'rows', h, oh), across],
        outputs: [io.outputs[0]!.name],
      },
    ] satisfies OnnxNode[];
  },
  windows: windowsOf,
  symbolicInputs: (v, free) => [[1n, free('C'), free('H'), free('W')], ...likeShapes(v, free)],
  examples: [
    {
      title: 'before the classifier of VGG',
      inputs: [[1, 16, 14, 7]],
      outputs: [[1, 16, 7, 7]],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'uneven bins',
      fields: { rows: 3, columns: 6 },
      inputs: [[2, 4, 7, 10]],
      outputs: [[2, 4, 3, 6]],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'more rows than the map has',
      fields: { rows: 5, columns: 2 },
      inputs: [[1, 3, 2, 4]],
      outputs: [[1, 3, 5, 2]],
      params: 0n,
      macs: 0n,
    },
  ],
});

/** Uneven bins are gathered side by side, all equally long, and pooled by an even window. */
export const adaptiveMaxPool = defineOperator({
  id: 'adaptive-max-pool',
  title: 'Adaptive max pool',
  summary: 'Keeps the largest values of a map in a fixed number of rows and columns.',
  family: 'pool',
  operation: 'adaptive-max-pool',
  fields,
  inputs: likePorts,
  outputs: onePort('out'),
  shape: shapeOf,
  macs: () => 0n,
  evaluate: (_, [x], __, [shape]) => [
    pooled(x!, shape!, { start: Number.NEGATIVE_INFINITY, use: Math.max, finish: (largest) => largest }),
  ],
  torch: (v) => pooledTo('F.adaptive_max_pool2d', v),
  onnx: (_, io) => {
    const { h, w, oh, ow } = sizesOf(io);
    if (isFree(io.inputs[0]!, H, W) || isFree(io.outputs[0]!, H, W)) return freeMax(io);
    const links: Link[] = [];
    const along = (axis: 2 | 3, suffix: string, size: number, count: number): number => {
      if (size % count === 0) return size / count;
      const { longest, places } = gatheredBins(io, suffix, size, count);
      links.push({ op: 'Gather', suffix, more: [places], attributes: { axis } });
      return longest;
    };
    const kernel = [along(2, 'rows', h, oh), along(3, 'columns', w, ow)] as const;
    return chain(io, [...links, poolLink('MaxPool', kernel)]);
  },
  windows: windowsOf,
  symbolicInputs: (v, free) => [[1n, free('C'), free('H'), free('W')], ...likeShapes(v, free)],
  examples: [
    { title: 'even bins', inputs: [[1, 8, 14, 21]], outputs: [[1, 8, 7, 7]], params: 0n, macs: 0n },
    {
      title: 'uneven bins',
      fields: { rows: 3, columns: 6 },
      inputs: [[2, 4, 7, 10]],
      outputs: [[2, 4, 3, 6]],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'more columns than the map has',
      fields: { rows: 2, columns: 5 },
      inputs: [[1, 3, 4, 2]],
      outputs: [[1, 3, 2, 5]],
      params: 0n,
      macs: 0n,
    },
  ],
});
