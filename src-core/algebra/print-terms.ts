import type { Expr } from './expression.ts';
import { symbol, symbolsOf } from './expression.ts';
import type { Factor, Term } from './polynomial.ts';
import { fromOrdered, termsOf } from './polynomial.ts';
import { toLatex } from './print.ts';

/** One term of a sum as LaTeX, without its sign. A line may break before it. Written when it is asked for: a sum may have thousands. */
interface FormulaTerm {
  readonly isNegative: boolean;
  readonly latex: string;
}

export interface SplitFormula {
  /** What all terms share, drawn once before them in brackets; null where they share nothing. */
  readonly common: string | null;
  readonly terms: readonly FormulaTerm[];
}

const one = { numerator: 1n, denominator: 1n };

/** Whether an atom is made of these symbols alone. */
function isOf({ atom }: Factor, names: ReadonlySet<string>): boolean {
  if (atom.kind === 'symbol') return names.has(atom.name);
  if (atom.kind === 'power') return names.has(atom.exponent.name);
  return [...symbolsOf(atom.argument)].every((name) => names.has(name));
}

/** The factors made of these symbols that every term has, each at its least power. */
function commonFactors(terms: readonly Term[], names: ReadonlySet<string>): readonly Factor[] {
  const [first, ...rest] = terms;
  if (first === undefined || rest.length === 0) return [];
  return first.factors
    .filter((factor) => isOf(factor, names))
    .flatMap(({ atom, exponent }) => {
      const powers = rest.map(
        (term) => term.factors.find((factor) => factor.atom.key === atom.key)?.exponent ?? 0,
      );
      const least = Math.min(exponent, ...powers);
      return least === 0 ? [] : [{ atom, exponent: least }];
    });
}

function without(factors: readonly Factor[], common: readonly Factor[]): readonly Factor[] {
  return factors.flatMap(({ atom, exponent }) => {
    const left = exponent - (common.find((factor) => factor.atom.key === atom.key)?.exponent ?? 0);
    return left === 0 ? [] : [{ atom, exponent: left }];
  });
}

const latexOf = (coefficient: Term['coefficient'], factors: readonly Factor[]): string =>
  toLatex(fromOrdered([{ coefficient, factors, degree: factors.reduce((sum, f) => sum + f.exponent, 0) }]));

/**
 * A formula cut where a narrow panel may break its line: a factor of the symbols in `shared` that all terms have,
 * and the terms of the rest.
 */
export function splitFormula(e: Expr, shared: ReadonlySet<string> = new Set()): SplitFormula {
  const terms = termsOf(e);
  if (terms.length === 0) return { common: null, terms: [{ isNegative: false, latex: '0' }] };
  const common = commonFactors(terms, shared);
  return {
    common: common.length === 0 ? null : latexOf(one, common),
    terms: terms.map(({ coefficient, factors }) => {
      const { numerator, denominator } = coefficient;
      const magnitude = { numerator: numerator < 0n ? -numerator : numerator, denominator };
      return {
        isNegative: numerator < 0n,
        get latex() {
          return latexOf(magnitude, without(factors, common));
        },
      };
    }),
  };
}

/** The sum of the first terms of a formula, in the order in which it is written. */
export const firstTerms = (e: Expr, count: number): Expr => fromOrdered(termsOf(e).slice(0, count));

/** Whether a value stands alone in a product, without brackets around it. */
const isSingleTerm = (e: Expr): boolean => termsOf(e).length <= 1;

/** A value raised to a power, in brackets where it is a sum. */
export function latexPower(base: Expr, exponent: number): string {
  const isAtom = isSingleTerm(base) && (termsOf(base)[0]?.degree ?? 0) <= 1;
  const latex =
    isSingleTerm(base) && (exponent === 1 || isAtom) ? toLatex(base) : `\\left(${toLatex(base)}\\right)`;
  return exponent === 1 ? latex : `${latex}^{${exponent}}`;
}

/** A name as it is drawn in formulas. */
export const symbolLatex = (name: string): string => toLatex(symbol(name));
