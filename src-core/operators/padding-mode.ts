import type { Expr } from '../algebra/expression.ts';
import { isInteger } from '../algebra/expression.ts';
import { choice } from '../language/field.ts';
import type { OnnxContext, OnnxTensor } from '../language/onnx.ts';
import { H, W } from '../language/shape.ts';
import type { Window } from '../language/window.ts';
import { padsOf } from '../language/window.ts';
import type { Border } from './border.ts';
import { borderLinks, requireBorder } from './border.ts';
import type { Link } from './onnx-chain.ts';
import { onnxPads } from './onnx-pads.ts';

/** What the padding of a convolution holds, by PyTorch's names. */
export const paddingModeField = choice({
  label: 'Padding mode',
  help: 'What the padding holds: zeros, the map mirrored (reflect), its edge repeated (replicate), or its other side (circular).',
  options: ['zeros', 'reflect', 'replicate', 'circular'],
  default: 'zeros',
});
export type PaddingMode = (typeof paddingModeField.options)[number];

export const borderOf = (mode: PaddingMode): Border => (mode === 'zeros' ? 'constant' : mode);

/** Refuses a map that is too small for what its padding is to hold. */
export function requirePaddable(mode: PaddingMode, size: Expr, window: Window): void {
  if (!isInteger(size) || !isInteger(window.kernel)) return;
  requireBorder(borderOf(mode), size, padsOf(Number(size), window));
}

/**
 * Nodes that pad a map along rows and columns, and the attributes by which the operator itself pads what is left, with zeros.
 * What is no zero is taken from the map, whose sizes must be fixed for it.
 */
export function paddedInOnnx(
  io: OnnxContext,
  mode: PaddingMode,
  windows: readonly [rows: Window, columns: Window],
): { readonly links: readonly Link[]; readonly attributes: ReturnType<typeof onnxPads> } {
  if (mode === 'zeros') return { links: [], attributes: onnxPads(io, windows) };
  const [x] = io.inputs as readonly [OnnxTensor];
  io.needsFixed(x, [H, W]);
  const pads = [padsOf(x.shape[H]!, windows[0]), padsOf(x.shape[W]!, windows[1])] as const;
  const attributes = { pads: [0n, 0n, 0n, 0n] };
  if (pads.flat().every((pad) => pad === 0)) return { links: [], attributes };
  const unpadded = [0, 0] as const;
  return { links: borderLinks(io, { border: mode, pads: [unpadded, unpadded, ...pads] }), attributes };
}
