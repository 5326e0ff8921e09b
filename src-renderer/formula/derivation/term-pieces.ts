import type { Expr } from '../../../src-core/algebra/expression.ts';
import { isInteger } from '../../../src-core/algebra/expression.ts';
import { termsOf } from '../../../src-core/algebra/polynomial.ts';
import { splitFormula } from '../../../src-core/algebra/print-terms.ts';
import type { DerivationTerm } from '../../../src-core/analysis/derivation/derivation.ts';
import { termLatex, termText } from '../../../src-core/analysis/derivation/text.ts';
import { integerText } from '../../../src-core/format.ts';
import { t } from '../../locale/translate.ts';

/** A whole number with its thousands apart. */
const integerLatex = (value: bigint): string => integerText(value).replaceAll(',', '{,}');

const withoutSign = (text: string): string => text.replace(/^-/, '');

/** A sum, cut before each sign, in brackets where other terms stand beside it. */
function sumPieces(value: Expr, isAlone: boolean, isFirst: boolean): readonly string[] {
  const { terms } = splitFormula(value);
  return terms.map(({ isNegative, latex }, index) => {
    const sign = isNegative ? '-' : index > 0 ? '+' : '';
    const open = !isAlone && index === 0 ? `${isFirst ? '' : '+\\,'}\\bigl(` : '';
    const close = !isAlone && index === terms.length - 1 ? '\\bigr)' : '';
    return `${open}${sign}${sign === '' ? '' : '\\,'}${latex}${close}`;
  });
}

/** A term as LaTeX with the sign before it, in pieces: a line may break between them. */
export function termPieces(term: DerivationTerm, isFirst: boolean, isAlone: boolean): readonly string[] {
  const { value, product, over } = term;
  if (product === null && over === null) {
    if (termsOf(value).length > 1) return sumPieces(value, isAlone, isFirst);
    if (isInteger(value)) {
      const sign = value < 0n ? '-\\,' : isFirst ? '' : '+\\,';
      return [`${sign}${integerLatex(value < 0n ? -value : value)}`];
    }
  }
  const latex = termLatex(term);
  const sign = latex.startsWith('-') ? '-\\,' : isFirst ? '' : '+\\,';
  return [`${sign}${withoutSign(latex)}`];
}

/** What a screen reader says of a term: the term, and where it came from. */
export function termWords(term: DerivationTerm, root: string): string {
  const { label, origins } = term;
  const inside = (path: string): string =>
    root !== '' && path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;
  const from = label ?? (origins.length === 1 ? origins[0]! : null);
  const origin = from === null ? t('{count} items', { count: origins.length }) : inside(from);
  return t('{term}, from {origin}', { term: termText(term), origin });
}
