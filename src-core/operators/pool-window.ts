import type { Expr } from '../algebra/expression.ts';
import { isInteger } from '../algebra/expression.ts';
import { toText } from '../algebra/print.ts';
import { byAxis } from '../language/axes.ts';
import { requireMap } from '../language/checks.ts';
import { structural, toggle } from '../language/field.ts';
import type { OnnxContext, OnnxTensor } from '../language/onnx.ts';
import { refuse } from '../language/refusal.ts';
import type { Shape } from '../language/shape.ts';
import { C, H, N, sizeOf, W } from '../language/shape.ts';
import type { Tensor } from '../language/tensor.ts';
import type { Window } from '../language/window.ts';
import { padsOf, reach, windowed } from '../language/window.ts';
import { onnxPads, padsFollowSize } from './onnx-pads.ts';
import { isFree } from './onnx-sizes.ts';
import type { Sliding } from './sliding.ts';
import { paddingFields, windowsOf } from './sliding.ts';

export interface PoolValues extends Sliding {
  readonly kernel: number;
  readonly kernelWidth: number;
  readonly ceil: boolean;
}

export const poolFields = {
  ...byAxis(
    'kernel',
    structural({
      label: 'Kernel',
      help: 'Side length of the window.',
      unit: 'px',
      min: 1,
      max: 255,
      default: 3,
    }),
  ),
  ...byAxis(
    'stride',
    structural({ label: 'Stride', help: 'Step between windows.', unit: 'px', min: 1, max: 64, default: 2 }),
  ),
  ...paddingFields(127, '; at most half the kernel'),
  ceil: toggle({ label: 'Ceil mode', help: 'Keeps a last window that hangs over the edge.', default: false }),
} as const;

/** A window that lies in the padding alone would have no value; PyTorch draws the same line. */
function requireNarrowPads(v: PoolValues): void {
  if (v.padding !== 'custom') return;
  const sides = [
    ['pad', v.kernel],
    ['padWidth', v.kernelWidth],
    ['padBottom', v.kernel],
    ['padRight', v.kernelWidth],
  ] as const;
  for (const [field, kernel] of sides) {
    const max = Math.floor(kernel / 2);
    if (v[field] > max) refuse('field/out-of-range', { field }, { min: 0, max, value: v[field] });
  }
}

/** Refuses a dilated window whose steps miss the map: it would have no value. */
function requireFilled(size: Expr, count: Expr, window: Window): void {
  const { dilation = 1, stride } = window;
  if (dilation === 1 || !isInteger(size) || !isInteger(count)) return;
  const [before] = padsOf(Number(size), window);
  for (let i = 0; i < count; i++) {
    const start = i * stride - before;
    const first = start < 0 ? start + dilation * Math.ceil(-start / dilation) : start;
    if (first < size && first < start + Number(reach(window) as bigint)) continue;
    refuse('shape/empty-window', { port: 'in' }, { dilation, size: toText(size) });
  }
}

export function poolShape(v: PoolValues, [x]: readonly Shape[]): Shape[] {
  const map = x as Shape;
  requireMap('in', map);
  requireNarrowPads(v);
  const [rows, columns] = windowsOf(v);
  const [height, width] = [windowed(sizeOf(map, H), rows), windowed(sizeOf(map, W), columns)];
  requireFilled(sizeOf(map, H), height, rows);
  requireFilled(sizeOf(map, W), width, columns);
  return [[sizeOf(map, N), sizeOf(map, C), height, width]];
}

const none = [0n, 0n, 0n, 0n] as const;

/**
 * Pads of an ONNX pool: the far side also covers what the last window of ceil mode needs beyond the padding. That window
 * starts inside the map, so the far pad stays smaller than the kernel. Where the map's size is free, rules stand for pads.
 */
export function onnxWindow(v: PoolValues, io: OnnxContext) {
  const [x] = io.inputs as readonly [OnnxTensor];
  const windows = windowsOf(v);
  const shared = {
    kernel_shape: [v.kernel, v.kernelWidth].map(BigInt),
    strides: [v.stride, v.strideWidth].map(BigInt),
  };
  if (padsFollowSize(io, windows)) {
    return {
      pads: none,
      overhang: none,
      overhangs: false,
      attributes: { ...shared, ...onnxPads(io, windows) },
    };
  }
  const along = (axis: number, window: Window) => {
    const size = x.shape[axis]!;
    const [before, after] = padsOf(size, window);
    const covered = (io.outputs[0]!.shape[axis]! - 1) * window.stride + Number(reach(window) as bigint);
    return { before, after, overhang: Math.max(0, covered - size - before - after) };
  };
  const [rows, columns] = [along(H, windows[0]), along(W, windows[1])];
  const pads = [rows.before, columns.before, rows.after, columns.after].map(BigInt);
  if (v.ceil && isFree(x, H, W)) {
    // Only here do runtimes and PyTorch agree whatever the size: no window can start in the far padding.
    const agree = [rows, columns].every(
      ({ after }, axis) => after + windows[axis]!.stride <= Number(reach(windows[axis]!) as bigint),
    );
    if (!agree) io.needsFixed(x, [H, W]);
    return { pads, overhang: none, overhangs: true, attributes: { ...shared, pads, ceil_mode: 1n } };
  }
  const overhang = [0, 0, rows.overhang, columns.overhang].map(BigInt);
  return {
    pads,
    overhang,
    overhangs: rows.overhang > 0 || columns.overhang > 0,
    attributes: { ...shared, pads: pads.map((pad, side) => pad + overhang[side]!) },
  };
}

/** Calls `visit` for each output position with the part of the window inside the map. */
export function eachWindow(
  v: PoolValues,
  x: Tensor,
  y: Tensor,
  visit: (plane: number, rows: [number, number], columns: [number, number], at: number) => void,
): void {
  const [n, c, h, w] = x.shape as [number, number, number, number];
  const [, , oh, ow] = y.shape as [number, number, number, number];
  const [down, across] = windowsOf(v);
  const [above, below] = padsOf(h, down);
  const [before, after] = padsOf(w, across);
  const [tall, wide] = [down, across].map((window) => Number(reach(window) as bigint)) as [number, number];
  for (let plane = 0; plane < n * c; plane++) {
    for (let i = 0; i < oh; i++) {
      for (let j = 0; j < ow; j++) {
        const top = i * v.stride - above;
        const left = j * v.strideWidth - before;
        const rows: [number, number] = [top, Math.min(top + tall, h + below)];
        const columns: [number, number] = [left, Math.min(left + wide, w + after)];
        visit(plane, rows, columns, (plane * oh + i) * ow + j);
      }
    }
  }
}

/** A window of one channel of one image: from a row (or column) up to another, which may lie outside of the map. */
interface Place {
  readonly plane: number;
  readonly rows: readonly [number, number];
  readonly columns: readonly [number, number];
  /** From one row (or column) that is read to the next; 1 where nothing is said. */
  readonly steps?: readonly [rows: number, columns: number];
}

/** Runs over the values of a window that lie inside the map, each with its place in the map of the channel. */
export function inside(
  x: Tensor,
  { plane, rows, columns, steps: [down, across] = [1, 1] }: Place,
  use: (value: number, place: number) => void,
) {
  const [, , h, w] = x.shape as [number, number, number, number];
  for (let i = rows[0]; i < Math.min(h, rows[1]); i += down) {
    if (i < 0) continue;
    for (let j = columns[0]; j < Math.min(w, columns[1]); j += across)
      if (j >= 0) use(x.data[(plane * h + i) * w + j]!, i * w + j);
  }
}
