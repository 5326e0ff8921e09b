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
import { addFollowing } from './add-following.ts';

export const patchField = structural({
  label: 'Patch',
  help: 'Side length of the patches; a map that they do not fit is resized to one that they do.',
  unit: 'px',
  min: 1,
  max: 64,
  default: 2,
});

/** The rows and columns of the smallest map of whole patches that is no smaller. */
function wholePatches(shape: Shape, patch: number): readonly [rows: Expr, columns: Expr] {
  const side = BigInt(patch);
  const whole = (size: Expr) => mul(side, ceilDiv(size, side));
  return [whole(sizeOf(shape, H)), whole(sizeOf(shape, W))];
}

type Mode = 'bilinear' | 'bilinear-corners';

const hasSides = (shape: Shape, [rows, columns]: readonly [rows: Expr, columns: Expr]): boolean =>
  same(sizeOf(shape, H), rows) && same(sizeOf(shape, W), columns);

/** The map at the sides of whole patches; itself where it has them. */
export function fitted(graph: GraphBuilder, patch: number, mode: Mode, x: Wire): Wire {
  if (hasSides(x.shape, wholePatches(x.shape, patch))) return x;
  const sizesAt = ([map]: readonly Shape[]) => {
    const [rows, columns] = wholePatches(map!, patch);
    return { mode, to: 'size', rows, columns } as const;
  };
  const y = addFollowing(graph, 'fit', resize, sizesAt, x);
  graph.callAs('fit', 'function');
  return y;
}

/** The map at the sides of another; itself where it has them. */
export function resizedBack(graph: GraphBuilder, mode: Mode, x: Wire, like: Wire): Wire {
  if (hasSides(x.shape, [sizeOf(like.shape, H), sizeOf(like.shape, W)])) return x;
  const sizesAt = ([, map]: readonly Shape[]) =>
    ({ mode, to: 'size', rows: sizeOf(map!, H), columns: sizeOf(map!, W), like: true }) as const;
  const y = addFollowing(graph, 'resize-back', resize, sizesAt, x, like);
  graph.callAs('resize-back', 'function');
  return y;
}
