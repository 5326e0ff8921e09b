import type { Expr } from '../algebra/expression.ts';
import { add, isInteger, mul, NotSymbolic, sub, symbolsOf } from '../algebra/expression.ts';
import { toText } from '../algebra/print.ts';
import { bySide } from '../language/axes.ts';
import { choice, exact, structural } from '../language/field.ts';
import type { Sliding } from '../language/particulars.ts';
import { refuse } from '../language/refusal.ts';
import type { Window } from '../language/window.ts';
import { reach } from '../language/window.ts';

/** How a transposed convolution spreads a map along rows and along columns, as its fields say it. */
interface SpreadValues {
  readonly kernel: Expr;
  readonly kernelWidth: Expr;
  readonly stride: number;
  readonly strideWidth: number;
  readonly padding: SpreadPadding;
  readonly pad: number;
  readonly padWidth: number;
  readonly padBottom: number;
  readonly padRight: number;
  readonly outputPadding: number;
  readonly outputPaddingWidth: number;
  readonly dilation: number;
  readonly dilationWidth: number;
}

const spreadPaddings = ['custom', 'same', 'none'] as const;
type SpreadPadding = (typeof spreadPaddings)[number];

/** How one axis of a map is spread. */
export interface Spread {
  readonly kernel: Expr;
  readonly stride: number;
  readonly dilation: number;
  readonly padding: SpreadPadding;
  /** Cut off before the first row (or column) and after the last, where the padding does not follow from the window. */
  readonly pads: readonly [before: number, after: number];
  /** Added after the last row (or column), where it does not follow either. */
  readonly outputPadding: number;
  /** The fields that problems of this axis stand on. */
  readonly named: { readonly pad: string; readonly outputPadding: string };
}

/** What is cut off the result of a concrete window, and added at its far side. */
export interface Trim {
  readonly pads: readonly [before: number, after: number];
  readonly outputPadding: number;
}

/** The field of the padding, and those of what is cut off by hand. */
export const spreadPaddingFields = {
  padding: choice({
    label: 'Padding',
    help: 'custom cuts off what Pad says; same makes the result stride times as large, as TensorFlow and SAME_UPPER of ONNX do; none cuts nothing off.',
    options: spreadPaddings,
    default: 'custom',
  }),
  ...bySide(
    'pad',
    structural({
      label: 'Pad',
      help: 'Cut off the result on each side under custom padding.',
      unit: 'px',
      min: 0,
      max: 255,
      default: 0,
      heeded: { choice: 'padding', option: 'custom' },
    }),
  ),
} as const;

/** How rows and columns are spread. */
export function spreadsOf(v: SpreadValues): readonly [rows: Spread, columns: Spread] {
  const { padding } = v;
  const cut = (before: number, after: number) =>
    padding === 'custom' ? ([before, after] as const) : ([0, 0] as const);
  return [
    {
      kernel: v.kernel,
      stride: v.stride,
      dilation: v.dilation,
      padding,
      pads: cut(v.pad, v.padBottom),
      outputPadding: v.outputPadding,
      named: { pad: 'pad', outputPadding: 'outputPadding' },
    },
    {
      kernel: v.kernelWidth,
      stride: v.strideWidth,
      dilation: v.dilationWidth,
      padding,
      pads: cut(v.padWidth, v.padRight),
      outputPadding: v.outputPaddingWidth,
      named: { pad: 'padWidth', outputPadding: 'outputPaddingWidth' },
    },
  ];
}

/** By how much a spread window is longer than the step to the next: what same padding cuts off, below zero what it adds. */
const overlap = ({ kernel, stride, dilation }: Spread): Expr =>
  sub(reach({ kernel, stride, padding: 'none', dilation }), BigInt(stride));

/**
 * What is cut off and added along an axis whose window is a number. Under same padding the odd row is cut at the far side,
 * and windows shorter than the step leave what they do not reach there: the gradient of a convolution padded the same way.
 */
export function trimOf(spread: Spread): Trim {
  if (spread.padding !== 'same') return spread;
  const total = Number(overlap(spread) as bigint);
  const cut = Math.max(total, 0);
  return { pads: [Math.floor(cut / 2), Math.ceil(cut / 2)], outputPadding: cut - total };
}

/** PyTorch allows as much output padding as the dilation, onnxruntime does not. */
export function requireShortPadding({ padding, outputPadding, stride, named }: Spread): void {
  if (padding === 'same' || outputPadding < stride) return;
  const most = stride - 1;
  refuse('field/out-of-range', { field: named.outputPadding }, { min: 0, max: most, value: outputPadding });
}

/**
 * Rows (or columns) of the result: size * stride under same padding, else (size - 1) stride - pads + dilation (k - 1) +
 * output padding + 1. Refuses a map of which the pads leave nothing.
 */
export function spreadSize(size: Expr, spread: Spread): Expr {
  const { stride, padding, pads, outputPadding, named } = spread;
  if (padding === 'same') return mul(size, BigInt(stride));
  const cut = pads[0] + pads[1];
  const result = add(mul(size, BigInt(stride)), overlap(spread), BigInt(outputPadding - cut));
  if (isInteger(result) && result < 1n) {
    refuse('shape/nothing-left', { field: named.pad }, { size: toText(add(result, BigInt(cut))) });
  }
  return result;
}

/** Without a step a spread reads as a convolution does: the filter turned round, so that the padding is what is left. */
export function turned(spread: Spread): Window | null {
  const { kernel, stride, dilation } = spread;
  if (stride !== 1 || !isInteger(kernel)) return null;
  const [before, after] = trimOf(spread).pads.map((pad) => dilation * (Number(kernel) - 1) - pad) as [
    number,
    number,
  ];
  return { kernel, stride, padding: 'custom', pads: [before, after], dilation };
}

/** What is cut off in all; of same padding it depends on which of window and step is the longer. */
function cutInAll(spread: Spread): Expr {
  if (spread.padding !== 'same') return exact(spread.pads[0] + spread.pads[1]);
  const total = overlap(spread);
  if (!isInteger(total)) throw new NotSymbolic('same padding', [...symbolsOf(total)]);
  return total < 0n ? 0n : total;
}

/** The spread as counting tools take it for an ordinary window. */
export const slidingOf = (spread: Spread): Sliding => ({
  stride: spread.stride,
  padded: () => cutInAll(spread),
  dilation: spread.dilation,
});
