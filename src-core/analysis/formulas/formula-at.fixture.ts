import { conditionHolds } from '../../algebra/condition.ts';
import { substitute } from '../../algebra/evaluate.ts';
import type { Expr } from '../../algebra/expression.ts';
import { isInteger } from '../../algebra/expression.ts';
import type { Formula } from './formula.ts';

/** The exact count and what the closed form gives at some sizes, and whether the two must agree there. */
interface FormulaAt {
  readonly exact: Expr;
  readonly form: Expr;
  readonly holds: boolean;
}

export function formulaAt(formula: Formula, bindings: ReadonlyMap<string, Expr>): FormulaAt {
  const integers = new Map([...bindings].filter((entry): entry is [string, bigint] => isInteger(entry[1])));
  return {
    exact: substitute(formula.exact, bindings),
    form: substitute(formula.form, bindings),
    holds: conditionHolds(formula.condition, integers),
  };
}
