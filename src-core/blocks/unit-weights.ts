import type { Expr } from '../algebra/expression.ts';
import { mul, pow } from '../algebra/expression.ts';
import type { WeightCounts } from '../language/series.ts';
import type { Norm } from './conv-unit.ts';
import { hasBias } from './conv-unit.ts';

interface Unit {
  readonly in: Expr;
  readonly out: Expr;
  readonly kernel: Expr;
  /** Independent parts, as a share of the weights of one part: 1/groups. */
  readonly share?: Expr;
}

/** The trained weights of a convolution, its bias and its norm, where it has them. */
export function unitWeights(
  { in: channels, out, kernel, share = 1n }: Unit,
  { bias = false, norm }: { readonly bias?: boolean; readonly norm: Norm },
): WeightCounts {
  return {
    conv: mul(share, pow(kernel, 2), channels, out),
    norm: norm === 'batch' ? mul(2n, out) : 0n,
    bias: hasBias(bias, norm) ? out : 0n,
  };
}
