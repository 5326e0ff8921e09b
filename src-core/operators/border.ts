import type { Expr } from '../algebra/expression.ts';
import { isInteger } from '../algebra/expression.ts';
import { toText } from '../algebra/print.ts';
import type { OnnxContext } from '../language/onnx.ts';
import { refuse } from '../language/refusal.ts';
import type { Link } from './onnx-chain.ts';
import { integers } from './onnx-chain.ts';

/**
 * What stands beyond the edge of a map, by PyTorch's names: a constant; the map mirrored, its edge not repeated; the edge
 * repeated; or the map again, as if it were rolled up.
 */
export type Border = 'constant' | 'reflect' | 'replicate' | 'circular';
export const borders = ['constant', 'reflect', 'replicate', 'circular'] as const;

/** Positions added along an axis, at its near and at its far end. */
type Pads = readonly [before: number, after: number];

/** The position of the map that stands at `position`, which lies beyond it at most as far as `requireBorder` allows. */
function mirrored(border: Border, position: number, size: number): number {
  if (position >= 0 && position < size) return position;
  switch (border) {
    case 'constant':
      return -1;
    case 'reflect':
      return position < 0 ? -position : 2 * (size - 1) - position;
    case 'replicate':
      return position < 0 ? 0 : size - 1;
    case 'circular':
      return position < 0 ? position + size : position - size;
  }
}

/** For each position of the padded axis the position of the map that stands there; -1 where the constant does. */
export const borderedPositions = (border: Border, size: number, [before, after]: Pads): readonly number[] =>
  Array.from({ length: before + size + after }, (_, i) => mirrored(border, i - before, size));

/**
 * Refuses pads for which the map has not enough to give: a mirrored border is shorter than the map, a circular one no
 * longer than it. PyTorch draws the same lines. A symbolic size is taken to be large enough.
 */
export function requireBorder(border: Border, size: Expr, pads: Pads): void {
  if (!isInteger(size) || (border !== 'reflect' && border !== 'circular')) return;
  const most = border === 'reflect' ? size - 1n : size;
  const widest = Math.max(...pads);
  if (BigInt(widest) <= most) return;
  refuse('shape/border', { port: 'in' }, { border, pad: widest, most: toText(most), size: toText(size) });
}

const onnxModes = { constant: 'constant', reflect: 'reflect', replicate: 'edge' } as const;

/** The ONNX node that puts a border around a tensor; `pads` names those before all axes, then those after. */
export function padLink(
  io: OnnxContext,
  { border, pads, value = 0 }: { border: keyof typeof onnxModes; pads: string; value?: number },
): Link {
  const filling = value === 0 ? [] : [io.constant('value', Float32Array.of(value), [])];
  return { op: 'Pad', suffix: 'pad', more: [pads, ...filling], attributes: { mode: onnxModes[border] } };
}

/**
 * ONNX nodes that put a border around a tensor, whose pads are given for each of its axes. ONNX rolls a map up from opset 19
 * on alone, so a circular border is gathered along one axis after the other.
 */
export function borderLinks(
  io: OnnxContext,
  { border, pads, value = 0 }: { border: Border; pads: readonly Pads[]; value?: number },
): readonly Link[] {
  if (border !== 'circular') {
    const ends = [...pads.map(([before]) => before), ...pads.map(([, after]) => after)];
    return [padLink(io, { border, pads: integers(io, 'pads', ends), value })];
  }
  return pads.flatMap((pair, axis): readonly Link[] => {
    if (pair[0] === 0 && pair[1] === 0) return [];
    const positions = borderedPositions(border, io.inputs[0]!.shape[axis]!, pair);
    const suffix = `pad${axis}`;
    return [{ op: 'Gather', suffix, more: [integers(io, suffix, positions)], attributes: { axis } }];
  });
}
