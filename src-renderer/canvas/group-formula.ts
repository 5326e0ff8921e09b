import type { Expr } from '../../src-core/algebra/expression.ts';
import { NotSymbolic, symbol } from '../../src-core/algebra/expression.ts';
import { productValue } from '../../src-core/algebra/product.ts';
import { expand, RefusalInside } from '../../src-core/language/expand.ts';
import type { Expansion } from '../../src-core/language/expansion.ts';
import type { Given, Value } from '../../src-core/language/field.ts';
import { Refusal } from '../../src-core/language/refusal.ts';
import { groupProducts, latexProduct } from '../symbolic/weight-products.ts';

/** The convolution weights of one channel group: as a formula in the block's own fields, and to the unit. */
export interface GroupFormula {
  readonly latex: string;
  readonly weights: Expr;
}

/** The formulas of more groups than this nest too deep to be read on a node. */
const mostGroups = 16;

const none: ReadonlyMap<string, GroupFormula> = new Map();
const known = new WeakMap<Expansion, ReadonlyMap<string, GroupFormula>>();

/** The block with every dimension a symbol named as its field; null where it cannot be expanded so. */
function symbolically({ definition, values }: Expansion): Expansion | null {
  const given = Object.fromEntries(
    Object.entries(definition.fields).map(([name, field]): [string, Value | undefined] => [
      name,
      field.kind === 'dimension' ? symbol(name) : values[name],
    ]),
  );
  try {
    const inputs = definition.symbolicInputs?.(given as Expansion['values'], symbol);
    return inputs === undefined ? null : expand(definition, given as Given, inputs);
  } catch (error) {
    if (error instanceof NotSymbolic || error instanceof Refusal || error instanceof RefusalInside)
      return null;
    throw error;
  }
}

/** Formulas of the channel groups of a block by name; a group without exactly one convolution has none. */
export function groupFormulas(block: Expansion): ReadonlyMap<string, GroupFormula> {
  const found = known.get(block);
  if (found !== undefined) return found;
  const formulas = worked(block);
  known.set(block, formulas);
  return formulas;
}

function worked(block: Expansion): ReadonlyMap<string, GroupFormula> {
  const { definition, values } = block;
  const groups = definition.kind === 'block' ? (definition.groups?.(values) ?? []) : [];
  if (groups.length === 0 || groups.length > mostGroups) return none;
  const concrete = groupProducts(block, groups);
  const symbolic = symbolically(block);
  const products = symbolic === null ? null : groupProducts(symbolic, groups);
  if (concrete === null || products === null) return none;
  const weights = new Map(concrete.map((term) => [term.group, productValue(term.product)]));
  return new Map(
    products.flatMap(({ group, product }) => {
      const count = weights.get(group);
      return count === undefined ? [] : [[group, { latex: latexProduct(product), weights: count }] as const];
    }),
  );
}
