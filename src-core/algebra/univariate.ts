import { NotSymbolic, symbolsOf } from './expression.ts';
import type { Expr } from './polynomial.ts';
import { termsOf } from './polynomial.ts';
import { greatestCommonDivisor, leastCommonMultiple } from './rational.ts';

/** A polynomial in one symbol with integer coefficients, by ascending power; the last is not zero. Zero is empty. */
export type Univariate = readonly bigint[];

/**
 * A positive multiple of the expression as a polynomial in one symbol, so that both have the same signs and roots.
 * Other symbols, and floors, throw NotSymbolic.
 */
export function univariate(e: Expr, name: string): Univariate {
  const coefficients: { power: number; numerator: bigint; denominator: bigint }[] = [];
  let multiple = 1n;
  for (const { coefficient, factors } of termsOf(e)) {
    const [factor] = factors;
    const isPower = factor === undefined || (factor.atom.kind === 'symbol' && factor.atom.name === name);
    if (factors.length > 1 || !isPower) throw new NotSymbolic('roots', [...symbolsOf(e)]);
    coefficients.push({ power: factor?.exponent ?? 0, ...coefficient });
    multiple = leastCommonMultiple(multiple, coefficient.denominator);
  }
  const dense: bigint[] = [];
  for (const { power, numerator, denominator } of coefficients) {
    while (dense.length <= power) dense.push(0n);
    dense[power] = (numerator * multiple) / denominator;
  }
  return primitive(dense);
}

/** The value at an integer. */
export function valueAt(p: Univariate, x: bigint): bigint {
  let value = 0n;
  for (let index = p.length - 1; index >= 0; index--) value = value * x + (p[index] as bigint);
  return value;
}

/** Divided by the greatest common divisor of its coefficients, signs kept, leading zeros dropped. */
function primitive(p: readonly bigint[]): Univariate {
  let length = p.length;
  while (length > 0 && p[length - 1] === 0n) length--;
  const divisor = p.slice(0, length).reduce(greatestCommonDivisor, 0n);
  return divisor <= 1n ? p.slice(0, length) : p.slice(0, length).map((coefficient) => coefficient / divisor);
}

const derivativeOf = (p: Univariate): Univariate =>
  primitive(p.slice(1).map((coefficient, index) => coefficient * BigInt(index + 1)));

/** A positive multiple of the remainder of a by b, which is not zero. */
function remainder(a: Univariate, b: Univariate): Univariate {
  const lead = b.at(-1) as bigint;
  const scale = lead < 0n ? -lead : lead;
  let rest: Univariate = a;
  while (rest.length >= b.length) {
    const shift = rest.length - b.length;
    const factor = lead < 0n ? -(rest.at(-1) as bigint) : (rest.at(-1) as bigint);
    const next = rest.map(
      (coefficient, index) =>
        coefficient * scale - (index < shift ? 0n : factor * (b[index - shift] as bigint)),
    );
    rest = primitive(next);
  }
  return rest;
}

/** Sturm's sequence of a polynomial: the polynomial, its derivative, and negated remainders down to the common divisor. */
export function sturmSequence(p: Univariate): readonly Univariate[] {
  const sequence: Univariate[] = [p];
  let next = derivativeOf(p);
  while (next.length > 0) {
    sequence.push(next);
    const [a, b] = [sequence.at(-2) as Univariate, next];
    next = remainder(a, b).map((coefficient) => -coefficient);
  }
  return sequence;
}

/** How often the signs of a Sturm sequence change at an integer that is no multiple root; zeros are passed over. */
export function variations(sequence: readonly Univariate[], x: bigint): number {
  let changes = 0;
  let before = 0n;
  for (const p of sequence) {
    const value = valueAt(p, x);
    if (value === 0n) continue;
    if (before !== 0n && before < 0n !== value < 0n) changes++;
    before = value;
  }
  return changes;
}

/** The quotient by a polynomial that divides it, up to a positive factor. */
function quotient(a: Univariate, b: Univariate): Univariate {
  const lead = b.at(-1) as bigint;
  const parts: bigint[] = [];
  let rest = a.map((coefficient) => coefficient * abs(lead) ** BigInt(a.length));
  for (let shift = a.length - b.length; shift >= 0; shift--) {
    const factor = (rest[shift + b.length - 1] as bigint) / lead;
    parts[shift] = factor;
    rest = rest.map((c, index) => {
      const under = b[index - shift];
      return under === undefined ? c : c - factor * under;
    });
  }
  return primitive(parts);
}

const abs = (x: bigint): bigint => (x < 0n ? -x : x);

/** The polynomial with every multiple root made single, up to a factor that is not zero. */
export function squareFree(p: Univariate): Univariate {
  const common = sturmSequence(p).at(-1) as Univariate;
  return common.length <= 1 ? p : quotient(p, common);
}
