import type { OnnxContext, OnnxNode, OnnxTensor } from '../language/onnx.ts';
import { C, H, W } from '../language/shape.ts';
import type { Taps } from './deformable-sampling.ts';
import type { Link } from './onnx-chain.ts';
import { chainFrom, integers } from './onnx-chain.ts';

/** What the nodes of a deformable convolution are made from, in numbers. */
interface Deformable {
  readonly offsetGroups: number;
  readonly groups: number;
  readonly taps: readonly [rows: Taps, columns: Taps];
  readonly bias: boolean;
}

/**
 * Where each tap stands before it is moved, as GridSample counts: [taps, H_out, W_out, 2], of each first x, then y, from -1 at
 * one edge of the map to 1 at the other.
 */
function grid(x: OnnxTensor, output: OnnxTensor, [down, across]: Deformable['taps']): Float32Array {
  const [rows, columns] = [output.shape[H]!, output.shape[W]!];
  const values = new Float32Array(down.count * across.count * rows * columns * 2);
  const scaled = (place: number, size: number) => (2 * place + 1) / size - 1;
  for (let i = 0; i < values.length / 2; i++) {
    const [row, column] = [Math.floor(i / columns) % rows, i % columns];
    const tap = Math.floor(i / (rows * columns));
    values[2 * i] = scaled(across.place(column, tap % across.count), x.shape[W]!);
    values[2 * i + 1] = scaled(down.place(row, Math.floor(tap / across.count)), x.shape[H]!);
  }
  return values;
}

/**
 * A deformable convolution without ONNX's own operator, which opset 19 brought: GridSample reads the taps, each as a map of its
 * own, and a 1 × 1 convolution weighs them. The places of the taps are constants, so rows and columns are fixed.
 */
export function sampledInOnnx(io: OnnxContext, v: Deformable): readonly OnnxNode[] {
  const [x, offset, mask] = io.inputs as readonly [OnnxTensor, OnnxTensor, OnnxTensor?];
  const output = io.outputs[0]!;
  io.needsOpset(16, 18);
  io.needsFixed(x, [H, W]);
  const [rows, columns] = [output.shape[H]!, output.shape[W]!];
  const taps = v.taps[0].count * v.taps[1].count;
  const channels = x.shape[C]!;
  const [ofGroup, images] = [channels / v.offsetGroups, -1];
  const reshape = (suffix: string, sizes: readonly number[]): Link => ({
    op: 'Reshape',
    suffix,
    more: [integers(io, `${suffix}-sizes`, sizes)],
  });
  const perPixel = Float32Array.of(2 / x.shape[W]!, 2 / x.shape[H]!);
  const places = chainFrom(io, offset.name, [
    reshape('taps', [images, taps, 2, rows, columns]),
    { op: 'Transpose', suffix: 'pairs', attributes: { perm: [0n, 1n, 3n, 4n, 2n] } },
    { op: 'Gather', suffix: 'x-first', more: [integers(io, 'order', [1, 0])], attributes: { axis: 4 } },
    { op: 'Mul', suffix: 'scaled', more: [io.constant('pixel', perPixel, [2])] },
    {
      op: 'Add',
      suffix: 'moved',
      more: [io.constant('places', grid(x, output, v.taps), [taps, rows, columns, 2])],
    },
    reshape('grid', [images, taps * rows, columns, 2]),
  ]);
  const maps = chainFrom(io, x.name, [reshape('maps', [images, ofGroup, x.shape[H]!, x.shape[W]!])]);
  const weighed = mask ? chainFrom(io, mask.name, [reshape('mask', [images, 1, taps * rows, columns])]) : [];
  const filter = chainFrom(io, io.weight('weight'), [
    reshape('filter', [output.shape[C]!, (channels / v.groups) * taps, 1, 1]),
  ]);
  const sample: Link = {
    op: 'GridSample',
    suffix: 'sample',
    more: [io.inner('grid')],
    attributes: { mode: 'bilinear', padding_mode: 'zeros', align_corners: 0n },
  };
  const read = chainFrom(
    io,
    io.inner('maps'),
    [
      sample,
      ...(mask ? [{ op: 'Mul', suffix: 'modulated', more: [io.inner('mask')] }] : []),
      reshape('columns', [images, channels * taps, rows, columns]),
      {
        op: 'Conv',
        suffix: 'conv',
        more: [io.inner('filter'), ...(v.bias ? [io.weight('bias')] : [])],
        attributes: { group: v.groups, kernel_shape: [1n, 1n] },
      },
    ],
    output.name,
  );
  return [...places, ...maps, ...weighed, ...filter, ...read];
}
