/** Sums and products of expressions, beneath the public functions and without their checks. */
import type { Atom, Expr, Term } from './polynomial.ts';
import {
  collect,
  compareFactors,
  constantTerm,
  degreeOf,
  fromOrdered,
  joinFactors,
  termsOf,
} from './polynomial.ts';
import type { Rational } from './rational.ts';
import { isZero, negative, one, plus, times } from './rational.ts';
import { NotSymbolic, symbolsOf } from './symbols.ts';

/** Multiplying out more terms than this takes longer than an edit may; nobody reads what comes of it. */
const productLimit = 10_000;

/** The expression of a reduced fraction. */
export function fromRational(value: Rational): Expr {
  return value.denominator === 1n ? value.numerator : { terms: [constantTerm(value)] };
}

/** The expression of one atom. */
export function fromAtom(atom: Atom): Expr {
  return { terms: [{ coefficient: one, factors: [{ atom, exponent: 1 }], degree: 1 }] };
}

/** The value as a fraction, or undefined where it has free symbols. */
export function constantOf(e: Expr): Rational | undefined {
  if (typeof e === 'bigint') return { numerator: e, denominator: 1n };
  const first = e.terms[0];
  return first !== undefined && first.degree === 0 ? first.coefficient : undefined;
}

export function sum(a: Expr, b: Expr): Expr {
  if (typeof a === 'bigint' && typeof b === 'bigint') return a + b;
  if (a === 0n) return b;
  if (b === 0n) return a;
  const left = termsOf(a);
  const right = termsOf(b);
  const terms: Term[] = [];
  let i = 0;
  let j = 0;
  while (i < left.length && j < right.length) {
    const x = left[i] as Term;
    const y = right[j] as Term;
    const order = compareFactors(x, y);
    if (order < 0) terms.push(x);
    else if (order > 0) terms.push(y);
    else {
      const coefficient = plus(x.coefficient, y.coefficient);
      if (!isZero(coefficient)) terms.push({ ...x, coefficient });
    }
    if (order <= 0) i++;
    if (order >= 0) j++;
  }
  for (; i < left.length; i++) terms.push(left[i] as Term);
  for (; j < right.length; j++) terms.push(right[j] as Term);
  return fromOrdered(terms);
}

/** The sum of many at once: one sort instead of repeated merging. */
export function sumOf(expressions: readonly Expr[]): Expr {
  return collect(expressions.flatMap(termsOf));
}

export function negated(a: Expr): Expr {
  if (typeof a === 'bigint') return -a;
  return { terms: a.terms.map((term) => ({ ...term, coefficient: negative(term.coefficient) })) };
}

export function difference(a: Expr, b: Expr): Expr {
  if (typeof a === 'bigint' && typeof b === 'bigint') return a - b;
  return sum(a, negated(b));
}

export function scaled(e: Expr, factor: Rational): Expr {
  if (factor.numerator === 0n) return 0n;
  if (factor.numerator === 1n && factor.denominator === 1n) return e;
  return fromOrdered(termsOf(e).map((term) => ({ ...term, coefficient: times(term.coefficient, factor) })));
}

/** Throws NotSymbolic where multiplying out would take more than `productLimit` products of terms. */
export function product(a: Expr, b: Expr): Expr {
  if (typeof a === 'bigint' && typeof b === 'bigint') return a * b;
  const left = constantOf(a);
  if (left !== undefined) return scaled(b, left);
  const right = constantOf(b);
  if (right !== undefined) return scaled(a, right);
  const [ours, theirs] = [termsOf(a), termsOf(b)];
  if (ours.length * theirs.length > productLimit) {
    const symbols = new Set([...symbolsOf(a), ...symbolsOf(b)]);
    throw new NotSymbolic(`a product of more than ${productLimit} terms`, [...symbols]);
  }
  const products: Term[] = [];
  for (const x of ours) {
    for (const y of theirs) {
      const factors = joinFactors(x.factors, y.factors);
      products.push({
        coefficient: times(x.coefficient, y.coefficient),
        factors,
        degree: degreeOf(factors),
      });
    }
  }
  return collect(products);
}

/** a to the power n, n at least 0. */
export function power(a: Expr, n: number): Expr {
  if (n === 1) return a;
  if (typeof a === 'bigint') return a ** BigInt(n);
  let result: Expr = 1n;
  let square: Expr = a;
  for (let rest = n; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = product(result, square);
    if (rest > 1) square = product(square, square);
  }
  return result;
}
