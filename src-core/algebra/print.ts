import type { Atom, Expr, Factor, Polynomial, Term } from './polynomial.ts';
import { primePowers } from './prime-powers.ts';
import type { Rational } from './rational.ts';
import { leastCommonMultiple } from './rational.ts';

/**
 * The value as text: integers, symbols, + - * / ^ ( ) and floor(), read with the usual precedence, products always written.
 * Terms go by descending degree, then by name, so equal forms print alike: `101/16*k^2*w^2 + 3*w - 4`.
 * A leading minus binds weaker than ^. Inside a floor there is one division, by the common denominator, as in
 * floor((H + 31)/32): so an evaluator in floating point rounds it right too.
 */
export function toText(e: Expr): string {
  return typeof e === 'bigint' ? e.toString() : write(e, plain);
}

/** As `toText`, for people: what is divided by as powers where that is shorter, longer integers with their thousands grouped. */
export function toReadable(e: Expr): string {
  return typeof e === 'bigint' ? groupedLong(e) : write(e, readable);
}

/** The value for a LaTeX renderer: `\frac{101}{16} k^{2} w^{2}`, floors in brackets, thousands grouped. */
export function toLatex(e: Expr): string {
  return typeof e === 'bigint' ? grouped(e) : write(e, latex);
}

/** How one notation writes the parts of a polynomial. */
interface Notation {
  readonly integer: (value: bigint) => string;
  readonly symbol: (name: string) => string;
  readonly raised: (base: string, exponent: number) => string;
  readonly product: (factors: readonly string[]) => string;
  readonly quotient: (numerator: string, isSum: boolean, denominator: bigint) => string;
  readonly power: (base: Rational, exponent: string) => string;
  readonly floor: (argument: string) => string;
}

const plain: Notation = {
  integer: (value) => value.toString(),
  symbol: (name) => name,
  raised: (base, exponent) => `${base}^${exponent}`,
  product: (factors) => factors.join('*'),
  quotient: (numerator, isSum, denominator) => `${isSum ? `(${numerator})` : numerator}/${denominator}`,
  power: plainPower,
  floor: (argument) => `floor(${argument})`,
};

const readable: Notation = {
  ...plain,
  integer: groupedLong,
  quotient: (numerator, isSum, denominator) =>
    `${isSum ? `(${numerator})` : numerator}/${divisorText(denominator, plain)}`,
};

const latex: Notation = {
  integer: grouped,
  symbol: latexName,
  raised: (base, exponent) => `${base}^{${exponent}}`,
  product: juxtaposed,
  quotient: (numerator, _isSum, denominator) => `\\frac{${numerator}}{${latexInteger(denominator)}}`,
  power: latexPower,
  floor: (argument) => `\\left\\lfloor ${argument} \\right\\rfloor`,
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

/** The term without its sign: `3/2*w`, but `w/2`. */
function writeTerm({ coefficient, factors }: Term, notation: Notation): string {
  const { denominator } = coefficient;
  const numerator = coefficient.numerator < 0n ? -coefficient.numerator : coefficient.numerator;
  const parts = factors.map((factor) => writeFactor(factor, notation));
  if (numerator !== 1n || parts.length === 0) {
    const integer = notation.integer(numerator);
    parts.unshift(denominator === 1n ? integer : notation.quotient(integer, false, denominator));
    return notation.product(parts);
  }
  const product = notation.product(parts);
  return denominator === 1n ? product : notation.quotient(product, false, denominator);
}

function writeFactor({ atom, exponent }: Factor, notation: Notation): string {
  const base = writeAtom(atom, notation);
  return exponent === 1 ? base : notation.raised(base, exponent);
}

function writeAtom(atom: Atom, notation: Notation): string {
  switch (atom.kind) {
    case 'symbol':
      return notation.symbol(atom.name);
    case 'power':
      return notation.power(atom.base, notation.symbol(atom.exponent.name));
    case 'floor':
      return writeFloor(atom.argument, notation);
  }
}

/** `2^s`, `4^(-s)` for (1/4)^s, `(3/4)^s`. */
function plainPower({ numerator, denominator }: Rational, exponent: string): string {
  if (denominator === 1n) return `${numerator}^${exponent}`;
  return numerator === 1n ? `${denominator}^(-${exponent})` : `(${numerator}/${denominator})^${exponent}`;
}

function latexPower({ numerator, denominator }: Rational, exponent: string): string {
  if (denominator === 1n) return `${grouped(numerator)}^{${exponent}}`;
  if (numerator === 1n) return `${grouped(denominator)}^{-${exponent}}`;
  return `\\left(\\frac{${grouped(numerator)}}{${grouped(denominator)}}\\right)^{${exponent}}`;
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
  const numerator = write({ terms }, notation);
  return notation.floor(
    denominator === 1n ? numerator : notation.quotient(numerator, terms.length > 1, denominator),
  );
}

/** A number as powers of small primes where that is shorter. */
function inPowers(value: bigint, { integer, raised, product }: Notation): string {
  const found = primePowers(value);
  if (found === null) return integer(value);
  const powers = found.powers.map(({ prime, exponent }) => raised(String(prime), exponent));
  return product(found.factor === 1n ? powers : [integer(found.factor), ...powers]);
}

/** What a quotient is divided by, in brackets where it is a product. */
function divisorText(value: bigint, notation: Notation): string {
  const text = inPowers(value, { ...notation, integer: groupedLong });
  return text.includes('*') ? `(${text})` : text;
}

const latexInteger = (value: bigint): string => inPowers(value, latex);

/** A number that a condition or a fraction divides by, for people: `8`, `2^38`. */
export const readableDivisor = (value: bigint): string => inPowers(value, readable);

const upright = '\\mathrm';

/** Side by side, with a thin space where an upright word would run into its neighbour, and a dot before a number. */
export function juxtaposed(factors: readonly string[]): string {
  let text = '';
  let before = '';
  for (const factor of factors) {
    const isWord = factor.startsWith(upright) || before.startsWith(upright);
    const between = /^\d/.test(factor) ? ' \\cdot ' : isWord ? ' \\, ' : ' ';
    text += text === '' ? factor : between + factor;
    before = factor;
  }
  return text;
}

/** Digits that a formula as text has without grouping: other programs read them, and people at a glance. */
const readDigits = 9;

function groupedLong(value: bigint): string {
  const digits = value.toString();
  return digits.replace('-', '').length > readDigits ? digits.replace(/\B(?=(\d{3})+$)/g, ',') : digits;
}

function grouped(value: bigint): string {
  return value.toString().replace(/\B(?=(\d{3})+$)/g, '{,}');
}

/** One letter stands in italics, a word upright; what follows the first underscore, or a letter's digits, is its index. */
function latexName(name: string): string {
  const [, base = name, index = ''] = /^([A-Za-z](?=\d+$)|[^_]+)_?(.*)$/.exec(name) ?? [];
  const head = /^[A-Za-z]$/.test(base) ? base : `\\mathrm{${escaped(base)}}`;
  if (index === '') return head;
  return /^([a-zA-Z]|\d+)$/.test(index) ? `${head}_{${index}}` : `${head}_{\\mathrm{${escaped(index)}}}`;
}

function escaped(name: string): string {
  return name.replaceAll('_', '\\_');
}
