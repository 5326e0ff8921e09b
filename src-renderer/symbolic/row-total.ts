import type { Expr } from '../../src-core/algebra/expression.ts';
import { isInteger } from '../../src-core/algebra/expression.ts';
import type { Analysis } from '../../src-core/analysis/analyzer.ts';
import { itemAt } from '../../src-core/analysis/item-paths.ts';
import type { Counted } from './count-notation.ts';
import { countedOf } from './count-notation.ts';
import type { FormulaRow } from './formula-rows.ts';

/** The exact integer of all items of a row; null where one is unknown. */
export function rowTotal(
  analysis: Analysis,
  { paths }: FormulaRow,
  of: (counted: Counted) => Expr,
): bigint | null {
  let sum = 0n;
  for (const path of paths) {
    const expansion = itemAt(analysis, path)?.expansion;
    const value = expansion == null ? null : of(countedOf(expansion));
    if (value === null || !isInteger(value)) return null;
    sum += value;
  }
  return sum;
}
