import type { Expr } from '../algebra/expression.ts';
import { compare, isInteger, mul } from '../algebra/expression.ts';
import { toText } from '../algebra/print.ts';
import { floorDiv } from '../algebra/rounding.ts';
import { refuse } from '../language/refusal.ts';
import type { Shape } from '../language/shape.ts';
import { H, sizeOf, W } from '../language/shape.ts';
import type { Window } from '../language/window.ts';
import type { ResampleMode, Resized } from './resampling.ts';
import { bySizes, slidingTaps } from './resampling.ts';

/** What the fields of a resize say of its rows and columns. */
export interface ResizeValues {
  readonly mode: ResampleMode;
  readonly to: 'factor' | 'size' | 'input';
  readonly factor: Expr;
  readonly factorWidth: Expr;
  readonly divisor: number;
  readonly divisorWidth: number;
  readonly recompute: boolean;
  readonly rows: Expr;
  readonly columns: Expr;
  readonly like: boolean;
}

/** The factor along rows or along columns: a fraction, and the field that its divisor stands in. */
interface Factor {
  readonly factor: Expr;
  readonly divisor: number;
  readonly field: string;
}

const factorsOf = (v: ResizeValues): readonly [rows: Factor, columns: Factor] => [
  { factor: v.factor, divisor: v.divisor, field: 'divisor' },
  { factor: v.factorWidth, divisor: v.divisorWidth, field: 'divisorWidth' },
];

/** Rows (or columns) of a map at a factor, rounded down; refuses a factor that leaves none. */
function scaled(size: Expr, { factor, divisor, field }: Factor): Expr {
  const count = floorDiv(mul(size, factor), BigInt(divisor));
  if (count === 0n) {
    refuse('shape/resized-away', { field }, { size: toText(size), factor: `${toText(factor)}/${divisor}` });
  }
  return count;
}

/** Rows and columns of the result. */
export function target(v: ResizeValues, [x, like]: readonly Shape[]): [rows: Expr, columns: Expr] {
  switch (v.to) {
    case 'factor': {
      const [rows, columns] = factorsOf(v);
      return [scaled(sizeOf(x as Shape, H), rows), scaled(sizeOf(x as Shape, W), columns)];
    }
    case 'size':
      return [v.rows, v.columns];
    case 'input':
      return [sizeOf(like as Shape, H), sizeOf(like as Shape, W)];
  }
}

/** Whether the map goes to a factor that is a fraction along one axis or both. */
export const isByFraction = (v: ResizeValues): boolean =>
  v.to === 'factor' && factorsOf(v).some(({ divisor }) => divisor !== 1);

/** Whether the factors say that every value stays where it is. */
export const leavesAsIs = (v: ResizeValues): boolean =>
  v.to === 'factor' &&
  !v.recompute &&
  factorsOf(v).every(({ factor, divisor }) => compare(factor, BigInt(divisor)) === 'equal');

/**
 * Rows of the map from one row of the result to the next where a factor says so. Left to the sizes it is another number as
 * soon as these were rounded: PyTorch keeps the factor unless it is told to recompute it.
 */
function stepOf(v: ResizeValues, { factor, divisor }: Factor): number | undefined {
  const isKept = v.to === 'factor' && !v.recompute && isInteger(factor);
  return isKept ? divisor / Number(factor) : undefined;
}

/** How rows and columns of those sizes are resized to those counts. Bilinear leaves an axis alone whose size stays, as in PyTorch. */
export function resizedAxes(
  v: ResizeValues,
  sizes: readonly [rows: number, columns: number],
  counts: readonly [rows: number, columns: number],
): readonly [rows: Resized, columns: Resized] {
  const [rows, columns] = factorsOf(v).map((factor, axis): Resized => {
    const [size, count] = [sizes[axis]!, counts[axis]!];
    const resized = bySizes(size, count);
    const isKept = v.mode === 'bilinear' && size === count;
    return { ...resized, step: isKept ? 1 : (stepOf(v, factor) ?? resized.step) };
  }) as [Resized, Resized];
  return [rows, columns];
}

/** The windows along rows and columns; null where they do not slide evenly, or where that depends on a symbol. */
export function resizeWindows(
  v: ResizeValues,
  inputs: readonly Shape[],
): readonly [rows: Window, columns: Window] | null {
  const x = inputs[0] as Shape;
  const [sizes, counts] = [[sizeOf(x, H), sizeOf(x, W)], target(v, inputs)];
  if (![...sizes, ...counts].every(isInteger)) return null;
  const concrete = (pair: readonly Expr[]) => pair.map(Number) as [number, number];
  const [down, across] = resizedAxes(v, concrete(sizes), concrete(counts)).map((axis) =>
    slidingTaps(v.mode, axis),
  );
  return down && across ? [down, across] : null;
}
