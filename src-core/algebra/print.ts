import type { Expr, Factor, Polynomial, Term } from './polynomial.ts';
import { leastCommonMultiple } from './rational.ts';

/**
 * The value as text: integers, symbols, + - * / ^ ( ) and floor(), read with the usual precedence, products always written.
 * Terms go by descending degree, then by name, so equal forms print alike: `101/16*k^2*w^2 + 3*w - 4`.
 * A floor has one division, by the common denominator: floor((H + 31)/32) is right even in floating point.
 */
export function toText(e: Expr): string {
  return typeof e === 'bigint' ? e.toString() : write(e, plain);
}

/** The value for a LaTeX renderer: `\frac{101}{16} k^{2} w^{2}`, floors in brackets, thousands grouped. */
export function toLatex(e: Expr): string {
  return typeof e === 'bigint' ? grouped(e) : write(e, latex);
}

/** How one notation writes the parts of a polynomial. */
interface Notation {
  readonly integer: (value: bigint) => string;
  readonly fraction: (numerator: bigint, denominator: bigint) => string;
  readonly symbol: (name: string) => string;
  readonly raised: (base: string, exponent: number) => string;
  readonly floor: (numerator: string, terms: number, denominator: bigint) => string;
  readonly product: (factors: readonly string[]) => string;
}

const plain: Notation = {
  integer: (value) => value.toString(),
  fraction: (numerator, denominator) => `${numerator}/${denominator}`,
  symbol: (name) => name,
  raised: (base, exponent) => `${base}^${exponent}`,
  floor: (numerator, terms, denominator) => {
    if (denominator === 1n) return `floor(${numerator})`;
    return terms === 1 ? `floor(${numerator}/${denominator})` : `floor((${numerator})/${denominator})`;
  },
  product: (factors) => factors.join('*'),
};

const latex: Notation = {
  integer: grouped,
  fraction: (numerator, denominator) => `\\frac{${grouped(numerator)}}{${grouped(denominator)}}`,
  symbol: latexName,
  raised: (base, exponent) => `${base}^{${exponent}}`,
  floor: (numerator, _terms, denominator) => {
    const inside = denominator === 1n ? numerator : `\\frac{${numerator}}{${grouped(denominator)}}`;
    return `\\left\\lfloor ${inside} \\right\\rfloor`;
  },
  product: (factors) =>
    factors.reduce(
      (left, right) => `${left}${/[}a-z]/.test(left) && /^\\mathrm/.test(right) ? ' \\, ' : ' '}${right}`,
    ),
};

function write(polynomial: Polynomial, notation: Notation): string {
  let text = '';
  for (const term of polynomial.terms) {
    const isNegative = term.coefficient.numerator < 0n;
    if (text !== '') text += isNegative ? ' - ' : ' + ';
    else if (isNegative) text += '-';
    text += writeTerm(term, notation);
  }
  return text;
}

/** The term without its sign. */
function writeTerm({ coefficient, factors }: Term, notation: Notation): string {
  const numerator = coefficient.numerator < 0n ? -coefficient.numerator : coefficient.numerator;
  const parts = factors.map((factor) => writeFactor(factor, notation));
  if (coefficient.denominator !== 1n) parts.unshift(notation.fraction(numerator, coefficient.denominator));
  else if (numerator !== 1n || parts.length === 0) parts.unshift(notation.integer(numerator));
  return notation.product(parts);
}

function writeFactor({ atom, exponent }: Factor, notation: Notation): string {
  const base = atom.kind === 'symbol' ? notation.symbol(atom.name) : writeFloor(atom.argument, notation);
  return exponent === 1 ? base : notation.raised(base, exponent);
}

function writeFloor(argument: Polynomial, notation: Notation): string {
  let denominator = 1n;
  for (const { coefficient } of argument.terms) {
    denominator = leastCommonMultiple(denominator, coefficient.denominator);
  }
  const terms = argument.terms.map((term) => ({
    ...term,
    coefficient: {
      numerator: (term.coefficient.numerator * denominator) / term.coefficient.denominator,
      denominator: 1n,
    },
  }));
  return notation.floor(write({ terms }, notation), terms.length, denominator);
}

function grouped(value: bigint): string {
  return value.toString().replace(/\B(?=(\d{3})+$)/g, '{,}');
}

/** One letter stands in italics, a word upright; what follows the first underscore, or a letter's digits, is its index. */
function latexName(name: string): string {
  const [, base = name, index = ''] = /^([A-Za-z](?=\d+$)|[^_]+)_?(.*)$/.exec(name) ?? [];
  const head = base.length === 1 ? base : `\\mathrm{${escaped(base)}}`;
  if (index === '') return head;
  return /^([a-zA-Z]|\d+)$/.test(index) ? `${head}_{${index}}` : `${head}_{\\mathrm{${escaped(index)}}}`;
}

function escaped(name: string): string {
  return name.replaceAll('_', '\\_');
}
