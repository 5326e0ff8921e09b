import type { Expr } from '../../src-core/algebra/expression.ts';
import { isInteger, sameExpr } from '../../src-core/algebra/expression.ts';
import { toText } from '../../src-core/algebra/print.ts';
import { latexPower } from '../../src-core/algebra/print-terms.ts';
import type { Product } from '../../src-core/algebra/product.ts';
import type { Expansion } from '../../src-core/language/expansion.ts';

/** Equal sizes as powers, each whole: c_2 of 3*w channels stays one size, so that the groups differ in it alone. */
function productOf(sizes: readonly Expr[]): Product {
  const powers: { size: Expr; exponent: number }[] = [];
  for (const size of sizes) {
    if (size === 1n) continue;
    const known = powers.find((power) => sameExpr(power.size, size));
    if (known === undefined) powers.push({ size, exponent: 1 });
    else known.exponent++;
  }
  return powers;
}

/** The shapes of all convolution weights inside. */
function convolutionShapes({ weights, children }: Expansion): readonly (readonly Expr[])[] {
  const own = Object.values(weights).filter((spec) => spec.part === 'conv' && spec.trainable);
  return [
    ...own.map((spec) => spec.shape),
    ...children.flatMap((child) => convolutionShapes(child.expansion)),
  ];
}

export interface ProductTerm {
  readonly group: string;
  /** Counting convolutions from 1, as c_1 is the first that is convolved. */
  readonly index: number;
  readonly product: Product;
}

/** The convolution weights of each group that has exactly one convolution; null where a group has more. */
export function groupProducts(
  expansion: Expansion,
  groups: readonly string[],
): readonly ProductTerm[] | null {
  const terms: ProductTerm[] = [];
  for (const group of groups) {
    const child = expansion.children.find((other) => other.name === group);
    const shapes = child === undefined ? [] : convolutionShapes(child.expansion);
    if (shapes.length > 1) return null;
    const [shape] = shapes;
    if (shape !== undefined) terms.push({ group, index: terms.length + 1, product: productOf(shape) });
  }
  return terms.length === 0 ? null : terms;
}

/** A sum of equal powers with what all its terms share before it: k² Σ c_j². */
export interface PowerSum {
  readonly common: Product;
  readonly exponent: number;
  readonly terms: readonly { readonly group: string; readonly index: number; readonly base: Expr }[];
}

const exponentOf = (product: Product, size: Expr): number =>
  product.find((power) => sameExpr(power.size, size))?.exponent ?? 0;

/** Writes the terms as one sum of powers; null where they do not differ, or differ in more than one size. */
export function powerSum(terms: readonly ProductTerm[]): PowerSum | null {
  const [first, ...rest] = terms;
  if (first === undefined || rest.length === 0) return null;
  const common = first.product.flatMap(({ size, exponent }) => {
    const least = Math.min(exponent, ...rest.map((term) => exponentOf(term.product, size)));
    return least === 0 ? [] : [{ size, exponent: least }];
  });
  const bases: { group: string; index: number; base: Expr; exponent: number }[] = [];
  for (const { group, index, product } of terms) {
    const left = product.flatMap(({ size, exponent }) => {
      const rest = exponent - exponentOf(common, size);
      return rest === 0 ? [] : [{ size, exponent: rest }];
    });
    const [only] = left;
    if (left.length !== 1 || only === undefined) return null;
    bases.push({ group, index, base: only.size, exponent: only.exponent });
  }
  const exponent = bases[0]!.exponent;
  return bases.every((base) => base.exponent === exponent) ? { common, exponent, terms: bases } : null;
}

export const latexProduct = (product: Product): string =>
  [...product]
    .sort(
      (a, b) =>
        Number(isInteger(b.size)) - Number(isInteger(a.size)) || (toText(a.size) < toText(b.size) ? -1 : 1),
    )
    .map(({ size, exponent }) => latexPower(size, exponent))
    .join(' ');
