import { conditionSentence } from '../../../src-core/algebra/condition.ts';
import type { Expr } from '../../../src-core/algebra/expression.ts';
import { symbolsOf } from '../../../src-core/algebra/expression.ts';
import { toLatex, toText } from '../../../src-core/algebra/print.ts';
import { toPython } from '../../../src-core/algebra/print-python.ts';
import { toSpreadsheet } from '../../../src-core/algebra/print-spreadsheet.ts';
import { symbolLatex } from '../../../src-core/algebra/print-terms.ts';
import type { Formula } from '../../../src-core/analysis/formulas/formula.ts';
import type { FormulaMode } from '../../symbolic/shown-count.ts';
import { formulaSvg } from '../figure/formula-svg.ts';

/** A formula that can be taken away. */
export interface CopiedFormula {
  readonly formula: Formula;
  readonly mode: FormulaMode;
  /** The letter of the count, and a Python name for it: `P`, `params`. */
  readonly letter: string;
  readonly name: string;
  /** Free symbols in reading order. */
  readonly symbols: readonly string[];
  /** What is counted, for the docstring: `HS-ResNet-50: parameters, trainable`. */
  readonly summary: string;
}

export const shownForm = ({ formula, mode }: Pick<CopiedFormula, 'formula' | 'mode'>): Expr =>
  mode === 'exact' ? formula.exact : formula.form;

const symbolsIn = ({ formula, symbols }: CopiedFormula): readonly string[] => {
  const used = symbolsOf(formula.exact);
  return [
    ...symbols.filter((name) => used.has(name)),
    ...[...used].filter((name) => !symbols.includes(name)),
  ];
};

/** A function that gives the exact integer, floors included, whatever form is shown. */
export const pythonOf = (copied: CopiedFormula): string =>
  toPython(copied.formula.exact, {
    name: copied.name,
    parameters: symbolsIn(copied),
    summary: copied.summary,
  });

/** The exact integer as the formula of a cell. */
export const spreadsheetOf = ({ formula }: CopiedFormula): string => toSpreadsheet(formula.exact);

/** The formula that is shown, with its condition below it in words. */
export function figureOf(copied: CopiedFormula): string {
  const value = shownForm(copied);
  const names = copied.symbols.map(symbolLatex).join(', ');
  const head = `${copied.letter}${names === '' ? '' : `(${names})`} = `;
  const condition = copied.mode === 'exact' ? null : conditionSentence(copied.formula.condition);
  const words = `${copied.summary}: ${copied.letter} = ${toText(value)}${condition === null ? '' : `, exact when ${condition}`}`;
  return formulaSvg(head + toLatex(value), words);
}
