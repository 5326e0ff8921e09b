import { scaled } from './arithmetic.ts';
import type { Expr, Factor, Term } from './polynomial.ts';
import { collect, degreeOf, termsOf } from './polynomial.ts';
import { inverse } from './rational.ts';

/** The factors of a product without those of a divisor; undefined where some are missing. */
function without(factors: readonly Factor[], divisor: readonly Factor[]): readonly Factor[] | undefined {
  const left = new Map(factors.map(({ atom, exponent }) => [atom.key, { atom, exponent }]));
  for (const { atom, exponent } of divisor) {
    const known = left.get(atom.key);
    if (known === undefined || known.exponent < exponent || atom.kind === 'power') return undefined;
    if (known.exponent === exponent) left.delete(atom.key);
    else left.set(atom.key, { atom, exponent: known.exponent - exponent });
  }
  return [...left.values()];
}

/** a divided by a product of symbols and floors that every term of it has, such as h·d + 2h by h; undefined for others. */
export function quotient(a: Expr, b: Expr): Expr | undefined {
  const [divisor, ...more] = termsOf(b);
  if (divisor === undefined || more.length > 0) return undefined;
  const terms: Term[] = [];
  for (const { coefficient, factors } of termsOf(a)) {
    const left = without(factors, divisor.factors);
    if (left === undefined) return undefined;
    terms.push({ coefficient, factors: left, degree: degreeOf(left) });
  }
  return scaled(collect(terms), inverse(divisor.coefficient));
}
