import { mul } from '../algebra/expression.ts';
import { requireMap } from '../language/checks.ts';
import { defineOperator, onePort } from '../language/definition.ts';
import { divided } from '../language/divided.ts';
import { choice, structural } from '../language/field.ts';
import type { OnnxContext, OnnxNode } from '../language/onnx.ts';
import type { Shape } from '../language/shape.ts';
import { C, H, N, sizeOf, W } from '../language/shape.ts';
import { zeros } from '../language/tensor.ts';
import { py, torchExpression } from '../language/torch.ts';
import type { Window } from '../language/window.ts';
import type { Link } from './onnx-chain.ts';
import { chain, integers } from './onnx-chain.ts';
import { isFree } from './onnx-sizes.ts';
import { depthToSpaceCode, spaceToDepthCode } from './torch/layout-code.ts';

interface Arrangement {
  readonly factor: number;
  readonly order: 'CRD' | 'DCR';
}

/** What both directions share: squares of factor × factor positions of a channel are as many channels of one position. */
const fields = {
  factor: structural({
    label: 'Factor',
    help: 'Side length of the square of positions that becomes channels, or that channels become.',
    unit: '×',
    min: 1,
    max: 64,
    default: 2,
  }),
  order: choice({
    label: 'Order',
    help: 'CRD keeps the channels of a square together, as pixel shuffle does; DCR keeps those of a position together.',
    options: ['CRD', 'DCR'],
    default: 'CRD',
  }),
} as const;

/**
 * Calls `use` for every value of a map of squares [n, c, h × factor, w × factor] with its place there and its place in
 * the channels [n, c × factor², h, w].
 */
function eachPair(
  { factor, order }: Arrangement,
  [n, c, rows, columns]: readonly [number, number, number, number],
  use: (spread: number, stacked: number) => void,
): void {
  const [h, w] = [rows / factor, columns / factor];
  for (let spread = 0; spread < n * c * rows * columns; spread++) {
    const column = spread % columns;
    const row = Math.floor(spread / columns) % rows;
    const plane = Math.floor(spread / (columns * rows));
    const [image, channel] = [Math.floor(plane / c), plane % c];
    const position = (row % factor) * factor + (column % factor);
    const stacked = order === 'CRD' ? channel * factor * factor + position : position * c + channel;
    const [i, j] = [Math.floor(row / factor), Math.floor(column / factor)];
    use(spread, ((image * c * factor * factor + stacked) * h + i) * w + j);
  }
}

const mapSizes = (shape: readonly number[]) => shape as unknown as readonly [number, number, number, number];

export const depthToSpace = defineOperator({
  id: 'depth-to-space',
  title: 'Depth to space',
  names: ['pixel shuffle', 'pixelshuffle', 'sub-pixel'],
  summary: 'Lays groups of channels out as squares of positions, which enlarges the map.',
  reference: 'Shi et al., 2016, arXiv 1609.05158',
  family: 'tensor',
  operation: 'none',
  fields,
  inputs: onePort('in'),
  outputs: onePort('out'),
  shape: ({ factor }, [x]) => {
    const map = x as Shape;
    requireMap('in', map);
    const grown = (axis: number) => mul(sizeOf(map, axis), BigInt(factor));
    return [[sizeOf(map, N), divided(sizeOf(map, C), factor * factor), grown(H), grown(W)]];
  },
  macs: () => 0n,
  passesThrough: ({ factor }) => factor === 1,
  evaluate: (v, [x], _, [shape]) => {
    const y = zeros(shape!);
    eachPair(v, mapSizes(y.shape), (spread, stacked) => {
      y.data[spread] = x!.data[stacked]!;
    });
    return [y];
  },
  torch: ({ factor, order }) =>
    order === 'CRD'
      ? torchExpression(py.call('F.pixel_shuffle', py.input(), factor))
      : torchExpression(py.call(depthToSpaceCode.name, py.input(), factor), depthToSpaceCode),
  onnx: ({ factor, order }, io) => [
    {
      op: 'DepthToSpace',
      inputs: [io.inputs[0]!.name],
      outputs: [io.outputs[0]!.name],
      attributes: { blocksize: factor, mode: order },
    },
  ],
  symbolicInputs: ({ factor }, free) => [[1n, mul(BigInt(factor * factor), free('C')), free('H'), free('W')]],
  examples: [
    { title: 'twice as large', inputs: [[2, 12, 3, 4]], outputs: [[2, 3, 6, 8]], params: 0n, macs: 0n },
    {
      title: 'three times as large, depth first',
      fields: { factor: 3, order: 'DCR' },
      inputs: [[1, 18, 2, 3]],
      outputs: [[1, 2, 6, 9]],
      params: 0n,
      macs: 0n,
    },
  ],
});

