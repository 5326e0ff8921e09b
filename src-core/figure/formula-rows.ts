import { toReadable } from '../algebra/print.ts';
import { costOf } from '../analysis/conventions/cost.ts';
import type { HeldField } from '../analysis/field-reader.ts';
import type { Formula } from '../analysis/formulas/formula.ts';
import { printFormula } from '../analysis/formulas/formula.ts';
import type { HeldSymbol } from '../analysis/formulas/item-formulas.ts';
import { heldByOperation } from '../analysis/held-by-operation.ts';
import { stepRules } from '../document/expression-syntax.ts';
import { integerText } from '../format.ts';

/** What is counted, and its formula; a name is empty where a line goes on. */
export type Row = readonly [string, string];

/** The convention stands wherever the number does. */
export const macsLabel = `MACs, ${costOf(null, 'macs').convention}`;

/** A formula as one line, or two where it rests on a condition: the closed form, then the one that always holds. */
export function formulaRows(label: string, formula: Formula, note = ''): Row[] {
  const { condition, value } = printFormula(formula);
  const [text, exactText] = [toReadable(formula.form), toReadable(formula.exact)];
  if (value !== null) return [[label, `${integerText(value)}${note}`]];
  if (condition === null) return [[label, `${text}${note}`]];
  return [
    [label, `${text}   where ${condition}${note}`],
    ['', `${exactText}   always`],
  ];
}

export const heldRows = (held: readonly HeldSymbol[]): Row[] =>
  held.map(({ symbol, value, operation }) => [
    'held',
    `${symbol} = ${toReadable(value)}, as ${operation} needs a number`,
  ]);

/** Fields that stay numbers: what of, why no formula has it, and the expression of each. */
export const heldFieldRows = (held: readonly HeldField[]): Row[] =>
  heldByOperation(held).flatMap(({ operation, fields, symbols, expressions }): Row[] => {
    const rule = stepRules[operation];
    const [only] = fields;
    const what = fields.length === 1 && only !== undefined ? only : `${fields.length} fields`;
    const of = symbols.length === 0 ? what : `${symbols.join(', ')} in ${what}`;
    return [
      ['held', `${of}, as ${operation} needs ${fields.length === 1 ? 'a number' : 'numbers'}`],
      ...(rule === undefined ? [] : [['', rule] as const]),
      ...[...expressions].map(([expression, names]): Row => ['', `${expression}: ${names.join(', ')}`]),
    ];
  });
