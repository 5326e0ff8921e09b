import { requireMap } from '../language/checks.ts';
import type { OnnxContext } from '../language/definition.ts';
import { choice, structural, toggle } from '../language/field.ts';
import { refuse } from '../language/refusal.ts';
import type { Shape } from '../language/shape.ts';
import { C, H, N, sizeOf, W } from '../language/shape.ts';
import type { Tensor } from '../language/tensor.ts';
import type { Padding, Window } from '../language/window.ts';
import { paddingHelp, paddings, padsOf, windowed } from '../language/window.ts';

export interface PoolValues {
  readonly kernel: number;
  readonly stride: number;
  readonly padding: Padding;
  readonly pad: number;
  readonly ceil: boolean;
}

export const poolFields = {
  kernel: structural({
    label: 'Kernel',
    help: 'Side length of the window.',
    unit: 'px',
    min: 1,
    max: 255,
    default: 3,
  }),
  stride: structural({
    label: 'Stride',
    help: 'Step between windows.',
    unit: 'px',
    min: 1,
    max: 64,
    default: 2,
  }),
  padding: choice({
    label: 'Padding',
    help: paddingHelp,
    options: paddings,
    default: 'half',
  }),
  pad: structural({
    label: 'Pad',
    help: 'Rows and columns added on each side under custom padding; at most half the kernel.',
    unit: 'px',
    min: 0,
    max: 127,
    default: 0,
  }),
  ceil: toggle({ label: 'Ceil mode', help: 'Keeps a last window that hangs over the edge.', default: false }),
} as const;

const windowOf = (v: PoolValues): Window => ({ ...v, kernel: BigInt(v.kernel) });

export const windowsOf = (v: PoolValues): readonly [Window, Window] => [windowOf(v), windowOf(v)];

export function poolShape(v: PoolValues, [x]: readonly Shape[]): Shape[] {
  const map = x as Shape;
  requireMap('in', map);
  // A window that lies in the padding alone would have no value; PyTorch draws the same line.
  const widest = Math.floor(v.kernel / 2);
  if (v.padding === 'custom' && v.pad > widest) {
    refuse('field/out-of-range', { field: 'pad' }, { min: 0, max: widest, value: v.pad });
  }
  const window = windowOf(v);
  return [
    [sizeOf(map, N), sizeOf(map, C), windowed(sizeOf(map, H), window), windowed(sizeOf(map, W), window)],
  ];
}

/**
 * Pads of an ONNX pool: the far side also covers what the last window of ceil mode needs beyond the padding. That window
 * starts inside the map, so the far pad stays smaller than the kernel.
 */
export function onnxWindow(v: PoolValues, io: OnnxContext) {
  const along = (axis: number) => {
    const size = io.inputs[0]!.shape[axis]!;
    const [before, after] = padsOf(size, windowOf(v));
    const covered = (io.outputs[0]!.shape[axis]! - 1) * v.stride + v.kernel;
    return { before, after, overhang: Math.max(0, covered - size - before - after) };
  };
  const [rows, columns] = [along(H), along(W)];
  return {
    pads: [rows.before, columns.before, rows.after, columns.after].map(BigInt),
    overhangs: rows.overhang > 0 || columns.overhang > 0,
    attributes: {
      kernel_shape: [BigInt(v.kernel), BigInt(v.kernel)],
      strides: [BigInt(v.stride), BigInt(v.stride)],
      pads: [rows.before, columns.before, rows.after + rows.overhang, columns.after + columns.overhang].map(
        BigInt,
      ),
    },
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
  const [above, below] = padsOf(h, windowOf(v));
  const [before, after] = padsOf(w, windowOf(v));
  for (let plane = 0; plane < n * c; plane++) {
    for (let i = 0; i < oh; i++) {
      for (let j = 0; j < ow; j++) {
        const top = i * v.stride - above;
        const left = j * v.stride - before;
        const rows: [number, number] = [top, Math.min(top + v.kernel, h + below)];
        const columns: [number, number] = [left, Math.min(left + v.kernel, w + after)];
        visit(plane, rows, columns, (plane * oh + i) * ow + j);
      }
    }
  }
}

/** Runs over the values of a window that lie inside the map. */
export function inside(
  x: Tensor,
  plane: number,
  rows: [number, number],
  columns: [number, number],
  use: (v: number) => void,
) {
  const [, , h, w] = x.shape as [number, number, number, number];
  for (let i = Math.max(0, rows[0]); i < Math.min(h, rows[1]); i++) {
    for (let j = Math.max(0, columns[0]); j < Math.min(w, columns[1]); j++)
      use(x.data[(plane * h + i) * w + j]!);
  }
}