/** Space to depth of a map of free sizes: ONNX has the operator with the depth first, of which the other order picks. */
function freeSpaceToDepth({ factor, order }: Arrangement, io: OnnxContext): readonly OnnxNode[] {
  const stack: Link = { op: 'SpaceToDepth', suffix: 'stack', attributes: { blocksize: factor } };
  if (order === 'DCR') return chain(io, [stack]);
  io.needsFixed(io.inputs[0]!, [C]);
  const channels = io.inputs[0]!.shape[C]!;
  const area = factor * factor;
  const places = Array.from(
    { length: channels * area },
    (_, at) => (at % area) * channels + Math.floor(at / area),
  );
  const more = [integers(io, 'places', places)];
  return chain(io, [stack, { op: 'Gather', suffix: 'ordered', more, attributes: { axis: C } }]);
}

export const spaceToDepth = defineOperator({
  id: 'space-to-depth',
  title: 'Space to depth',
  names: ['pixel unshuffle', 'pixelunshuffle', 'focus'],
  summary: 'Stacks squares of positions as channels, which makes the map smaller and loses nothing.',
  family: 'tensor',
  operation: 'none',
  fields,
  inputs: onePort('in'),
  outputs: onePort('out'),
  shape: ({ factor }, [x]) => {
    const map = x as Shape;
    requireMap('in', map);
    const channels = mul(sizeOf(map, C), BigInt(factor * factor));
    return [[sizeOf(map, N), channels, divided(sizeOf(map, H), factor), divided(sizeOf(map, W), factor)]];
  },
  macs: () => 0n,
  passesThrough: ({ factor }) => factor === 1,
  evaluate: (v, [x], _, [shape]) => {
    const y = zeros(shape!);
    eachPair(v, mapSizes(x!.shape), (spread, stacked) => {
      y.data[stacked] = x!.data[spread]!;
    });
    return [y];
  },
  windows: ({ factor }) => {
    const window: Window = { kernel: BigInt(factor), stride: factor, padding: 'none' };
    return [window, window];
  },
  torch: ({ factor, order }) =>
    order === 'CRD'
      ? torchExpression(py.call('F.pixel_unshuffle', py.input(), factor))
      : torchExpression(py.call(spaceToDepthCode.name, py.input(), factor), spaceToDepthCode),
  onnx: (v, io) => {
    if (isFree(io.inputs[0]!, N, H, W)) return freeSpaceToDepth(v, io);
    const { factor, order } = v;
    const [n, c, h, w] = mapSizes(io.inputs[0]!.shape);
    const squares = [n, c, h / factor, factor, w / factor, factor];
    const perm = order === 'CRD' ? [0n, 1n, 3n, 5n, 2n, 4n] : [0n, 3n, 5n, 1n, 2n, 4n];
    return chain(io, [
      { op: 'Reshape', suffix: 'squares', more: [integers(io, 'squares', squares)] },
      { op: 'Transpose', suffix: 'transpose', attributes: { perm } },
      { op: 'Reshape', suffix: 'map', more: [integers(io, 'map', io.outputs[0]!.shape)] },
    ]);
  },
  symbolicInputs: ({ factor }, free) => [
    [1n, free('C'), mul(BigInt(factor), free('H')), mul(BigInt(factor), free('W'))],
  ],
  examples: [
    { title: 'half as large', inputs: [[2, 3, 6, 8]], outputs: [[2, 12, 3, 4]], params: 0n, macs: 0n },
    {
      title: 'a third as large, depth first',
      fields: { factor: 3, order: 'DCR' },
      inputs: [[1, 2, 6, 9]],
      outputs: [[1, 18, 2, 3]],
      params: 0n,
      macs: 0n,
    },
  ],
});
