import { constantOf, difference } from './arithmetic.ts';
import type { Expr } from './polynomial.ts';

export type Verdict = 'equal' | 'different' | 'depends';

/** The relation of two values for all values of their symbols. */
export function compareValues(a: Expr, b: Expr): Verdict {
  const rest = difference(a, b);
  if (rest === 0n) return 'equal';
  return constantOf(rest) === undefined ? 'depends' : 'different';
}
