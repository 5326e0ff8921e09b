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
  /** Padding on either side where `padding` is custom; below zero where the first window starts inside the map. */
  readonly pads?: readonly [before: number, after: number];
  readonly dilation?: number;
  readonly ceil?: boolean;
  /** The field that a kernel which cannot be padded evenly is a problem of; `kernel` where nothing is said. */
  readonly kernelField?: string;
}

/**
 * `half` pads (k-1)/2 on each side, so stride 1 keeps the size; `same` pads so that ceil(size/stride) windows fit, the
 * odd row at the far side; `custom` pads what `pad` says; `none` pads nothing.
 */
export type Padding = 'half' | 'same' | 'custom' | 'none';
export const paddings = ['half', 'same', 'custom', 'none'] as const;
export const paddingHelp =
  'half pads (k-1)/2 on each side and wants an odd kernel; same keeps ceil(size/stride); custom pads what Pad says; none pads nothing.';

/** Rows (or columns) that the window covers: dilation*(k-1)+1. */
export const reach = (window: Window): Expr =>
  add(mul(BigInt(window.dilation ?? 1), sub(window.kernel, 1n)), 1n);

/** Padding before and after, where it does not depend on the size; exact for the odd kernels that `half` requires. */
function fixedPads(window: Window): readonly [before: Expr, after: Expr] {
  switch (window.padding) {
    case 'half': {
      const pad = div(sub(reach(window), 1n), 2n);
      return [pad, pad];
    }
    case 'custom': {
      const [before, after] = window.pads ?? [0, 0];
      return [BigInt(before), BigInt(after)];
    }
    default:
      return [0n, 0n];
  }
}

/** Rows added before and after the map of a concrete window; the overhang of ceil mode is not among them. */
export function padsOf(size: number, window: Window): readonly [before: number, after: number] {
  if (window.padding !== 'same') {
    const [before, after] = fixedPads(window);
    return [Number(before as bigint), Number(after as bigint)];
  }
  const covered = (Math.ceil(size / window.stride) - 1) * window.stride + Number(reach(window) as bigint);
  const total = Math.max(covered - size, 0);
  return [Math.floor(total / 2), Math.ceil(total / 2)];
}

/** Refuses an even concrete reach under `half` padding, which could not be padded alike on both sides. */
function requireCentred(window: Window): void {
  const covered = reach(window);
  if (window.padding === 'half' && isInteger(covered) && covered % 2n === 0n) {
    refuse('field/not-odd', { field: window.kernelField ?? 'kernel' }, { value: toText(window.kernel) });
  }
}

/**
 * Output size: floor((size + before + after - reach)/stride) + 1 with the padding before and after, or the ceiling of the
 * quotient where `ceil` is set; ceil(size/stride) under `same`.
 * Under `ceil` a last window that would start in the far padding is dropped, as PyTorch does; where
 * after + stride <= reach that never happens, so the size may stay symbolic. Refuses a map smaller than the window.
 */
export function windowed(size: Expr, window: Window): Expr {
  requireCentred(window);
  const stride = BigInt(window.stride);
  if (window.padding === 'same') return ceilDiv(size, stride);
  const [before, after] = fixedPads(window);
  const span = sub(add(size, before, after), reach(window));
  const fitting = window.ceil === true ? ceilDiv(span, stride) : floorDiv(span, stride);
  const count = add(fitting, 1n);
  if (isInteger(count) && count < 1n) {
    refuse('shape/empty-map', { port: 'in' }, { window: toText(reach(window)), size: toText(size) });
  }
  if (window.ceil !== true) return count;
  const slack = sub(reach(window), add(after, stride));
  if (isInteger(slack) && slack >= 0n) return count;
  if (!isInteger(count) || !isInteger(size)) throw new NotSymbolic('ceil', [...symbolsOf(count)]);
  return mul(sub(count, 1n), stride) >= add(size, before) ? sub(count, 1n) : count;
}

/** Every position reads one position of the input, `before` rows (or columns) before its own. */
export const shifted = (before: number): Window => ({
  kernel: 1n,
  stride: 1,
  padding: 'custom',
  pads: [before, before],
});
