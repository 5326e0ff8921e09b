import { NotSymbolic } from './expression.ts';
import type { Atom, Expr, Factor, Polynomial } from './polynomial.ts';
import type { Rational } from './rational.ts';
import { leastCommonMultiple } from './rational.ts';

/**
 * An integer-valued expression as languages without fractions write it: a sum of whole terms over one denominator, and
 * where it is a floor the quotient is rounded down.
 */
export interface Quotient {
  readonly terms: readonly WholeTerm[];
  readonly denominator: bigint;
}

export interface WholeTerm {
  readonly coefficient: bigint;
  readonly factors: readonly WholeFactor[];
}

export interface WholeFactor {
  /** A name, or the floor of a quotient. */
  readonly base: string | Quotient;
  readonly exponent: number;
}

/** The expression over its common denominator. A symbol as an exponent has no such form: NotSymbolic. */
export function integerForm(e: Expr): Quotient {
  if (typeof e === 'bigint')
    return { terms: e === 0n ? [] : [{ coefficient: e, factors: [] }], denominator: 1n };
  return quotientOf(e);
}

function quotientOf({ terms }: Polynomial): Quotient {
  const denominator = terms.reduce((all, term) => leastCommonMultiple(all, term.coefficient.denominator), 1n);
  return {
    denominator,
    terms: terms.map(({ coefficient, factors }) => ({
      coefficient: scaled(coefficient, denominator),
      factors: factors.map(factorOf),
    })),
  };
}

const scaled = ({ numerator, denominator }: Rational, by: bigint): bigint => (numerator * by) / denominator;

const factorOf = ({ atom, exponent }: Factor): WholeFactor => ({ base: baseOf(atom), exponent });

function baseOf(atom: Atom): string | Quotient {
  switch (atom.kind) {
    case 'symbol':
      return atom.name;
    case 'floor':
      return quotientOf(atom.argument);
    case 'power':
      throw new NotSymbolic('integer arithmetic', [atom.exponent.name]);
  }
}

/** The terms of a sum with their signs, `a - b + c`; `write` is handed a term without its sign. */
export function signedSum(terms: readonly WholeTerm[], write: (term: WholeTerm) => string): string {
  let text = '';
  for (const term of terms) {
    const isNegative = term.coefficient < 0n;
    const magnitude = write(isNegative ? { ...term, coefficient: -term.coefficient } : term);
    if (text === '') text = isNegative ? `-${magnitude}` : magnitude;
    else text += isNegative ? ` - ${magnitude}` : ` + ${magnitude}`;
  }
  return text === '' ? '0' : text;
}

/** The factors of a term, its coefficient first unless it is 1 and something follows. */
export function termParts(
  { coefficient, factors }: WholeTerm,
  write: (factor: WholeFactor) => string,
): readonly string[] {
  const parts = factors.map(write);
  return coefficient === 1n && parts.length > 0 ? parts : [String(coefficient), ...parts];
}

/** A floor that turns up more than once is worth a name of its own; this is what tells it from others. */
export const quotientKey = (quotient: Quotient): string =>
  JSON.stringify(quotient, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
