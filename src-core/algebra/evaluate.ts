import { constantOf, fromAtom, fromRational, power, product } from './arithmetic.ts';
import { exponentialOf } from './exponential.ts';
import { floorOf } from './floor-form.ts';
import type { Atom, Expr, Polynomial, Term } from './polynomial.ts';
import { collect, constantTerm, termsOf } from './polynomial.ts';
import type { Rational } from './rational.ts';
import { isWhole, times } from './rational.ts';

/**
 * The expression with symbols replaced, in canonical form; floors that become constant vanish.
 * Symbols without a binding stay. An integer symbol bound to a fraction is a RangeError, since the form already rests on
 * its being an integer; that an expression bound to it is integer-valued is the caller's promise.
 */
export function substitute(e: Expr, bindings: ReadonlyMap<string, Expr>): Expr {
  if (typeof e === 'bigint' || bindings.size === 0) return e;
  return substituteIn(e, bindings, new Map());
}

function substituteIn(
  polynomial: Polynomial,
  bindings: ReadonlyMap<string, Expr>,
  known: Map<string, Expr>,
): Expr {
  const terms: Term[] = [];
  for (const term of polynomial.terms) {
    let coefficient = term.coefficient;
    let symbolic: Expr = 1n;
    for (const { atom, exponent } of term.factors) {
      const raised = power(replaced(atom, bindings, known), exponent);
      const constant = constantOf(raised);
      if (constant === undefined) symbolic = product(symbolic, raised);
      else coefficient = times(coefficient, constant);
    }
    if (symbolic === 1n) terms.push(constantTerm(coefficient));
    else terms.push(...termsOf(product(fromRational(coefficient), symbolic)));
  }
  return collect(terms);
}

function replaced(atom: Atom, bindings: ReadonlyMap<string, Expr>, known: Map<string, Expr>): Expr {
  const before = known.get(atom.key);
  if (before !== undefined) return before;
  const value = replacement(atom, bindings, known);
  known.set(atom.key, value);
  return value;
}

function replacement(atom: Atom, bindings: ReadonlyMap<string, Expr>, known: Map<string, Expr>): Expr {
  if (atom.kind === 'floor') return floorOf(substituteIn(atom.argument, bindings, known));
  if (atom.kind === 'power') {
    const exponent = bindings.get(atom.exponent.name);
    return exponent === undefined ? fromAtom(atom) : exponentialOf(atom.base, exponent);
  }
  const bound = bindings.get(atom.name);
  if (bound === undefined) return fromAtom(atom);
  const constant: Rational | undefined = constantOf(bound);
  if (atom.integer && constant !== undefined && !isWhole(constant)) {
    throw new RangeError(`${atom.name} takes integers, not ${constant.numerator}/${constant.denominator}`);
  }
  return bound;
}
