import { substitute } from '../../src-core/algebra/evaluate.ts';
import type { Expr, Rational } from '../../src-core/algebra/expression.ts';
import { constantOf, fromRational, mul, sameExpr, symbolsOf } from '../../src-core/algebra/expression.ts';

/** a / b in lowest terms where it is the same for all values of the symbols, else null. */
function constantRatio(a: Expr, b: Expr): Rational | null {
  const ones = new Map([...symbolsOf(a), ...symbolsOf(b)].map((name) => [name, 1n]));
  const [top, bottom] = [constantOf(substitute(a, ones)), constantOf(substitute(b, ones))];
  if (top === undefined || bottom === undefined || bottom.numerator === 0n) return null;
  const ratio = {
    numerator: top.numerator * bottom.denominator,
    denominator: top.denominator * bottom.numerator,
  };
  return sameExpr(
    mul(a, fromRational({ numerator: ratio.denominator, denominator: 1n })),
    mul(b, ratio.numerator),
  )
    ? ratio
    : null;
}

/** a / b with four decimals where it does not depend on the symbols, else null. */
export function ratioText(a: Expr, b: Expr): string | null {
  const ratio = constantRatio(a, b);
  return ratio === null ? null : (Number(ratio.numerator) / Number(ratio.denominator)).toFixed(4);
}
