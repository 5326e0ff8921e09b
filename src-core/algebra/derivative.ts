import { NotSymbolic, symbolsOf } from './expression.ts';
import type { Expr, Factor, Term } from './polynomial.ts';
import { collect, termsOf } from './polynomial.ts';
import { times } from './rational.ts';

/**
 * The partial derivative by a symbol, as a polynomial.
 * A floor over the symbol has none: it throws NotSymbolic, so callers differentiate the closed form.
 */
export function derivative(e: Expr, name: string): Expr {
  return collect(termsOf(e).flatMap((term) => derivativeOfTerm(term, name)));
}

function derivativeOfTerm(term: Term, name: string): Term[] {
  const power = term.factors.find(({ atom }) => atom.kind === 'symbol' && atom.name === name);
  const others = term.factors.filter((factor) => factor !== power);
  if (others.some((factor) => mentions(factor, name))) throw new NotSymbolic('derivative', [name]);
  if (power === undefined) return [];
  const { atom, exponent } = power;
  const lowered = term.factors.map((factor) =>
    factor === power ? { atom, exponent: exponent - 1 } : factor,
  );
  return [
    {
      coefficient: times(term.coefficient, { numerator: BigInt(exponent), denominator: 1n }),
      factors: exponent === 1 ? others : lowered,
      degree: term.degree - 1,
    },
  ];
}

const mentions = (factor: Factor, name: string): boolean =>
  symbolsOf({
    terms: [{ coefficient: { numerator: 1n, denominator: 1n }, factors: [factor], degree: 1 }],
  }).has(name);
