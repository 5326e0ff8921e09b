import type { Expr } from '../algebra/expression.ts';
import { div, isInteger } from '../algebra/expression.ts';
import { toText } from '../algebra/print.ts';
import { refuse } from './refusal.ts';

/** A size of the input `in` over a number that must divide it; a symbol is taken to fit. */
export function divided(size: Expr, by: number): Expr {
  const divisor = BigInt(by);
  if (isInteger(size) && size % divisor !== 0n) {
    refuse('shape/not-divisible', { port: 'in' }, { value: toText(size), divisor: toText(divisor) });
  }
  return div(size, divisor);
}
