import { closedForm } from '../../algebra/closed-form.ts';
import type { Condition } from '../../algebra/condition.ts';
import { conditionSentence } from '../../algebra/condition.ts';
import type { Expr } from '../../algebra/expression.ts';
import { isInteger } from '../../algebra/expression.ts';
import { toLatex, toText } from '../../algebra/print.ts';

/**
 * One count as a function of its free symbols. `exact` always holds and may contain floors; `form` is free of the floors
 * that `condition` removes and holds where it does.
 */
export interface Formula {
  readonly exact: Expr;
  readonly form: Expr;
  readonly condition: Condition;
}

export function formulaOf(exact: Expr): Formula {
  return { exact, ...closedForm(exact) };
}

/** A formula as other programs read it: see docs/formats for the grammar of the texts. */
export interface FormulaText {
  readonly text: string;
  readonly latex: string;
  /** A sentence such as `8 divides w`; null where the text always holds. */
  readonly condition: string | null;
  readonly exactText: string;
  readonly exactLatex: string;
  /** The exact integer where nothing is free, else null. */
  readonly value: bigint | null;
}

export function printFormula({ exact, form, condition }: Formula): FormulaText {
  return {
    text: toText(form),
    latex: toLatex(form),
    condition: conditionSentence(condition),
    exactText: toText(exact),
    exactLatex: toLatex(exact),
    value: isInteger(exact) ? exact : null,
  };
}
