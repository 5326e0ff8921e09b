import type { OnnxAttribute, OnnxContext, OnnxTensor } from '../language/onnx.ts';
import { H, W } from '../language/shape.ts';
import type { Window } from '../language/window.ts';
import { padsOf } from '../language/window.ts';
import { isFree } from './onnx-sizes.ts';

/**
 * Whether the padding of windows follows the size of a map that is free, so that a file says the rule and not the pads.
 * Runtimes know that rule for windows without dilation; with one, the size must be fixed.
 */
export function padsFollowSize(io: OnnxContext, windows: readonly [rows: Window, columns: Window]): boolean {
  const [x] = io.inputs as readonly [OnnxTensor];
  const follows = ({ padding, stride }: Window, axis: number) =>
    padding === 'same' && stride > 1 && isFree(x, axis);
  const [rows, columns] = windows;
  const free = [...(follows(rows, H) ? [H] : []), ...(follows(columns, W) ? [W] : [])];
  const dilated = windows.some(({ dilation }) => (dilation ?? 1) > 1);
  if (dilated) io.needsFixed(x, free);
  return free.length > 0;
}

/** The padding of windows as ONNX attributes: rows and columns at each side, or the rule where a size is free. */
export function onnxPads(
  io: OnnxContext,
  windows: readonly [rows: Window, columns: Window],
): Readonly<Record<string, OnnxAttribute>> {
  if (padsFollowSize(io, windows)) return { auto_pad: 'SAME_UPPER' };
  const [, , h, w] = (io.inputs[0] as OnnxTensor).shape as [number, number, number, number];
  const [above, below] = padsOf(h, windows[0]);
  const [left, right] = padsOf(w, windows[1]);
  return { pads: [above, left, below, right].map(BigInt) };
}
