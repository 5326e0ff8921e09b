import { substitute } from './evaluate.ts';
import { exponential } from './exponential.ts';
import type { Expr } from './expression.ts';
import { add, constantOf, div, mul, sub, symbol } from './expression.ts';

/** A rule that is linear in what it is applied to: factor * before + rest. */
export interface LinearRule {
  /** A constant. */
  readonly factor: Expr;
  /** Free of what the rule is applied to. */
  readonly rest: Expr;
}

/** The rule that an expression is in a symbol; null where it is not linear, or the symbol's factor is no constant. */
export function linearIn(e: Expr, name: string): LinearRule | null {
  const at = (value: Expr): Expr => substitute(e, new Map([[name, value]]));
  const rest = at(0n);
  const factor = sub(at(1n), rest);
  const isLinear = constantOf(factor) !== undefined && sub(e, add(mul(factor, symbol(name)), rest)) === 0n;
  return isLinear ? { factor, rest } : null;
}

/**
 * What a linear rule makes of a first value after a symbolic number of steps; null where that has no closed form here: the
 * factor is negative, or it is zero and the first value another than all that follow.
 */
export function afterSteps({ factor, rest }: LinearRule, first: Expr, steps: Expr): Expr | null {
  const { numerator } = constantOf(factor)!;
  if (factor === 1n) return add(first, mul(steps, rest));
  if (numerator < 0n) return null;
  if (numerator === 0n) return sub(first, rest) === 0n ? first : null;
  const fixed = div(rest, sub(1n, factor));
  return add(fixed, mul(sub(first, fixed), exponential(factor, steps)));
}
