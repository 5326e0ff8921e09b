import type { Expr } from '../algebra/expression.ts';
import { isInteger, NotSymbolic, symbolsOf } from '../algebra/expression.ts';
import type { GraphBuilder } from '../language/definition.ts';
import { refuse } from '../language/refusal.ts';
import type { Wire } from '../language/wire.ts';
import { relu, sigmoid } from '../operators/activation.ts';
import { product } from '../operators/arithmetic.ts';
import { constant } from '../operators/constant.ts';
import { linear } from '../operators/linear.ts';
import { relativePosition } from '../operators/relative-position.ts';

/** Features between the two linear layers. */
const hidden = 512n;
/** No bias is larger than this. */
const most = 16;

/** The longest side of a window whose table of distances is one that a constant holds. */
const longest = 23;

/** Distances along one side of a window, from one end to the other, on a scale of logarithms: -1 to 1 and a bit beyond. */
function distances(field: 'window' | 'windowWidth', side: Expr): readonly number[] {
  if (!isInteger(side)) throw new NotSymbolic('a table of distances', [...symbolsOf(side)]);
  if (side > longest) refuse('field/out-of-range', { field }, { min: 1, max: longest, value: String(side) });
  const last = Number(side) - 1;
  return Array.from({ length: 2 * last + 1 }, (_, index) => {
    const share = last === 0 ? 0 : (8 * (index - last)) / last;
    return (Math.sign(share) * Math.log2(Math.abs(share) + 1)) / 3;
  });
}

/**
 * What is added to the scores of a window of rows × columns positions, [1, heads, positions, positions]: two linear layers
 * make it of each distance. Refuses windows of more than 23 rows or columns. Source: Liu et al., Swin Transformer V2, 2021,
 * arXiv 2111.09883.
 */
export function positionNetwork(
  graph: GraphBuilder,
  { rows, columns, heads }: { readonly rows: Expr; readonly columns: Expr; readonly heads: Expr },
): Wire {
  const across = distances('windowWidth', columns);
  const values = distances('window', rows).flatMap((y) => across.flatMap((x) => [y, x]));
  const sizes = [BigInt(values.length / 2), 2n];
  const table = graph.add('distances', constant, { sizes, values });
  const wide = graph.add('position1', linear, { outFeatures: hidden, lastAxis: true }, table);
  const narrow = { outFeatures: heads, bias: false, lastAxis: true };
  const entries = graph.add('position2', linear, narrow, graph.add('position-act', relu, {}, wide));
  const laid = graph.add('positions', relativePosition, { rows, columns }, entries);
  const bounded = graph.add('position-gate', sigmoid, {}, laid);
  graph.callAs('position-gate', 'function');
  const factor = graph.add('largest', constant, { values: [most] });
  return graph.add('position-bias', product, {}, bounded, factor);
}
