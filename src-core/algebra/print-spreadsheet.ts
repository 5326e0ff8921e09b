import type { Quotient, WholeFactor } from './integer-form.ts';
import { integerForm, signedSum, termParts } from './integer-form.ts';
import type { Expr } from './polynomial.ts';

/**
 * A name a spreadsheet takes for a cell. What reads as the address of a cell (`W1`, `R2C3`) or is kept by the program (`R`,
 * `C`) gets an underscore.
 */
export function cellName(name: string): string {
  const plain = name.replaceAll(/[^A-Za-z0-9_.]/g, '_');
  const isAddress = /^[A-Za-z]{1,3}\d+$/.test(plain) || /^[rc](\d*([rc]\d*)?)?$/i.test(plain);
  return isAddress || /^[\d.]/.test(plain) ? `_${plain}` : plain;
}

function quotientText({ terms, denominator }: Quotient): string {
  const sum = signedSum(terms, (term) => termParts(term, factorText).join('*'));
  if (denominator === 1n) return sum;
  return `${terms.length === 1 && !sum.startsWith('-') ? sum : `(${sum})`}/${denominator}`;
}

function factorText({ base, exponent }: WholeFactor): string {
  const name = typeof base === 'string' ? cellName(base) : `INT(${quotientText(base)})`;
  return exponent === 1 ? name : `${name}^${exponent}`;
}

/**
 * The formula of a cell, with the symbols as the names of other cells: `=(101*k^2*w^2)/16`. INT rounds down. A spreadsheet
 * has 15 digits; where all numbers on the way have fewer, the result is exact. A minus at the front is written as 0 - x,
 * since there it binds tighter than ^.
 */
export function toSpreadsheet(e: Expr): string {
  const text = quotientText(integerForm(e));
  return `=${text.replaceAll(/(^|\()-/g, '$10-')}`;
}
