import { fromAtom } from './arithmetic.ts';
import type { Expr } from './expression.ts';
import { isInteger, mul, pow } from './expression.ts';
import { termsOf } from './polynomial.ts';
import { juxtaposed, toLatex, toText } from './print.ts';

/** A size with how often it is a factor. */
interface SizePower {
  readonly size: Expr;
  readonly exponent: number;
}

/** A count as the product it was counted by, not multiplied out: k^2*(w + floor(w/2))^2. */
export type Product = readonly SizePower[];

/**
 * The product of sizes in a canonical order: numbers, single terms, sums; higher powers first, then by their text. Equal sizes are one power, ones
 * are left out, and a size that is a product itself, such as 5*w, is taken apart.
 */
export function productOf(sizes: readonly Expr[]): Product {
  const powers = new Map<string, { size: Expr; exponent: number }>();
  for (const size of sizes) {
    for (const { size: part, exponent } of factorsOf(size)) {
      if (part === 1n) continue;
      const key = toText(part);
      const known = powers.get(key);
      if (known === undefined) powers.set(key, { size: part, exponent });
      else known.exponent += exponent;
    }
  }
  return [...powers]
    .sort(([a, one], [b, other]) => {
      const ranks = rank(one.size) - rank(other.size);
      return ranks || other.exponent - one.exponent || (a < b ? -1 : 1);
    })
    .map(([, power]) => power);
}

/** Numbers before single terms, sums last. */
function rank(size: Expr): number {
  if (isInteger(size)) return 0;
  return termsOf(size).length > 1 ? 2 : 1;
}

/** A single term with a whole coefficient as its factors; anything else is one. */
function factorsOf(size: Expr): Product {
  const terms = termsOf(size);
  const [term] = terms;
  if (isInteger(size) || term === undefined || terms.length > 1 || term.coefficient.denominator > 1n)
    return [{ size, exponent: 1 }];
  return [
    { size: term.coefficient.numerator, exponent: 1 },
    ...term.factors.map(({ atom, exponent }) => ({ size: fromAtom(atom), exponent })),
  ];
}

/** The product multiplied out. */
export const productValue = (product: Product): Expr =>
  mul(...product.map(({ size, exponent }) => pow(size, exponent)));

/** What is written of a size as a factor: a sum in brackets, and a product too where it is raised to a power. */
function factorText({ size, exponent }: SizePower, isLatex: boolean): string {
  const text = isLatex ? toLatex(size) : toText(size);
  const terms = termsOf(size);
  const isPlain = terms.length === 1 && (exponent === 1 || isInteger(size) || isAtom(size));
  const base = isPlain ? text : isLatex ? `\\left(${text}\\right)` : `(${text})`;
  if (exponent === 1) return base;
  return isLatex ? `${base}^{${exponent}}` : `${base}^${exponent}`;
}

function isAtom(size: Expr): boolean {
  const [term] = termsOf(size);
  return (
    term?.degree === 1 &&
    term.coefficient.numerator === term.coefficient.denominator &&
    term.factors[0]?.atom.kind !== 'power'
  );
}

export const productText = (product: Product): string =>
  product.length === 0 ? '1' : product.map((power) => factorText(power, false)).join('*');

export const productLatex = (product: Product): string =>
  product.length === 0 ? '1' : juxtaposed(product.map((power) => factorText(power, true)));
