import { toReadable } from '../../src-core/algebra/print.ts';
import { costOf } from '../../src-core/analysis/conventions/cost.ts';
import type { HeldField } from '../../src-core/analysis/field-reader.ts';
import type { Formula } from '../../src-core/analysis/formulas/formula.ts';
import { printFormula } from '../../src-core/analysis/formulas/formula.ts';
import type { HeldSymbol, ItemFormulas } from '../../src-core/analysis/formulas/item-formulas.ts';
import { heldByOperation } from '../../src-core/analysis/held-by-operation.ts';
import { stepRules } from '../../src-core/document/expression-syntax.ts';
import { integerText } from '../../src-core/format.ts';
import { valueText } from '../../src-core/language/resolve.ts';
import { partNames } from './parts.ts';
import { ratioText } from './ratio.ts';
import { pairs } from './table.ts';

/** The convention stands wherever the number does. */
export const macsLabel = `MACs, ${costOf(null, 'macs').convention}`;

/** A name with its value, or alone where it is free. */
export const namedValue = (name: string, value: string): string =>
  name === value ? name : `${name} = ${value}`;

type Row = readonly [string, string];

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

/** The parameters under their headings, where there is more than one heading to tell apart. */
export function partRows(parts: ItemFormulas['parts']): Row[] {
  const filled = partNames(parts).filter((name) => parts[name].exact !== 0n);
  return filled.length < 2 ? [] : filled.flatMap((name) => formulaRows(`  of them ${name}`, parts[name]));
}

function comparisonRows({ parts, comparisons }: ItemFormulas): Row[] {
  return comparisons.flatMap(({ title, weights }) => {
    const ratio = ratioText(parts.conv.form, weights.form);
    return formulaRows(title, weights, ratio === null ? '' : `   (this block: ${ratio} of it)`);
  });
}

const titled = (title: string, rows: readonly Row[]): string =>
  rows.length === 0 ? '' : `\n${title}\n${pairs(rows.map(([name, value]) => [`  ${name}`, value]))}`;

/**
 * The formulas of a definition on its own, for people.
 * @param costs other tools' counts, below ours
 */
export function definitionText(formulas: ItemFormulas, costs: readonly Row[] = []): string {
  const { definition, values, groups } = formulas;
  const fields = Object.entries(values).map(([name, value]) => namedValue(name, valueText(value)));
  const head = pairs([
    ['formula', `${definition.title} (${definition.id})`],
    ['fields', fields.join(', ') || 'none'],
    ...heldRows(formulas.held),
    ...formulaRows('params', formulas.params),
    ...partRows(formulas.parts),
    ...formulaRows(macsLabel, formulas.macs),
    ...costs,
  ]);
  const params = groups.flatMap(({ group, params }) => formulaRows(group, params));
  const macs = groups.flatMap(({ group, macs }) => formulaRows(group, macs));
  const beside = titled('Beside it, convolution weights alone', comparisonRows(formulas));
  return `${head}${titled('Params of each group', params)}${titled('MACs of each group', macs)}${beside}`;
}
