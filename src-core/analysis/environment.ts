import type { Expr } from '../algebra/expression.ts';
import { symbol } from '../algebra/expression.ts';
import { exactNumber } from '../document/decimal.ts';
import type { Variable } from '../document/design.ts';

/** What the names of a design's variables stand for. */
export interface Environment {
  /** Every variable at its present value; a choice is its text. */
  readonly numbers: ReadonlyMap<string, Expr | string>;
  /** Variables that stay symbols in dimension fields; empty where everything is a number. */
  readonly symbols: ReadonlyMap<string, Expr>;
}

const variableValue = (variable: Variable): Expr | string =>
  variable.kind === 'choice' ? variable.value : exactNumber(variable.value);

/** All variables as numbers, and those named in `free` as symbols too. */
export function environmentOf(
  variables: readonly Variable[],
  free: ReadonlySet<string> = new Set(),
): Environment {
  const numbers = new Map(variables.map((variable) => [variable.name, variableValue(variable)]));
  const symbols = new Map<string, Expr>();
  for (const { name, kind } of variables) {
    if (kind !== 'choice' && free.has(name)) symbols.set(name, symbol(name, { integer: kind === 'integer' }));
  }
  return { numbers, symbols };
}
