import type { Expr } from '../algebra/expression.ts';
import { mul } from '../algebra/expression.ts';
import { ceilDiv } from '../algebra/rounding.ts';
import { same } from '../language/checks.ts';
import type { GraphBuilder } from '../language/definition.ts';
import { structural } from '../language/field.ts';
import type { Shape } from '../language/shape.ts';
import { H, sizeOf, W } from '../language/shape.ts';
import type { Wire } from '../language/wire.ts';
import { resize } from '../operators/resize.ts';

export const patchField = structural({
  label: 'Patch',
  help: 'Side length of the patches; a map that they do not fit is resized to one that they do.',
  unit: 'px',
  min: 1,
  max: 64,
  default: 2,
});

/** The rows and columns of the smallest map of whole patches that is no smaller. */
export function wholePatches(shape: Shape, patch: number): readonly [rows: Expr, columns: Expr] {
  const side = BigInt(patch);
  const whole = (size: Expr) => mul(side, ceilDiv(size, side));
  return [whole(sizeOf(shape, H)), whole(sizeOf(shape, W))];
}

/** The map at those rows and columns; itself where it has them. */
export function resizedTo(
  graph: GraphBuilder,
  name: string,
  [rows, columns]: readonly [rows: Expr, columns: Expr],
  mode: 'bilinear' | 'bilinear-corners',
  x: Wire,
): Wire {
  if (same(sizeOf(x.shape, H), rows) && same(sizeOf(x.shape, W), columns)) return x;
  const y = graph.add(name, resize, { mode, to: 'size', rows, columns }, x);
  graph.callAs(name, 'function');
  return y;
}
