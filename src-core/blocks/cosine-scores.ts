import type { GraphBuilder } from '../language/definition.ts';
import { sizeOf } from '../language/shape.ts';
import type { Wire } from '../language/wire.ts';
import { minimum, product } from '../operators/arithmetic.ts';
import { constant } from '../operators/constant.ts';
import { exponential } from '../operators/function-of-one.ts';
import { l2Norm } from '../operators/l2-norm.ts';
import { matmul } from '../operators/matmul.ts';
import { parameter } from '../operators/parameter.ts';

/** No head scales its cosines by more than this. */
const most = 100;

/**
 * Cosines of queries and keys [N, heads, positions, channels], times a number that each head learns: the exponential of what
 * is stored. Liu et al., Swin Transformer V2, 2021, arXiv 2111.09883.
 */
export function cosineScores(graph: GraphBuilder, q: Wire, k: Wire): Wire {
  const unit = { axis: 'last' } as const;
  const query = graph.add('unit-queries', l2Norm, unit, q);
  const key = graph.add('unit-keys', l2Norm, unit, k);
  const cosines = graph.add('scores', matmul, { transposed: true }, query, key);
  const logit = graph.add('logit', parameter, { sizes: [sizeOf(q.shape, 1), 1n, 1n], init: 'ones' });
  const cap = graph.add('cap', constant, { values: [Math.log(most)] });
  const scale = graph.add('scale', exponential, {}, graph.add('capped', minimum, {}, logit, cap));
  graph.callAs('capped', 'function');
  graph.callAs('scale', 'method');
  return graph.add('scaled', product, {}, cosines, scale);
}
