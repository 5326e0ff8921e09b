import { fromAtom, power, product, scaled, sum } from './arithmetic.ts';
import { substitute } from './evaluate.ts';
import { add, div, mul, NotSymbolic, sub, symbolsOf } from './expression.ts';
import type { Expr, Factor, SymbolAtom, Term } from './polynomial.ts';
import { powerAtom, symbolAtom, termsOf } from './polynomial.ts';
import type { Rational } from './rational.ts';
import { one } from './rational.ts';

/**
 * The sum of e over the integers `index` from `from` to `to`, closed: both bounds may be symbolic.
 *
 * e is a polynomial in the index times powers such as 2^j; other symbols may occur anywhere. The result is F(to + 1) - F(from)
 * for the polynomial-exponential F with F(j + 1) - F(j) = e(j), so it is exact wherever from - 1 <= to.
 * The index under a floor throws NotSymbolic, as does a bound that is not an integer combination of symbols where e holds powers.
 */
export function sumOver(e: Expr, index: string, from: Expr, to: Expr): Expr {
  let total: Expr = 0n;
  for (const part of partsIn(e, index).values()) {
    const raised = antidifference(part, index);
    const at = (value: Expr) => substitute(raised, new Map([[index, value]]));
    total = add(total, sub(at(add(to, 1n)), at(from)));
  }
  return total;
}

/** base^index times a polynomial in the index, its coefficients by ascending power and free of the index. */
interface Part {
  readonly base: Rational;
  readonly coefficients: Expr[];
}

/** The expression as a sum of parts with different bases. */
function partsIn(e: Expr, index: string): ReadonlyMap<string, Part> {
  const parts = new Map<string, Part>();
  for (const term of termsOf(e)) {
    const { base, degree, rest } = takeApart(term, index);
    const key = `${base.numerator}/${base.denominator}`;
    const part = parts.get(key) ?? { base, coefficients: [] };
    parts.set(key, part);
    while (part.coefficients.length <= degree) part.coefficients.push(0n);
    part.coefficients[degree] = sum(part.coefficients[degree] as Expr, rest);
  }
  return parts;
}

function takeApart({ coefficient, factors }: Term, index: string) {
  let base = one;
  let degree = 0;
  let rest: Expr = scaled(1n, coefficient);
  for (const factor of factors) {
    const { atom, exponent } = factor;
    if (atom.kind === 'symbol' && atom.name === index) degree = exponent;
    else if (atom.kind === 'power' && atom.exponent.name === index) base = atom.base;
    else rest = product(rest, free(factor, index));
  }
  return { base, degree, rest };
}

function free({ atom, exponent }: Factor, index: string): Expr {
  if (atom.kind === 'floor' && symbolsOf(atom.argument).has(index)) throw new NotSymbolic('a sum', [index]);
  return power(fromAtom(atom), exponent);
}

/**
 * F with F(j + 1) - F(j) = base^j P(j), from the highest power down: c·j^e in F gives base·c·(j + 1)^e - c·j^e, whose
 * highest power cancels that of P for the right c. Over base 1 the powers of F are one higher.
 */
function antidifference({ base, coefficients }: Part, index: string): Expr {
  const rest = [...coefficients];
  const isPlain = base.numerator === base.denominator;
  const atom: SymbolAtom = symbolAtom(index, true);
  const growth = scaled(1n, base);
  let result: Expr = 0n;
  for (let degree = rest.length - 1; degree >= 0; degree--) {
    const raised = isPlain ? degree + 1 : degree;
    const lead = isPlain ? BigInt(raised) : sub(growth, 1n);
    const c = div(rest[degree] as Expr, lead);
    for (let lower = 0; lower < degree; lower++)
      rest[lower] = sub(rest[lower] as Expr, mul(c, growth, binomial(raised, lower)));
    result = add(result, mul(c, power(fromAtom(atom), raised)));
  }
  return isPlain ? result : product(result, fromAtom(powerAtom(base, atom)));
}

function binomial(n: number, k: number): bigint {
  let value = 1n;
  for (let i = 0; i < k; i++) value = (value * BigInt(n - i)) / BigInt(i + 1);
  return value;
}
