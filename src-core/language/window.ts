import type { Expr } from '../algebra/expression.ts';
import { add, div, isInteger, mul, NotSymbolic, sub, symbolsOf } from '../algebra/expression.ts';
import { toText } from '../algebra/print.ts';
import { ceilDiv, floorDiv } from '../algebra/rounding.ts';
import { refuse } from './refusal.ts';

/** A sliding window over one axis, as convolutions and pools use it. */
export interface Window {
  readonly kernel: Expr;
  readonly stride: number;
  readonly padding: Padding;
  readonly dilation?: number;
  readonly ceil?: boolean;
}

/** `half` pads (k-1)/2 on each side, so stride 1 keeps the size; `none` pads nothing. */
export type Padding = 'half' | 'none';
export const paddings = ['half', 'none'] as const;

/** Rows (or columns) that the window covers: dilation*(k-1)+1. */
export const reach = (window: Window): Expr =>
  add(mul(BigInt(window.dilation ?? 1), sub(window.kernel, 1n)), 1n);

/** Padding on each side; exact for the odd kernels that `half` requires. */
export const padOf = (window: Window): Expr =>
  window.padding === 'none' ? 0n : div(sub(reach(window), 1n), 2n);

/** Refuses an even concrete kernel under `half` padding. */
export function requireCentred(window: Window): void {
  if (window.padding === 'half' && isInteger(window.kernel) && window.kernel % 2n === 0n) {
    refuse('field/not-odd', { field: 'kernel' }, { value: String(window.kernel) });
  }
}

/**
 * Output size: floor((size + 2*pad - reach)/stride) + 1, or the ceiling of the quotient where `ceil` is set.
 * Under `ceil` a last window that would start in the far padding is dropped, as PyTorch does; where
 * pad + stride <= reach that never happens, so the size may stay symbolic. Refuses a map smaller than the window.
 */
export function windowed(size: Expr, window: Window): Expr {
  requireCentred(window);
  const span = sub(add(size, mul(2n, padOf(window))), reach(window));
  if (isInteger(span) && span < 0n) {
    refuse('shape/empty-map', { port: 'in' }, { window: toText(reach(window)), size: toText(size) });
  }
  const stride = BigInt(window.stride);
  if (window.ceil !== true) return add(floorDiv(span, stride), 1n);
  const count = add(ceilDiv(span, stride), 1n);
  const slack = sub(reach(window), add(padOf(window), stride));
  if (isInteger(slack) && slack >= 0n) return count;
  if (!isInteger(count) || !isInteger(size)) throw new NotSymbolic('ceil', [...symbolsOf(count)]);
  return mul(sub(count, 1n), stride) >= add(size, padOf(window)) ? sub(count, 1n) : count;
}
