import type { Rational } from './rational.ts';
import { isWhole, isZero, one, order, plus, sameRational, times } from './rational.ts';

/** A free dimension such as `w`. `integer` says that it takes integer values only. */
export interface SymbolAtom {
  readonly kind: 'symbol';
  readonly name: string;
  readonly integer: boolean;
  readonly key: string;
}

/** The floor of a polynomial that no rule resolves; always an integer. */
export interface FloorAtom {
  readonly kind: 'floor';
  readonly argument: Polynomial;
  readonly integer: true;
  readonly key: string;
}

/**
 * A positive fraction other than 1 raised to an integer-valued symbol, such as 2^s or (1/4)^s.
 * A term has at most one for each symbol, to the first power: their product is the power of the product of their bases.
 * So such terms are canonical too, as powers of different bases are linearly independent over the polynomials.
 */
export interface PowerAtom {
  readonly kind: 'power';
  readonly base: Rational;
  readonly exponent: SymbolAtom;
  readonly integer: false;
  readonly key: string;
}

export type Atom = SymbolAtom | PowerAtom | FloorAtom;

export interface Factor {
  readonly atom: Atom;
  readonly exponent: number;
}

/** A coefficient times powers of atoms; atoms ascend and exponents are at least 1. Without factors it is a constant. */
export interface Term {
  readonly coefficient: Rational;
  readonly factors: readonly Factor[];
  readonly degree: number;
}

/**
 * A sum of terms in the canonical order, with different factors and coefficients other than zero.
 * So two polynomials are equal as such exactly when their terms are equal one by one.
 */
export interface Polynomial {
  readonly terms: readonly Term[];
}

/** An exact value: an integer constant is always a bigint, everything else a canonical polynomial. */
export type Expr = bigint | Polynomial;

const noFactors: readonly Factor[] = [];

export function constantTerm(coefficient: Rational): Term {
  return { coefficient, factors: noFactors, degree: 0 };
}

export function symbolAtom(name: string, integer: boolean): SymbolAtom {
  return { kind: 'symbol', name, integer, key: integer ? name : `${name}?` };
}

export function floorAtom(argument: Polynomial): FloorAtom {
  return { kind: 'floor', argument, integer: true, key: `floor(${keyOf(argument)})` };
}

export function powerAtom(base: Rational, exponent: SymbolAtom): PowerAtom {
  const key = `(${base.numerator}/${base.denominator})^${exponent.key}`;
  return { kind: 'power', base, exponent, integer: false, key };
}

function keyOf(polynomial: Polynomial): string {
  let key = '';
  for (const { coefficient, factors } of polynomial.terms) {
    key += `+${coefficient.numerator}/${coefficient.denominator}`;
    for (const { atom, exponent } of factors) key += `*${atom.key}^${exponent}`;
  }
  return key;
}

const kinds: readonly Atom['kind'][] = ['symbol', 'power', 'floor'];

/** Symbols by name, then powers by their symbol and the greater base first, then floors by their arguments. */
function compareAtoms(a: Atom, b: Atom): number {
  if (a === b || a.key === b.key) return 0;
  if (a.kind === 'floor' && b.kind === 'floor') return compareTerms(a.argument.terms, b.argument.terms);
  if (a.kind !== b.kind) return kinds.indexOf(a.kind) - kinds.indexOf(b.kind);
  if (a.kind !== 'power' || b.kind !== 'power') return a.key < b.key ? -1 : 1;
  if (a.exponent.key !== b.exponent.key) return a.exponent.key < b.exponent.key ? -1 : 1;
  return order(a.base, b.base) > 0n ? -1 : 1;
}

/** As atoms compare, but powers with the same exponent are alike: in a product they become one. */
function compareInProduct(a: Atom, b: Atom): number {
  const isSame = a.kind === 'power' && b.kind === 'power' && a.exponent.key === b.exponent.key;
  return isSame ? 0 : compareAtoms(a, b);
}

function compareTerms(a: readonly Term[], b: readonly Term[]): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const left = a[index] as Term;
    const right = b[index] as Term;
    const factors = compareFactors(left, right);
    if (factors !== 0) return factors;
    const coefficients = order(left.coefficient, right.coefficient);
    if (coefficients !== 0n) return coefficients < 0n ? -1 : 1;
  }
  return a.length - b.length;
}

/** The canonical order of terms: degree descending, then by the atoms, then the higher power first. */
export function compareFactors(a: Term, b: Term): number {
  if (a.degree !== b.degree) return b.degree - a.degree;
  const length = Math.min(a.factors.length, b.factors.length);
  for (let index = 0; index < length; index++) {
    const left = a.factors[index] as Factor;
    const right = b.factors[index] as Factor;
    const atoms = compareAtoms(left.atom, right.atom);
    if (atoms !== 0) return atoms;
    if (left.exponent !== right.exponent) return right.exponent - left.exponent;
  }
  return 0;
}

function productOfAlike(a: Factor, b: Factor): readonly Factor[] {
  if (a.atom.kind !== 'power' || b.atom.kind !== 'power')
    return [{ atom: a.atom, exponent: a.exponent + b.exponent }];
  const base = times(a.atom.base, b.atom.base);
  return sameRational(base, one) ? [] : [{ atom: powerAtom(base, a.atom.exponent), exponent: 1 }];
}

/** The sum of the exponents. A power counts as one factor. */
export function degreeOf(factors: readonly Factor[]): number {
  let degree = 0;
  for (const { exponent } of factors) degree += exponent;
  return degree;
}

/** The product of two factor lists, both ascending. */
export function joinFactors(a: readonly Factor[], b: readonly Factor[]): readonly Factor[] {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  const joined: Factor[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const left = a[i] as Factor;
    const right = b[j] as Factor;
    const atoms = compareInProduct(left.atom, right.atom);
    if (atoms === 0) joined.push(...productOfAlike(left, right));
    else joined.push(atoms < 0 ? left : right);
    if (atoms <= 0) i++;
    if (atoms >= 0) j++;
  }
  for (; i < a.length; i++) joined.push(a[i] as Factor);
  for (; j < b.length; j++) joined.push(b[j] as Factor);
  return joined;
}

/** The expression of terms that already are in canonical order without repeats. */
export function fromOrdered(terms: readonly Term[]): Expr {
  const first = terms[0];
  if (first === undefined) return 0n;
  if (first.degree === 0 && isWhole(first.coefficient)) return first.coefficient.numerator;
  return { terms };
}

/** The expression of any terms: sorts them (in place), adds up equal ones, and drops those that vanish. */
export function collect(terms: Term[]): Expr {
  terms.sort(compareFactors);
  const collected: Term[] = [];
  let index = 0;
  while (index < terms.length) {
    const term = terms[index++] as Term;
    let coefficient = term.coefficient;
    let next = terms[index];
    while (next !== undefined && compareFactors(term, next) === 0) {
      coefficient = plus(coefficient, next.coefficient);
      next = terms[++index];
    }
    if (isZero(coefficient)) continue;
    collected.push(coefficient === term.coefficient ? term : { ...term, coefficient });
  }
  return fromOrdered(collected);
}

/** The terms of any expression; an integer has one constant term, zero none. */
export function termsOf(e: Expr): readonly Term[] {
  if (typeof e !== 'bigint') return e.terms;
  return e === 0n ? [] : [constantTerm({ numerator: e, denominator: 1n })];
}

/** Whether a product of these factors is an integer for all values of its symbols. */
export function isIntegral(factors: readonly Factor[]): boolean {
  return factors.every(({ atom }) => atom.integer);
}
